"""What two dates of differing precision say about being of one happening."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from functools import lru_cache

Span = tuple[str, str]

DAYS, MONTH, YEAR, UNKNOWN = 0, 1, 2, 3
"""How precisely a date is known."""

_REMEMBERED = 1 << 14
_LONGEST = 31
"""An interval of more days than this dates nothing."""


@lru_cache(maxsize=_REMEMBERED)
def span(iso: str | None) -> Span | None:
    """First and last day as comparable strings; None when unknown."""
    if not iso:
        return None
    first, _, last = iso.partition("/")
    last = last or first
    return first + "0000-01-01"[len(first) :], last + "9999-12-31"[len(last) :]


def common(one: Span | None, other: Span | None) -> Span | None:
    """The days both may mean; None when there are none. Both must be known."""
    if one is None or other is None:
        return None
    both = max(one[0], other[0]), min(one[1], other[1])
    return both if both[0] <= both[1] else None


def compatible(one: Span | None, other: Span | None) -> bool:
    """May both be of one happening: either unknown, or overlapping?"""
    return one is None or other is None or common(one, other) is not None


def within(inner: str | None, outer: str | None) -> bool:
    """Does the first date lie inside the second, or say nothing?"""
    a, b = span(inner), span(outer)
    return a is None or (b is not None and a[0] >= b[0] and a[1] <= b[1])


@lru_cache(maxsize=_REMEMBERED)
def precision(iso: str | None) -> int:
    """DAYS, MONTH, YEAR or UNKNOWN."""
    if not iso:
        return UNKNOWN
    first, _, last = iso.partition("/")
    shortest = min(len(first), len(last or first))
    if shortest < 7:
        return YEAR
    if shortest < 10:
        return MONTH if not last else YEAR
    return DAYS if len(days(iso)) else YEAR


@lru_cache(maxsize=_REMEMBERED)
def days(iso: str | None) -> tuple[str, ...]:
    """Every day of a date known to the day; nothing for vaguer or very long ones."""
    known = span(iso)
    if known is None or iso is None or min(map(len, iso.split("/"))) < 10:
        return ()
    first, last = _day(known[0]), _day(known[1])
    if first is None or last is None or not 0 <= (last - first).days <= _LONGEST:
        return ()
    return tuple((first + timedelta(n)).isoformat() for n in range((last - first).days + 1))


def gap(one: str | None, other: str | None) -> int | None:
    """Days between two dates known to the day; None when either is not."""
    a, b = _day((one or "")[:10]), _day((other or "")[:10])
    return None if a is None or b is None else abs((a - b).days)


def distance(day: str, known: Span) -> int | None:
    """Days from a day to the nearest of a span; 0 inside it."""
    if known[0] <= day <= known[1]:
        return 0
    return gap(day, known[0] if day < known[0] else known[1])


def best(counted: Counter[str], *, widest: bool = False) -> str | None:
    """The most precise date, then the one most often given; `widest` prefers a stay to one of its days.

    A single day that fewer tell than tell the month is no date of a stay.
    """
    if not counted:
        return None
    stays = any("/" in iso and precision(iso) == DAYS for iso in counted)
    singles = sum(count for iso, count in counted.items() if precision(iso) == DAYS)
    months = Counter({iso: count for iso, count in counted.items() if precision(iso) == MONTH})
    if widest and not stays and sum(months.values()) > singles:
        counted = months

    def rank(iso: str) -> tuple[int, bool, int, str]:
        single = "/" not in iso
        return precision(iso), single if widest else not single, -counted[iso], iso

    return min(counted, key=rank)


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


@lru_cache(maxsize=_REMEMBERED)
def number(day: str | None) -> int | None:
    """A day as a number that can be counted with; None when it is none."""
    known = _day(day or "")
    return known.toordinal() if known else None


@lru_cache(maxsize=_REMEMBERED)
def numbers(iso: str | None) -> tuple[int | None, int]:
    """First and last day of a date as numbers; (None, 0) when unknown."""
    known = span(iso)
    if known is None:
        return None, 0
    first = number(_within_month(known[0]))
    last = number(_within_month(known[1]))
    return (first, last) if first is not None and last is not None else (None, 0)


def _within_month(day: str) -> str:
    """The day, or the last there is of its month."""
    year, month, number_ = day.split("-")
    return f"{year}-{month}-{min(int(number_), monthrange(max(int(year), 1), int(month))[1]):02}"


@lru_cache(maxsize=_REMEMBERED)
def months_around(day: str, days: int) -> tuple[str, ...]:
    """The months of all days that are at most so many days away."""
    middle = number(day[:10])
    if middle is None:
        return ()
    spread = range(middle - days, middle + days + 1)
    return tuple(sorted({date.fromordinal(max(n, 1)).isoformat()[:7] for n in spread}))
