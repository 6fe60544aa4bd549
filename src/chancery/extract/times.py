"""Dates in running text: found by the pack's calendar rules, read into `When`, resolved against what is known.

A value keeps the precision the words give: a month stays a month. A day without a year is resolved against the
publication date, else against a whole date of the text's latest year near it, else against a year that the
text reports a part of ("the first nine months of 2023"), else left unknown.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chancery.extract.anchors import Anchor, nearest_year
from chancery.lang import Pack
from chancery.text import regex
from chancery.text.characters import lower, plain_quotes

FIRST_YEAR, LAST_YEAR = 1800, 2100


@dataclass(frozen=True, slots=True)
class When:
    """What the words say, before it is known which year they speak of. Missing parts are None."""

    reads: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    year2: int | None = None
    month2: int | None = None
    day2: int | None = None
    number: int | None = None
    unit: str | None = None
    weekday: int | None = None
    shift: int = 0  # days to add: "a day earlier" than the day told before


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """`text[start:end]` is a dated expression."""

    start: int
    end: int
    when: When


class TimeFinder:
    """The calendar rules of one pack, ready to run."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.calendar
        self._values = {lower(word): value for word, value in spec.values.items()}
        self._months = {lower(form): int(number) for number, forms in spec.months.items() for form in forms}
        self._weekdays = {lower(form): int(number) for number, forms in spec.weekdays.items() for form in forms}
        slots = {
            "month": _alternatives(self._months),
            "weekday": _alternatives(self._weekdays),
            "year": r"(?:1[89]|20)\d\d",
            "day": r"(?:3[01]|[12]\d|0?[1-9])",
            "monthnumber": r"(?:1[0-2]|0?[1-9])",
        } | {name: _alternatives(forms) for name, forms in spec.words.items()}
        self._rules = [(_expression(rule.pattern, slots), rule.reads) for rule in spec.rules]

    def find(self, text: str) -> list[TimeSpan]:
        """All dated expressions, none overlapping: earlier rules win, then longer hits."""
        flat = plain_quotes(lower(text))
        taken: list[TimeSpan] = []
        for expression, reads in self._rules:
            for match in expression.finditer(flat):
                if any(match.start() < span.end and span.start < match.end() for span in taken):
                    continue
                when = self._read(reads, match.groupdict())
                if when is not None:
                    taken.append(TimeSpan(match.start(), match.end(), when))
        return _told_by_others(sorted(taken, key=lambda span: span.start))

    def _read(self, reads: str, groups: Mapping[str, str | None]) -> When | None:
        parts = {name: value for name, value in groups.items() if value}
        if reads == "ignore":
            return When("ignore")
        when = When(
            reads,
            year=_number(parts.get("y")),
            month=self._month(parts.get("m")),
            day=_number(parts.get("d")),
            year2=_second_year(_number(parts.get("y")), _number(parts.get("y2"))),
            month2=self._month(parts.get("m2")),
            day2=_number(parts.get("d2")),
            number=self._count(parts.get("n")),
            unit=self._values.get(parts.get("unit", ""), parts.get("unit")),
            weekday=self._weekdays.get(parts.get("wd", "")),
        )
        return when if _possible(when) else None

    def _month(self, word: str | None) -> int | None:
        if word is None:
            return None
        return self._months.get(word.strip(), _number(word))

    def _count(self, word: str | None) -> int | None:
        if word is None:
            return None
        known = self._values.get(word.strip())
        return int(known) if known is not None and known.lstrip("-+").isdigit() else _number(word)


def _alternatives(forms: Mapping[str, object] | list[str]) -> str:
    return (
        "(?:" + "|".join(regex.literal(lower(form)) for form in sorted(forms, key=len, reverse=True)) + ")"
        if forms
        else "(?!)"
    )


def _expression(pattern: str, slots: Mapping[str, str]) -> regex.Pattern:
    for name, body in slots.items():
        pattern = pattern.replace("{" + name + "}", body)
    return regex.compile(rf"(?<![\w/])(?:{pattern})(?![\w%])")


def _number(word: str | None) -> int | None:
    return int(word) if word is not None and word.strip().isdigit() else None


def _second_year(first: int | None, second: int | None) -> int | None:
    """The year after the first that two digits stand for: "2003-04". Anything else of two digits is no year."""
    if first is not None and second is not None and second < 100:
        return first + 1 if (first + 1) % 100 == second else second
    return second


def _possible(when: When) -> bool:
    months = [m for m in (when.month, when.month2) if m is not None]
    days = [d for d in (when.day, when.day2) if d is not None]
    years = [y for y in (when.year, when.year2) if y is not None]
    return (
        all(1 <= m <= 12 for m in months)
        and all(1 <= d <= 31 for d in days)
        and all(FIRST_YEAR <= y <= LAST_YEAR for y in years)
    )


_DAYS = frozenset({"relative-day", "weekday"})
_PARTS = frozenset({"first-months", "quarter", "half"})
_AHEAD = frozenset({"goal", "years", "ignore"})


def _told_by_others(spans: list[TimeSpan]) -> list[TimeSpan]:
    """What "the same day" and "a day earlier" mean: the day told before them, preferably one told without its year."""
    told: list[TimeSpan] = []
    for span in spans:
        if span.when.reads == "same-day":
            days = [s.when for s in told if s.when.reads in _DAYS or (s.when.reads == "date" and s.when.day)]
            fresh = [when for when in days if when.year is None] or days
            shift = span.when.number or 0
            told.append(replace(span, when=replace(fresh[-1], shift=fresh[-1].shift + shift)) if fresh else span)
        else:
            told.append(span)
    return told


def anchored(published: str | None, spans: list[TimeSpan]) -> Anchor:
    """What the dates of a text are resolved against."""
    years = [span.when.year for span in spans if span.when.reads in _PARTS and span.when.year is not None]
    isos = [_iso(when.year, when.month, when.day) for when in (s.when for s in spans) if when.reads == "date"]
    latest = max((s.when.year for s in spans if s.when.year and s.when.reads not in _AHEAD), default=None)
    days = tuple(date.fromisoformat(iso) for iso in isos if iso and len(iso) == len("2026-01-24"))
    months = [date(w.year, w.month, 1) for w in (s.when for s in spans) if w.year and w.month and w.reads == "date"]
    return Anchor(
        published,
        max(years, default=None),
        tuple(day for day in days if day.year == latest),
        max(months, default=None),
        max((w.year for w in (s.when for s in spans) if w.year and not w.month and w.reads == "date"), default=None),
    )


def resolve(when: When, anchor: Anchor) -> str | None:
    """The ISO date or interval of an expression, or None when what is known does not tell."""
    reader = _READERS.get(when.reads)
    iso = reader(when, anchor) if reader else None
    if when.shift and iso and len(iso) == len("2026-01-24"):
        return (date.fromisoformat(iso) + timedelta(days=when.shift)).isoformat()
    return iso


def _iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """ISO 8601 of the parts, None where they name no date."""
    if year is None:
        return None
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _read_date(when: When, anchor: Anchor) -> str | None:
    if when.month is None:
        if when.day is not None:
            return _day_of_month(when.day, anchor)
        return _iso(when.year)
    year = when.year if when.year is not None else nearest_year(when.month, when.day, anchor)
    return _iso(year, when.month, when.day)


def _day_of_month(day: int, anchor: Anchor) -> str | None:
    """A bare "the 14th": in the month of publication, or the one before when that would lie ahead by a week."""
    if anchor.day is None:
        return None
    ahead = day - anchor.day.day
    if ahead > 7:
        last = anchor.day.replace(day=1) - timedelta(days=1)
        return _iso(last.year, last.month, day)
    return _iso(anchor.day.year, anchor.day.month, day)


def _read_range(when: When, anchor: Anchor) -> str | None:
    month2 = when.month2 or when.month
    month = when.month or month2
    if month is None or month2 is None:
        if when.day and when.day2 and anchor.day:
            return _interval(_day_of_month(when.day, anchor), _day_of_month(when.day2, anchor))
        return None
    year2 = when.year2 or when.year or nearest_year(month2, when.day2, anchor)
    year = when.year or (year2 - 1 if year2 and month > month2 else year2)
    return _interval(_iso(year, month, when.day), _iso(year2, month2, when.day2))


def _interval(first: str | None, last: str | None) -> str | None:
    if first is None or last is None or last < first:
        return None
    return first if first == last else f"{first}/{last}"


def _read_years(when: When, _anchor: Anchor) -> str | None:
    return _interval(_iso(when.year), _iso(when.year2))


def _read_first_months(when: When, anchor: Anchor) -> str | None:
    if when.number is None or not 1 <= when.number <= 12:
        return None
    year = when.year or _year_that_is_over(when.number, anchor)
    if year is None:
        return None
    return f"{year:04d}-01-01/{year:04d}-{when.number:02d}-{calendar.monthrange(year, when.number)[1]:02d}"


def _year_that_is_over(last: int, anchor: Anchor) -> int | None:
    """The year whose month `last` has come by the day of publication, for "the first nine months" without a year."""
    if anchor.year is not None and anchor.day is not None and anchor.day.month < last:
        return anchor.year - 1
    return anchor.year


def _part_of_year(year: int | None, first: int, last: int) -> str | None:
    if year is None:
        return None
    return f"{year:04d}-{first:02d}-01/{year:04d}-{last:02d}-{calendar.monthrange(year, last)[1]:02d}"


def _read_quarter(when: When, anchor: Anchor) -> str | None:
    if when.number is None or not 1 <= when.number <= 4:
        return None
    return _part_of_year(when.year or anchor.year, 3 * when.number - 2, 3 * when.number)


def _read_half(when: When, anchor: Anchor) -> str | None:
    first = 1 if when.number == 1 else 7
    return _part_of_year(when.year or anchor.year, first, first + 5)


def _read_relative_day(when: When, anchor: Anchor) -> str | None:
    if anchor.day is None:
        return None
    return (anchor.day + timedelta(days=when.number or 0)).isoformat()


_WEEKS = {"-1": -1, "0": 0, "1": 1}
"""What words for another week ("tuần trước") are read as, when they stand beside a weekday."""


def _read_weekday(when: When, anchor: Anchor) -> str | None:
    """A named weekday: the last one up to the day of publication; `unit` next/last overrides."""
    if anchor.day is None or when.weekday is None:
        return None
    if when.unit in _WEEKS:
        monday = anchor.day - timedelta(days=anchor.day.isoweekday() - 1) + timedelta(weeks=_WEEKS[when.unit])
        return (monday + timedelta(days=when.weekday - 1)).isoformat()
    back = (anchor.day.isoweekday() - when.weekday) % 7
    if when.unit == "next":
        return (anchor.day + timedelta(days=(7 - back) % 7 or 7)).isoformat()
    if when.unit == "last" and back == 0:
        back = 7
    return (anchor.day - timedelta(days=back)).isoformat()


def _shift_months(base: date, months: int) -> tuple[int, int]:
    index = base.year * 12 + base.month - 1 + months
    return index // 12, index % 12 + 1


def _read_relative_month(when: When, anchor: Anchor) -> str | None:
    if anchor.published is None or len(anchor.published) < 7:
        return None
    year, month = _shift_months(date.fromisoformat(anchor.published[:7] + "-01"), when.number or 0)
    return _iso(year, month)


def _read_month_of_relative_year(when: When, anchor: Anchor) -> str | None:
    """Month m of the publication's year plus n: "June last year"."""
    year = anchor.year
    return None if year is None else _iso(year + (when.number or 0), when.month, when.day)


def _read_relative_year(when: When, anchor: Anchor) -> str | None:
    year = anchor.year
    return None if year is None else _iso(year + (when.number or 0))


def _read_relative_week(when: When, anchor: Anchor) -> str | None:
    if anchor.day is None:
        return None
    monday = anchor.day - timedelta(days=anchor.day.isoweekday() - 1) + timedelta(weeks=when.number or 0)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _read_ago(when: When, anchor: Anchor) -> str | None:
    """As precise as its unit: "three days ago"."""
    if when.number is None or anchor.published is None:
        return None
    if when.unit == "day" and anchor.day:
        return (anchor.day - timedelta(days=when.number)).isoformat()
    if when.unit == "week" and anchor.day:
        there = anchor.day - timedelta(weeks=when.number)
        return _iso(there.year, there.month)
    if when.unit == "month" and len(anchor.published) >= 7:
        return _iso(*_shift_months(date.fromisoformat(anchor.published[:7] + "-01"), -when.number))
    if when.unit == "year" and anchor.year:
        return _iso(anchor.year - when.number)
    return None


def _read_same_day(_when: When, _anchor: Anchor) -> str | None:
    """The same day as one that the text has not told."""
    return None


_READERS = {
    "date": _read_date,
    "goal": _read_date,
    "range": _read_range,
    "years": _read_years,
    "first-months": _read_first_months,
    "quarter": _read_quarter,
    "half": _read_half,
    "relative-day": _read_relative_day,
    "weekday": _read_weekday,
    "relative-month": _read_relative_month,
    "relative-year": _read_relative_year,
    "month-of-relative-year": _read_month_of_relative_year,
    "relative-week": _read_relative_week,
    "ago": _read_ago,
    "same-day": _read_same_day,
}
