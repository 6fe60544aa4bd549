"""Which column of a table, or field of a row, holds what: said by somebody, or under a name that is usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chancery.errors import InputUnreadable, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chancery.read.document import Columns

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext", "raw_text"),
    "title": ("title", "headline"),
    "published": (
        "published",
        "date",
        "published_at",
        "publishedAt",
        "date_published",
        "datePublished",
        "pub_date",
        "publish_date",
    ),
    "language": ("language", "lang", "inLanguage"),
    "outlet": ("outlet", "source", "site", "publisher", "sitename", "hostname"),
    "url": ("url", "link"),
    "id": ("id",),
}
_SHOWN = 30


def columns_of(pairs: Sequence[str]) -> Columns:
    """The columns that `FIELD=COLUMN` words name. UsageError for another field, or one named twice."""
    held: dict[str, str] = {}
    for pair in pairs:
        field, _, column = pair.partition("=")
        if field not in FIELDS or not column:
            raise UsageError(f"--column {pair}: it is FIELD=COLUMN, FIELD one of {', '.join(FIELDS)}")
        if field in held:
            raise UsageError(f"--column {pair}: {field} is {held[field]} already")
        held[field] = column
    return tuple(sorted(held.items()))


def names_of(field: str, columns: Columns) -> tuple[str, ...]:
    """The names under which a row may hold a field."""
    said = dict(columns).get(field)
    return FIELDS[field] if said is None else (said,)


def matched(names: Sequence[str], columns: Columns, source: str) -> dict[str, str]:
    """Field → column of a table. InputUnreadable when a column that was said is not there, or none of text is known."""
    said = dict(columns)
    for field, column in said.items():
        if column not in names:
            raise InputUnreadable(source, "missing-field", f"no column {column} for {field}; there are {listed(names)}")
    lower = {name.strip().lower(): name for name in reversed(names)}
    held = dict(said)
    for field, usual in FIELDS.items():
        found = next((lower[name.lower()] for name in usual if name.lower() in lower), None)
        if field not in held and found is not None:
            held[field] = found
    if "text" not in held:
        told = f"no column is known to hold the text; there are {listed(names)}: --column text=NAME"
        raise InputUnreadable(source, "missing-field", told)
    return held


def listed(names: Sequence[str]) -> str:
    """The columns there are, as words."""
    shown = ", ".join(" ".join(name.split())[:40] or "(no name)" for name in names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown or "none"
