"""How much two articles look like reports of one happening.

Only what is the same in every language counts: what they are about, who is in them and how rare that is, when, and the
figures. Every part is worth points; `ENOUGH` of them make a story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chancery.link import dates
from chancery.link.acted import Act
from chancery.link.entities import Entities
from chancery.link.press import AHEAD, Press, Report
from chancery.link.tellings import ONCE

ENOUGH = 2.3

_MAIN, _CROSS, _NEWS, _OLD, _CAST, _FIGURE = 3.0, 0.9, 0.6, 0.3, 1.5, 0.7
_MOST_NEWS, _MOST_OLD, _MOST_FIGURES = 3, 2, 2
_STANDS, _OTHER, _SILENT = 0.8, 0.15, 0.6
_NOBODY = 0.3
"""How alike two articles are that name nobody."""
_DAYS = (0.4, 0.2, -0.3, -0.6)
"""Points for days between two publications."""
_DAYS_UNKNOWN = -0.3
_MATCHED = 0.4
_OTHER_KIND = 0.3
_SAME_KIND = 0.5
_ANNOUNCED = 1.6
_VAGUE, _VAGUE_MODES = 0.6, frozenset({"agree", "other", None})
"""Acts that the same two do so often that without a date they are hardly one."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Points, by what they are for. `clash`: both are about one act of the same actors, on different days."""

    main: float = 0.0
    cross: float = 0.0
    news: float = 0.0
    old: float = 0.0
    cast: float = 0.0
    figures: float = 0.0
    days: float = 0.0
    clash: bool = False

    @property
    def points(self) -> float:
        """All together."""
        return self.main + self.cross + self.news + self.old + self.cast + self.figures + self.days


def likeness(one: Report, other: Report, press: Press) -> Likeness:
    """How much two articles look like one story; what cannot make it enough any more is not looked at."""
    entities = press.entities
    cast, figures, days = _CAST * _cast(one, other, press), _figures(one, other), _days(one, other)
    pairs = [(a, b) for a in one.mains for b in other.mains]
    best = max((_same(a, b, entities) for a, b in pairs), default=0.0)
    if not best and cast and any(_same_kind_and_days(a, b) for a, b in pairs):
        best = _SAME_KIND * cast / _CAST
    main = _MAIN * best
    hope = _NEWS * min(len(one.others), len(other.others), _MOST_NEWS) * _chance(one.beside, other.beside)
    hope += _OLD * min(len(one.old), len(other.old), _MOST_OLD)
    crossings = _chance(one.about, other.beside) + _chance(other.about, one.beside)
    crossings *= _CROSS * (_ANNOUNCED if one.ahead and other.ahead else 1.0)
    if main + cast + figures + days + hope + crossings < ENOUGH:
        return Likeness(main=main, cast=cast, figures=figures, days=days)
    cross = _CROSS * (_told(one.mains, other.others, entities) + _told(other.mains, one.others, entities))
    if main + cast + figures + days + hope + cross < ENOUGH:
        return Likeness(main=main, cross=cross, cast=cast, figures=figures, days=days)
    return Likeness(
        main=main,
        cross=cross,
        news=_NEWS * min(_matched(one.others, other.others, entities), _MOST_NEWS),
        old=_OLD * min(_matched(one.old, other.old, entities), _MOST_OLD),
        cast=cast,
        figures=figures,
        days=days,
        clash=best < 0.5 and any(clash(a, b, entities) for a, b in pairs),
    )


def _chance(one: frozenset[str], other: frozenset[str]) -> float:
    """How well acts of some types can agree with acts of others at best."""
    if not one or not other:
        return 0.0
    return _OTHER_KIND if one.isdisjoint(other) else 1.0


def _same_kind_and_days(one: Act, other: Act) -> bool:
    """One act on the same days: by whom, the texts may say otherwise than was read."""
    same = one.type == other.type and one.mode == other.mode and one.mode is not None
    return same and one.exact and (one.first, one.last) == (other.first, other.last)


def _days(one: Report, other: Report) -> float:
    days = dates.gap(one.day, other.day) if one.day and other.day else None
    return _DAYS_UNKNOWN if days is None else _DAYS[min(days, len(_DAYS) - 1)]


def _figures(one: Report, other: Report) -> float:
    return _FIGURE * min(len(one.figures & other.figures), _MOST_FIGURES) if one.figures and other.figures else 0.0


def _cast(one: Report, other: Report, press: Press) -> float:
    """How much of who is named in two articles is named in both, the rare counting more."""
    if not one.cast and not other.cast:
        return _NOBODY
    both = one.cast & other.cast
    if not both:
        return 0.0
    weights = press.weights
    return sum(sorted(map(weights.__getitem__, both))) / sum(sorted(map(weights.__getitem__, one.cast | other.cast)))


def _same(one: Act, other: Act, entities: Entities) -> float:
    """How well two acts agree, 0 to 1."""
    when = _when(one, other)
    if not when:
        return 0.0
    kind = _kind(one, other)
    who = _who(one, other, entities)
    if not who and convened_alike(one, other):
        who = _SILENT
    return kind * who * when


def _kind(one: Act, other: Act) -> float:
    if one.type != other.type:
        return _OTHER_KIND
    if one.mode == other.mode:
        return 1.0
    modes = {one.mode, other.mode}
    return 0.8 if modes == {"visit", "meeting"} or None in modes else 0.5


def _who(one: Act, other: Act, entities: Entities) -> float:
    if one.actors.isdisjoint(other.actors) and one.states.isdisjoint(other.states):
        return 1.0 if not one.actors and not other.actors else 0.0
    directed = one.mode == other.mode == "visit"
    if not directed and (one.symmetric or other.symmetric or one.type != other.type):
        return _side(one.actors, other.actors, entities)
    source = _side(one.sources, other.sources, entities)
    target = _side(one.targets, other.targets, entities) if source > _OTHER else 0.0
    return (source + target) / 2 if target > _OTHER else 0.0


def _side(one: frozenset[str], other: frozenset[str], entities: Entities) -> float:
    if one == other:
        return 1.0
    if not one or not other:
        return _SILENT
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    total = 0.0
    for a in small:
        best = 1.0 if a in large else max(_alike(a, b, entities) for b in large)
        if not best:
            return 0.0
        total += best
    return round(total, 6) / len(small) * (1 - 0.1 * min(len(large) - len(small), 3))


def _alike(one: str, other: str, entities: Entities) -> float:
    a, b = entities[one], entities[other]
    if a.state is None or a.state != b.state:
        return 0.0
    return _STANDS if "state" in {a.type, b.type} or a.type != b.type else _OTHER


def _when(one: Act, other: Act) -> float:
    if one.first is None or other.first is None:
        sure = (0.35, 0.7, 0.8)[bool(one.published) + bool(other.published)]
        return sure * _VAGUE if one.mode in _VAGUE_MODES else sure
    away = max(one.first, other.first) - min(one.last, other.last)
    if away > 1:
        return 0.0
    if away == 1:
        return 0.8 if one.mode in ONCE and one.mode == other.mode else 0.6
    if one.type == "CONVENE" and one.long and one.published != other.published:
        return 0.1
    return 1.0 if one.exact and other.exact else 0.5


def convened_alike(one: Act, other: Act) -> bool:
    """A meeting of one kind, on one day and in one city: a body meets, or those who form it."""
    if one.type != "CONVENE" or other.type != "CONVENE" or one.mode != other.mode or not one.exact:
        return False
    place = one.telling.event.place
    there = place is not None and not place.isupper() and place == other.telling.event.place
    return there and (one.first, one.last) == (other.first, other.last)


def clash(one: Act, other: Act, entities: Entities) -> bool:
    """The same act of the same actors on other days."""
    same = one.type == other.type and one.mode == other.mode
    return same and _when(one, other) == 0.0 and _who(one, other, entities) >= _STANDS


def _told(mains: Sequence[Act], others: Sequence[Act], entities: Entities) -> float:
    """Does one tell as news what the other is about?"""
    return max((_same(a, b, entities) * _announced(a, b) for a in mains for b in others), default=0.0)


def _announced(one: Act, other: Act) -> float:
    """What is still to come is told on the same day because it was announced then."""
    ahead = {one.telling.event.status, other.telling.event.status} <= AHEAD
    same = one.exact and (one.first, one.last) == (other.first, other.last)
    return _ANNOUNCED if ahead and same and one.published and one.published == other.published else 1.0


def _matched(one: Sequence[Act], other: Sequence[Act], entities: Entities) -> float:
    """How many acts they share."""
    free = list(other)
    total = 0.0
    for act in one:
        scores = [_same(act, each, entities) for each in free]
        best = max(scores, default=0.0)
        if best >= _MATCHED:
            del free[scores.index(best)]
            total += best
    return total
