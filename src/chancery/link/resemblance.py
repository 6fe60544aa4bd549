"""How much two articles look like reports of one happening.

Only what is the same in every language counts: what they are about, who is in them and how rare that is, when, and the
figures. Every part is worth points; `ENOUGH` of them make a story.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from chancery.link import dates
from chancery.link.entities import Entities
from chancery.link.press import Press, Report
from chancery.link.tellings import ONCE, Telling
from chancery.ontology.acts import is_symmetric

ENOUGH = 2.5

_MAIN, _CROSS, _NEWS, _OLD, _CAST, _FIGURE = 3.0, 0.9, 0.6, 0.3, 1.5, 0.7
_MOST_NEWS, _MOST_OLD, _MOST_FIGURES = 3, 2, 2
_STANDS, _OTHER, _SILENT = 0.8, 0.15, 0.6
_FAR = 3
_MATCHED = 0.4
_VAGUE, _VAGUE_MODES = 0.6, frozenset({"agree", "other", None})
"""Acts that the same two do so often that without a date they are hardly one."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Points, by what they are for. `clash`: both are about one act of the same actors, on different days."""

    main: float
    cross: float
    news: float
    old: float
    cast: float
    figures: float
    days: float
    clash: bool

    @property
    def points(self) -> float:
        """All together."""
        return self.main + self.cross + self.news + self.old + self.cast + self.figures + self.days


def likeness(one: Report, other: Report, press: Press) -> Likeness:
    """How much two articles look like one story."""
    entities = press.entities
    pairs = [(a, b) for a in one.mains for b in other.mains]
    main = max((_same(a, b, entities) for a, b in pairs), default=0.0)
    cross = [_told(one.mains, other.others, entities), _told(other.mains, one.others, entities)]
    news = _matched(one.others, other.others, entities)
    old = _matched(one.old, other.old, entities)
    return Likeness(
        main=_MAIN * main,
        cross=_CROSS * sum(cross),
        news=_NEWS * min(news, _MOST_NEWS),
        old=_OLD * min(old, _MOST_OLD),
        cast=_CAST * _cast(one, other, press),
        figures=_FIGURE * min(len(one.figures & other.figures), _MOST_FIGURES),
        days=_days(one, other),
        clash=main < 0.5 and any(clash(a, b, entities) for a, b in pairs),
    )


def apart(one: Report, other: Report) -> int | None:
    """Days between two publications; None when either is not known to the day."""
    return dates.gap(one.day, other.day)


def _days(one: Report, other: Report) -> float:
    days = apart(one, other)
    if days is None:
        return -0.3
    return (0.4, 0.2, -0.3, -0.6)[min(days, _FAR)]


def _same(one: Telling, other: Telling, entities: Entities) -> float:
    """How well two acts agree, 0 to 1."""
    act, when = _act(one, other), _when(one, other)
    who = _who(one, other, entities) if act and when else 0.0
    if not who and convened_alike(one, other):
        who = _SILENT
    return act * who * when


def _act(one: Telling, other: Telling) -> float:
    if one.act == other.act:
        return 1.0
    if one.event.type != other.event.type:
        return 0.3
    return (
        0.8
        if {one.event.mode, other.event.mode} == {"visit", "meeting"}
        or None
        in {
            one.event.mode,
            other.event.mode,
        }
        else 0.5
    )


def _who(one: Telling, other: Telling, entities: Entities) -> float:
    sides = (one.sides, other.sides)
    if is_symmetric(one.event.type) or is_symmetric(other.event.type) or one.event.type != other.event.type:
        return _side({*sides[0][0], *sides[0][1]}, {*sides[1][0], *sides[1][1]}, entities)
    source, target = (_side(a, b, entities) for a, b in zip(*sides, strict=True))
    return (source + target) / 2 if source > _OTHER and target > _OTHER else 0.0


def _side(one: Collection[str], other: Collection[str], entities: Entities) -> float:
    if not one and not other:
        return 1.0
    if not one or not other:
        return _SILENT
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    best = [max(_alike(a, b, entities) for b in large) for a in small]
    covered = sum(best) / len(best)
    spare = len(large) - len(small)
    return 0.0 if min(best) == 0.0 else covered * (1 - 0.1 * min(spare, 3))


def _alike(one: str, other: str, entities: Entities) -> float:
    if one == other:
        return 1.0
    a, b = entities[one], entities[other]
    if a.state is None or a.state != b.state:
        return 0.0
    return _STANDS if "state" in {a.type, b.type} or a.type != b.type else _OTHER


def _when(one: Telling, other: Telling) -> float:
    a, b = dates.span(one.event.date), dates.span(other.event.date)
    if a is None or b is None:
        sure = (0.4, 0.7, 0.8)[bool(one.published) + bool(other.published)]
        return sure * _VAGUE if one.event.mode in _VAGUE_MODES else sure
    if dates.common(a, b) is not None:
        if one.event.type == "CONVENE" and len(dates.days(one.event.date)) > 1 and one.published != other.published:
            return 0.2
        precise = {dates.precision(one.event.date), dates.precision(other.event.date)} == {dates.DAYS}
        return 1.0 if precise else 0.5
    away = dates.gap(a[1], b[0]) if a[1] < b[0] else dates.gap(b[1], a[0])
    if away != 1:
        return 0.0
    return 0.8 if one.event.mode in ONCE and one.act == other.act else 0.6


def convened_alike(one: Telling, other: Telling) -> bool:
    """A meeting of one kind, on one day and in one city: a body meets, or those who form it."""
    a, b = one.event, other.event
    same = one.act == other.act and a.type == "CONVENE" and a.date == b.date and a.place == b.place
    return same and dates.precision(a.date) == dates.DAYS and a.place is not None and not a.place.isupper()


def clash(one: Telling, other: Telling, entities: Entities) -> bool:
    """The same act of the same actors on other days."""
    return one.act == other.act and _when(one, other) == 0.0 and _who(one, other, entities) >= _STANDS


def _told(mains: Sequence[Telling], others: Sequence[Telling], entities: Entities) -> float:
    """Does one tell as news what the other is about?"""
    return max((_same(a, b, entities) for a in mains for b in others), default=0.0)


def _matched(one: Sequence[Telling], other: Sequence[Telling], entities: Entities) -> float:
    """How many acts they share."""
    free = list(other)
    total = 0.0
    for telling in one:
        best = max(free, key=lambda t: _same(telling, t, entities), default=None)
        if best is not None and (score := _same(telling, best, entities)) >= _MATCHED:
            free.remove(best)
            total += score
    return total


def _cast(one: Report, other: Report, press: Press) -> float:
    """How much of who is named in two articles is named in both, the rare counting more."""
    day = one.day or other.day
    shared = sum(press.weight(key, day) for key in sorted(one.cast & other.cast))
    every = sum(press.weight(key, day) for key in sorted(one.cast | other.cast))
    return shared / every if every else 0.3
