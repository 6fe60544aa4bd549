"""Days of publication to try, and the first and last day of an ISO date."""

from __future__ import annotations

import calendar
from datetime import date

from hypothesis import strategies as st

PUBLISHED = st.one_of(
    st.none(),
    st.sampled_from(["2024", "2024-05", "2024-02-29", "1999-12-31", "2025-01-01"]),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)).map(date.isoformat),
)


def ends(iso: str) -> tuple[date, date]:
    """The first and last day of an ISO date or interval; ValueError when it is none."""
    first, _, last = iso.partition("/")
    return _day(first, last=False), _day(last or first, last=True)


def _day(iso: str, *, last: bool) -> date:
    parts = [int(part) for part in iso.split("-")]
    assert iso == "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) == 2 else (12 if last else 1)
    return date(parts[0], month, calendar.monthrange(parts[0], month)[1] if last else 1)
