"""Days, months and years as numbers in a row, so that columns follow each other without gaps."""

from __future__ import annotations

from datetime import date

from chancery.record.answering import Step

_LONG = {"day": 10, "month": 7, "year": 4}


def ordinal(step: str, by: Step) -> int | None:
    """The place of a step in the row of all; None for what is no such step."""
    if len(step) != _LONG[by]:
        return None
    try:
        start = date.fromisoformat(step + "0000-01-01"[len(step) :])
    except ValueError:
        return None
    return {"day": start.toordinal(), "month": start.year * 12 + start.month - 1, "year": start.year}[by]


def shortened(day: str, by: Step) -> str:
    """The step that a date falls into, as much of it as is known."""
    return day[: _LONG[by]]


def step_at(place: int, by: Step) -> str:
    """The step at a place."""
    if by == "day":
        return date.fromordinal(place).isoformat()
    return f"{place:04d}" if by == "year" else f"{place // 12:04d}-{place % 12 + 1:02d}"


def best(first: str, last: str, most: int = 48) -> Step:
    """The finest step by which a span of time fits into so many columns."""
    for by in ("day", "month"):
        ends = [ordinal(end[: _LONG[by]], by) for end in (first, last)]
        if None not in ends and (ends[1] or 0) - (ends[0] or 0) < most:
            return by
    return "year"
