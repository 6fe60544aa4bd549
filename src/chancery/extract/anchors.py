"""What the dates of a text are resolved against, and the year of a day that is told without one."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

_YEAR, _AHEAD = 365, 3
"""A day ahead counts as three days back: news tells more of what has been."""
_NEAR = 45
"""Within how many days a whole date of the text tells the year of a day without one."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What dates are resolved against: the publication date (ISO, any precision), else what the text itself dates."""

    published: str | None
    text_year: int | None
    days: tuple[date, ...] = ()
    month: date | None = None  # the first day of the latest month that the text names with its year
    latest: int | None = None  # the latest year that the text names without a month

    @property
    def day(self) -> date | None:
        """The publication day, if known to the day."""
        return date.fromisoformat(self.published) if self.published and len(self.published) == 10 else None

    def is_ahead(self, iso: str) -> bool:
        """Does a date begin after the day of publication?"""
        return self.day is not None and iso.partition("/")[0] > self.day.isoformat()

    @property
    def year(self) -> int | None:
        """The year that a day without one belongs to, when it is known."""
        return int(self.published[:4]) if self.published else self.text_year


def nearest_year(month: int, day: int | None, anchor: Anchor) -> int | None:
    """The year that puts a month (and day) nearest to the publication date; else to a whole date of the text."""
    if anchor.day is not None:
        return _year_beside(anchor.day, month, day)[1]
    if anchor.published is None:
        beside = [_year_beside(around, month, day) for around in anchor.days]
        near = [(apart, -year) for apart, year in beside if apart <= _NEAR]
        if near:
            return -min(near)[1]
        if anchor.text_year is None:
            return _year_after_all(month, day, anchor)
    return anchor.year


def _year_after_all(month: int, day: int | None, anchor: Anchor) -> int | None:
    """The latest year of the text, when the day is then the news: within a year after all months the text names."""
    if anchor.latest is None or anchor.month is None:
        return None
    news = date(anchor.latest, month, min(day or 15, calendar.monthrange(anchor.latest, month)[1]))
    return anchor.latest if 0 <= (news - anchor.month).days <= _YEAR else None


def _year_beside(around: date, month: int, day: int | None) -> tuple[int, int]:
    """The year that puts a month (and day) nearest to a day, and how far away that is."""
    options = []
    for year in (around.year - 1, around.year, around.year + 1):
        length = calendar.monthrange(year, month)[1]
        apart = (date(year, month, min(day or 15, length)) - around).days
        options.append((apart * _AHEAD if apart > 0 else -apart, year))
    return min(options)
