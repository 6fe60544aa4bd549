"""Articles as rows: one JSON object a line, its fields under the names that exports give them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chancery.errors import InputUnreadable
from chancery.read.assembly import article_of
from chancery.read.cleaning import Hints
from chancery.read.columns import names_of
from chancery.read.document import Columns, Document, Payload, source_name
from chancery.read.metadata import iso_day, url_year
from chancery.read.normalisation import one_line

if TYPE_CHECKING:
    from chancery.model.article import Article


def read_row(document: Document, payload: Payload, languages: frozenset[str] | None) -> Article:
    """The article of one row. Its source ends in the row's own id, if any: `<file>/<id>.json`."""
    row = _object(document, payload.raw) if payload.row is None else payload.row
    columns = () if payload.row is not None else document.columns
    names = names_of("text", columns)
    text = _string(row, names)
    if text is None:
        raise InputUnreadable(document.source, "missing-field", f"no text; it is looked for under {', '.join(names)}")
    own = next((str(row[name]) for name in names_of("id", columns) if isinstance(row.get(name), str | int)), "")
    file = document.source.rpartition("#")[0] if document.member is not None else source_name(document.path)
    source = f"{file}/{one_line(own)}.json" if own.strip() else document.source
    return article_of(text, row_hints(row, columns), source=source, languages=languages)


def row_hints(row: Mapping[str, Any], columns: Columns = ()) -> Hints:
    """What a row tells besides its text."""
    url = _string(row, names_of("url", columns))
    title = _string(row, names_of("title", columns))
    published = iso_day(_string(row, names_of("published", columns)))
    return Hints(
        url=one_line(url) if url else None,
        title=(one_line(title) or None) if title else None,
        published=published,
        published_from="given" if published else None,
        language=_string(row, names_of("language", columns)),
        outlet=_outlet(row, names_of("outlet", columns)),
        year=url_year(url),
    )


def _outlet(row: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("title")
        if isinstance(value, str) and value.strip():
            return value
    return None


def _object(document: Document, raw: bytes) -> Mapping[str, Any]:
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputUnreadable(document.source, "encoding", f"not UTF-8 (byte {error.start:,} of the line)") from error
    except json.JSONDecodeError as error:
        raise InputUnreadable(document.source, "bad-json", f"{error.msg.lower()} at column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise InputUnreadable(document.source, "bad-json", "nested too deep or a number too long") from error
    if not isinstance(row, Mapping):
        raise InputUnreadable(document.source, "bad-json", "the line is not an object")
    return row


def _string(row: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return None
