"""Dates and years as machines write them: in metadata, rows and addresses."""

from __future__ import annotations

from datetime import UTC, date, datetime

from chancery.read.dates import find_dates
from chancery.text import regex

_ISO = regex.compile(r"\s*((?:1[5-9]|20)\d\d)(?:-?(\d\d)(?:-?(\d\d))?)?(?![\d])(?:[T ].*)?\s*$")
_SECONDS = regex.compile(r"\s*\d{9,10}(?:\.\d+)?\s*$")
_ADDRESS = regex.compile(r"(?<!\d)(20[0-4]\d|19[6-9]\d)[/-]?(?:0[1-9]|1[0-2])(?:[/-]?(?:0[1-9]|[12]\d|3[01]))?(?!\d)")


def iso_day(value: str | None) -> str | None:
    """The day (or month, or year) of a date in metadata, as printed: no time zone is applied."""
    if not value:
        return None
    match = _ISO.match(value)
    if match is not None:
        year, month, day = (int(part) if part else None for part in match.groups())
        return _precise(year, month, day)
    if _SECONDS.match(value):
        return datetime.fromtimestamp(float(value), UTC).date().isoformat()
    found = find_dates(value[:80])
    return found[0].iso if found else None


def _precise(year: int | None, month: int | None, day: int | None) -> str | None:
    if year is None:
        return None
    try:
        whole = date(year, month or 1, day or 1)
    except ValueError:
        return None
    return whole.isoformat()[: 10 if day else 7 if month else 4]


def url_year(url: str | None) -> int | None:
    """The year that an address tells beside a month: 2026 of /2026/01/20/."""
    match = _ADDRESS.search(url) if url else None
    return int(match[1]) if match else None
