"""Which tellings of different articles are of one happening.

Every telling looks for the happening it is of among those of the same type that share an actor or a pair of states
in the same days, so that the cost stays near linear. It joins the one that fits best; where two fit alike it stays
apart, for a wrong merge loses an event and a missed one only shows it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chancery.link import dates
from chancery.link.actors import POSSIBLE, SURE, agreement, blocks, persons_of
from chancery.link.entities import Entities
from chancery.link.tellings import ONCE, Happening, Telling
from chancery.ontology.places import places

_YEARLY = frozenset(
    {
        "congress", "summit", "session", "anniversary", "festival",
        "elect", "appoint", "upgrade-relations", "cut-relations", *ONCE,
    }
)  # fmt: skip
"""Hardly happens twice a year between the same two: the year is enough of a date."""

_EXACT = 0.85
_MOST_REVIEWED = 3
_RECENT = 45
"""Days between publication and the happening that an undated telling may be of."""

Doubt = tuple[Happening, Happening, float, str]
Key = tuple[str, str, str]


class Finder:
    """The happenings found so far, indexed by type, actors and time."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._index: dict[Key, dict[int, Happening]] = {}
        self.happenings: list[Happening] = []
        self.doubts: list[Doubt] = []

    def place(self, telling: Telling) -> None:
        """Add a telling to the happening it is of, or begin one."""
        fits = [(self._score(telling, h), h) for h in self._near(telling) if self._may_be(telling, h)]
        fits = [(score, h) for score, h in fits if score >= SURE]
        home = self._choose(telling, fits)
        if home is None:
            home = Happening.of(telling)
            self.happenings.append(home)
            if len(fits) <= _MOST_REVIEWED:
                self.doubts += [(home, h, round(s / 2, 2), _WHY) for s, h in fits]
        else:
            home.add(telling)
        for key in self._keys(telling, _filed(telling.event.date)):
            self._index.setdefault(key, {})[id(home)] = home

    def _choose(self, telling: Telling, fits: Sequence[tuple[float, Happening]]) -> Happening | None:
        if not fits:
            return None
        if dates.precision(telling.event.date) == dates.DAYS:
            best = max(score for score, _ in fits)
            fits = [(score, h) for score, h in fits if score >= best - 0.01]
            if set.intersection(*(h.articles for _, h in fits)):
                return min((h for _, h in fits), key=lambda h: (not _is_main(h), h.key))
        elif len(fits) > 1:
            fits = [(score, h) for score, h in fits if h.date == telling.event.date]
        return fits[0][1] if len(fits) == 1 else None

    def _near(self, telling: Telling) -> list[Happening]:
        found: dict[int, Happening] = {}
        for key in self._keys(telling, _asked(telling.event.date)):
            found.update(self._index.get(key, {}))
        return sorted(found.values(), key=lambda h: h.key)

    def _keys(self, telling: Telling, times: Iterable[str]) -> Iterable[Key]:
        """Type, actors and time; "ever" for what two people or a pair of states do once or without a date."""
        who = blocks(telling.sides, self._entities)
        for time in times:
            for actor in who:
                yield telling.event.type, actor, time
        people = persons_of(telling.sides, self._entities)
        if len(people) > 1:
            yield telling.event.type, " ".join(people), "ever"
        if telling.event.mode in ONCE:
            for actor in who:
                yield telling.event.type, actor, "ever"

    def _may_be(self, telling: Telling, happening: Happening) -> bool:
        """Nothing speaks against it, and the dates say enough."""
        if telling.article in happening.articles:
            return False
        modes = {telling.event.mode, happening.mode} - {None}
        own = dates.span(telling.event.date)
        if len(modes) > 1 or not dates.compatible(own, happening.span):
            return False
        if self._elsewhere(telling, happening):
            return False
        return telling.event.mode in ONCE or self._dated(telling, happening)

    def _elsewhere(self, telling: Telling, happening: Happening) -> bool:
        """Told of another place, with nobody in common to say that one of the texts errs."""
        told = {t.event.place for t in happening.tellings} - {None}
        if telling.event.place is None or not told:
            return False
        people = persons_of(telling.sides, self._entities)
        shared = set(people) & set(persons_of(happening.sides, self._entities))
        return not shared and not any(same_place(telling.event.place, place) for place in told)

    def _dated(self, telling: Telling, happening: Happening) -> bool:
        """Do the dates say enough?"""
        coarsest = max(dates.precision(telling.event.date), dates.precision(happening.date))
        if coarsest == dates.UNKNOWN:
            return self._undated(telling, happening)
        if coarsest == dates.DAYS:
            return True
        if coarsest == dates.YEAR and telling.event.mode not in _YEARLY:
            return telling.event.date == happening.date and telling.event.mode == "visit"
        return self._score(telling, happening) >= _EXACT

    def _undated(self, telling: Telling, happening: Happening) -> bool:
        """The same two people did it, and just before or after the undated telling was published."""
        if happening.span is None or telling.published is None or telling.event.date is not None:
            return False
        ahead = telling.event.status in {"planned", "proposed"}
        if ahead and happening.span[1] < telling.published:
            return False
        days = dates.distance(telling.published[:10], happening.span)
        people = persons_of(telling.sides, self._entities)
        same = len(people) > 1 and people == persons_of(happening.sides, self._entities)
        return same and days is not None and days <= _RECENT and telling.event.mode == happening.mode

    def _score(self, telling: Telling, happening: Happening) -> float:
        act = telling.event.type, telling.event.mode or happening.mode
        return agreement(act, telling.sides, happening.sides, self._entities)


def _is_main(happening: Happening) -> bool:
    return any(telling.event.main for telling in happening.tellings)


def same_place(one: str | None, other: str | None) -> bool:
    """Is one place the other, or its state?"""
    if one == other:
        return True
    states = {place_state(one), place_state(other)}
    return len(states) == 1 and None not in states and bool({one, other} & states)


def place_state(place: str | None) -> str | None:
    """The state of an event's place, itself one or a city."""
    if place is None or (len(place) == 3 and place.isupper()):
        return place
    known = places().get(place)
    return known.state if known else None


def _filed(iso: str | None) -> tuple[str, ...]:
    """Times a happening is filed under: its days, and the months and years around them."""
    days = dates.days(iso)
    if days:
        return (*days, *sorted({day[:7] for day in days}), *sorted({day[:4] for day in days}))
    return () if not iso else tuple(dict.fromkeys((iso[:7].partition("/")[0], iso[:4])))


def _asked(iso: str | None) -> tuple[str, ...]:
    """Times it is looked for under. The vaguer are placed later, so a day never asks for a month."""
    return dates.days(iso) or _filed(iso)[:1]


_WHY = "could be the same happening: actors and dates allow it, but do not tell it from others"


def find_happenings(told: Sequence[Telling], entities: Entities) -> Finder:
    """Link tellings whose own words are enough. Those of one article stay apart."""
    finder = Finder(entities)
    for telling in sorted(told, key=lambda t: _order(t, entities)):
        finder.place(telling)
    return finder


def _order(telling: Telling, entities: Entities) -> tuple[int, int, int, str, int]:
    """The most precise first, then those that name the most people, then by article."""
    people = len(persons_of(telling.sides, entities))
    named = len({*telling.sources, *telling.targets})
    precision = dates.precision(telling.event.date)
    return precision, -people, -named, telling.article, telling.order


def join_in_stories(happenings: Sequence[Happening], story_of: dict[str, str], entities: Entities) -> list[Happening]:
    """Articles of one story tell one set of happenings: there, dates may be missing and states stand for people."""
    by_story: dict[tuple[str, str], list[Happening]] = {}
    for happening in happenings:
        for story in sorted({story_of[article] for article in happening.articles}):
            by_story.setdefault((story, happening.type), []).append(happening)
    gone: dict[int, Happening] = {}
    for key in sorted(by_story):
        group = by_story[key]
        if len({t.article for h in group for t in h.tellings}) > 1:
            _join_group([_current(h, gone) for h in group], gone, entities)
    kept = [happening for happening in happenings if id(happening) not in gone]
    return sorted(kept, key=lambda h: h.key)


def _current(happening: Happening, gone: dict[int, Happening]) -> Happening:
    while id(happening) in gone:
        happening = gone[id(happening)]
    return happening


def _join_group(group: Sequence[Happening], gone: dict[int, Happening], entities: Entities) -> None:
    """Join the best pairs first; of pairs that agree alike, those that stand at the same place of their articles."""
    unique = sorted({id(h): h for h in group}.values(), key=lambda h: h.key)
    pairs = [
        (-score, abs(one.key[1] - other.key[1]), one.key, other.key, one, other)
        for i, one in enumerate(unique)
        for other in unique[i + 1 :]
        if (score := _story_score(one, other, entities)) >= POSSIBLE
    ]
    for *_, one, other in sorted(pairs, key=lambda pair: pair[:4]):
        a, b = _current(one, gone), _current(other, gone)
        if a is not b and _story_score(a, b, entities) >= POSSIBLE:
            for telling in b.tellings:
                a.add(telling)
            gone[id(b)] = a


def _story_score(one: Happening, other: Happening, entities: Entities) -> float:
    if one.articles & other.articles or not dates.compatible(one.span, other.span):
        return 0.0
    if one.mode and other.mode and one.mode != other.mode:
        return 0.0
    act = one.type, one.mode or other.mode
    return agreement(act, one.sides, other.sides, entities)
