"""Which tellings of different articles are of one happening.

Every version of an act looks for those that are told of the same type and mode, share an actor or a pair of states and
the time, so that the cost stays near linear. It joins the happening that fits best; where two fit alike it stays
apart, for a wrong merge loses an event and a missed one only shows it twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chancery.link import dates
from chancery.link.acted import act_of
from chancery.link.actors import POSSIBLE, SURE, agreement
from chancery.link.entities import Entities
from chancery.link.resemblance import convened_alike
from chancery.link.tellings import ONCE, Happening, Telling
from chancery.link.versions import RECENT, YEARLY, Key, Version, versions
from chancery.ontology.places import places

_EXACT = 0.85
_MOST_REVIEWED = 3
_ODD = 3
"""Days by which sources may differ about what happens once."""

Doubt = tuple[Happening, Happening, float, str]
_WHY = "could be the same happening: actors and dates allow it, but do not tell it from others"


@dataclass(frozen=True, slots=True)
class Found:
    """Happenings, and pairs left apart that could be one."""

    happenings: list[Happening]
    doubts: list[Doubt]


@dataclass(slots=True, eq=False)
class _Group:
    """Versions of one happening: no article tells it twice, all days overlap."""

    versions: list[Version] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    days: tuple[int, int] | None = None

    @property
    def first(self) -> Version:
        """The version it began with: the most precise."""
        return self.versions[0]

    def add(self, version: Version) -> None:
        """One more version."""
        self.versions.append(version)
        self.articles |= version.articles
        self.days = self.common(version) or self.days

    def common(self, version: Version) -> tuple[int, int] | None:
        """The days that it and a version have in common; those that are known when only one has any."""
        act = version.act
        if act.first is None:
            return self.days
        if self.days is None:
            return act.first, act.last
        both = max(act.first, self.days[0]), min(act.last, self.days[1])
        return both if both[0] <= both[1] else None

    def takes(self, version: Version) -> bool:
        """Does nothing in it speak against a version that is like one of its own?"""
        fits = self.days is None or self.common(version) is not None or version.act.mode in ONCE
        return fits and self.articles.isdisjoint(version.articles)


def find_happenings(told: Sequence[Telling], entities: Entities) -> Found:
    """Link tellings whose own words are enough. Those of one article stay apart."""
    kinds: dict[tuple[str, str], list[Telling]] = {}
    for telling in sorted(told, key=lambda t: (t.article, t.order)):
        kinds.setdefault((telling.event.type, telling.event.mode or ""), []).append(telling)
    found = Found([], [])
    for kind in sorted(kinds):
        of_kind = group(versions(kinds.pop(kind), entities), entities)
        found.happenings.extend(of_kind.happenings)
        found.doubts.extend(of_kind.doubts)
    found.happenings.sort(key=lambda happening: happening.key)
    return found


def group(ordered: Sequence[Version], entities: Entities) -> Found:
    """The happenings of versions of one type and mode, in the order in which they are placed."""
    asked = [version.asked() for version in ordered]
    wanted = set().union(*asked)
    index: dict[Key, list[int]] = {}
    home: list[_Group] = []
    groups: list[_Group] = []
    doubtful: list[tuple[_Group, _Group, float]] = []
    for number, version in enumerate(ordered):
        near = sorted({other for key in asked[number] for other in index.get(key, ())})
        scores: dict[int, tuple[float, _Group]] = {}
        for other in near:
            score = likeness(ordered[other], version, entities)
            if score >= SURE:
                its = home[other]
                scores[id(its)] = (max(score, scores.get(id(its), (0.0, its))[0]), its)
        fits = sorted(
            ((score, its) for score, its in scores.values() if its.takes(version)), key=lambda fit: fit[1].first.order
        )
        chosen = _choose(version, fits)
        if chosen is None:
            chosen = _Group()
            groups.append(chosen)
            if len(fits) <= _MOST_REVIEWED:
                doubtful += [(chosen, its, score) for score, its in fits]
        chosen.add(version)
        home.append(chosen)
        for key in version.filed() & wanted:
            index.setdefault(key, []).append(number)
    made = {id(its): Happening(telling for version in its.versions for telling in version.tellings) for its in groups}
    return Found(
        list(made.values()),
        [(made[id(a)], made[id(b)], round(score / 2, 2), _WHY) for a, b, score in doubtful],
    )


def _choose(version: Version, fits: Sequence[tuple[float, _Group]]) -> _Group | None:
    if not fits:
        return None
    if version.precision == dates.DAYS:
        best = max(score for score, _ in fits)
        fits = [(score, its) for score, its in fits if score >= best - 0.01]
        if set.intersection(*(its.articles for _, its in fits)):
            return min((its for _, its in fits), key=lambda its: (not _is_main(its), its.first.order))
    elif len(fits) > 1:
        fits = [(score, its) for score, its in fits if its.first.date == version.date]
    return fits[0][1] if len(fits) == 1 else None


def _is_main(group: _Group) -> bool:
    return any(version.main for version in group.versions)


def likeness(one: Version, other: Version, entities: Entities) -> float:
    """How well two versions agree, the second the vaguer one; 0 when something speaks against it."""
    a, b = one.act, other.act
    if a.type != b.type or a.mode != b.mode or not one.articles.isdisjoint(other.articles):
        return 0.0
    near = _ODD if a.mode in ONCE else 0
    if a.first is not None and b.first is not None and max(a.first, b.first) - min(a.last, b.last) > near:
        return 0.0
    if _elsewhere(one, other):
        return 0.0
    score = agreement((a.type, a.mode), a.telling.sides, b.telling.sides, entities)
    return score if score >= SURE and (a.mode in ONCE or _dated(one, other, score)) else 0.0


def _elsewhere(one: Version, other: Version) -> bool:
    """Told of another place, with nobody in common to say that one of the texts errs."""
    here, there = one.act.telling.event.place, other.act.telling.event.place
    if here is None or there is None or same_place(here, there):
        return False
    return set(one.people).isdisjoint(other.people)


def _dated(one: Version, other: Version, score: float) -> bool:
    """Do the dates say enough?"""
    coarsest = max(one.precision, other.precision)
    if coarsest == dates.UNKNOWN:
        return _undated(one, other)
    if coarsest == dates.DAYS:
        return True
    if coarsest == dates.YEAR and other.act.mode not in YEARLY:
        return one.date == other.date and other.act.mode == "visit"
    return score >= _EXACT


def _undated(one: Version, other: Version) -> bool:
    """The same two people did it, and just before or after the undated telling was published."""
    telling = other.act.telling
    published = dates.number((telling.published or "")[:10])
    if one.act.first is None or other.date is not None or published is None:
        return False
    ahead = telling.event.status in {"planned", "proposed"}
    if ahead and one.act.last < published:
        return False
    away = max(one.act.first - published, published - one.act.last, 0)
    return len(other.people) > 1 and one.people == other.people and away <= RECENT


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


def join_in_stories(
    happenings: Sequence[Happening], story_of: Mapping[str, str], entities: Entities
) -> list[Happening]:
    """Articles of one story tell one set of happenings: there, dates may be missing and states stand for people.

    Of two that are joined at least one is told by this story alone, so that no other story has a say in it.
    """
    by_story: dict[tuple[str, str], list[Happening]] = {}
    for happening in happenings:
        for story in sorted({story_of[article] for article in happening.articles}):
            by_story.setdefault((story, happening.type), []).append(happening)
    now: dict[int, Happening] = {id(happening): happening for happening in happenings}
    for (story, _), group_ in by_story.items():
        if len(group_) > 1 and len({article for happening in group_ for article in happening.articles}) > 1:
            inside = {id(h) for h in group_ if all(story_of[article] == story for article in h.articles)}
            _join_group(group_, inside, now, entities)
    kept = {id(happening): happening for happening in now.values()}
    return sorted(kept.values(), key=lambda h: h.key)


def _join_group(group_: Sequence[Happening], inside: set[int], now: dict[int, Happening], entities: Entities) -> None:
    """Join the best pairs first; of pairs that agree alike, those that stand at the same place of their articles."""
    pairs = [
        (-score, abs(one.key[1] - other.key[1]), one.key, other.key, one, other)
        for i, one in enumerate(group_)
        for other in group_[i + 1 :]
        if id(one) in inside or id(other) in inside
        if (score := _story_score(one, other, entities)) >= POSSIBLE
    ]
    own: dict[int, list[Happening]] = {id(h): [h] for h in group_}
    for *_, one, other in sorted(pairs, key=lambda pair: pair[:4]):
        a, b = own[id(one)], own[id(other)]
        outside = sum(id(h) not in inside for h in (*a, *b))
        if a is b or outside > 1 or any(_against(x, y) for x in a for y in b):
            continue
        a.extend(b)
        own.update(dict.fromkeys(map(id, b), a))
    for joined in {id(several): several for several in own.values()}.values():
        if len(joined) > 1:
            first, *others = sorted(joined, key=lambda h: (id(h) in inside, h.key))
            target = now[id(first)]
            for each in others:
                for telling in each.tellings:
                    target.add(telling)
                now[id(each)] = target


def _against(one: Happening, other: Happening) -> bool:
    """Told by one article as two, or of other days."""
    if not one.articles.isdisjoint(other.articles):
        return True
    if one.mode and other.mode and one.mode != other.mode:
        return True
    near = one.mode in ONCE and one.mode == other.mode
    return not near and not dates.compatible(one.span, other.span)


def _story_score(one: Happening, other: Happening, entities: Entities) -> float:
    if _against(one, other):
        return 0.0
    act = one.type, one.mode or other.mode
    score = agreement(act, one.sides, other.sides, entities)
    return POSSIBLE if score < POSSIBLE and _convened(one, other, entities) else score


def _convened(one: Happening, other: Happening, entities: Entities) -> bool:
    if one.type != "CONVENE":
        return False
    acts = [[act_of(telling, entities) for telling in happening.tellings] for happening in (one, other)]
    return any(convened_alike(a, b) for a in acts[0] for b in acts[1])
