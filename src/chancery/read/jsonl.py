"""Articles as rows: one JSON object a line, its fields under the names that exports give them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chancery.errors import InputUnreadable
from chancery.read.assembly import article_of
from chancery.read.cleaning import Hints
from chancery.read.decoding import too_large
from chancery.read.document import MAX_FILE, Document, source_name
from chancery.read.metadata import iso_day, url_year
from chancery.read.normalisation import one_line

if TYPE_CHECKING:
    from chancery.model.article import Article

_TEXT = ("text", "body", "content", "article", "maintext", "raw_text")
_TITLE = ("title", "headline")
_PUBLISHED = (
    "published",
    "date",
    "published_at",
    "publishedAt",
    "date_published",
    "datePublished",
    "pub_date",
    "publish_date",
)
_LANGUAGE = ("language", "lang", "inLanguage")
_OUTLET = ("outlet", "source", "site", "publisher", "sitename", "hostname")
_URL = ("url", "link")


def read_row(document: Document, languages: frozenset[str] | None) -> Article:
    """The article of one line. Its source ends in the row's own id, if any: `<file>/<id>.json`."""
    row = _object(document)
    text = _string(row, _TEXT)
    if text is None:
        raise InputUnreadable(document.source, "missing-field", f"no text; it is looked for under {', '.join(_TEXT)}")
    own = _string({"id": str(row["id"])}, ("id",)) if isinstance(row.get("id"), str | int) else None
    source = f"{source_name(document.path)}/{one_line(own)}.json" if own else document.source
    return article_of(text, _hints(row), source=source, languages=languages)


def _hints(row: Mapping[str, Any]) -> Hints:
    url = _string(row, _URL)
    title = _string(row, _TITLE)
    published = iso_day(_string(row, _PUBLISHED))
    return Hints(
        url=one_line(url) if url else None,
        title=(one_line(title) or None) if title else None,
        published=published,
        published_from="given" if published else None,
        language=_string(row, _LANGUAGE),
        outlet=_outlet(row),
        year=url_year(url),
    )


def _outlet(row: Mapping[str, Any]) -> str | None:
    for name in _OUTLET:
        value = row.get(name)
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("title")
        if isinstance(value, str) and value.strip():
            return value
    return None


def _object(document: Document) -> Mapping[str, Any]:
    raw = _line(document)
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


def _line(document: Document) -> bytes:
    if document.length is not None and document.length > MAX_FILE:
        raise too_large(document.source, document.length, MAX_FILE)
    try:
        with document.path.open("rb") as stream:
            stream.seek(document.offset)
            return stream.read(document.length if document.length is not None else MAX_FILE)
    except OSError as error:
        raise InputUnreadable(document.source, "unreadable", (error.strerror or str(error)).lower()) from error


def _string(row: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return None
