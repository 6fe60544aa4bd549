"""Happenings as rows of the record: what all tellings together say, and where they disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from chancery.link import dates
from chancery.link.actors import STANDS_FOR, alike, side
from chancery.link.entities import Entities
from chancery.link.evidence import Articles, evidence, explanations, together
from chancery.link.happenings import place_state, same_place
from chancery.link.tellings import Happening, Telling
from chancery.model.findings import Status
from chancery.model.identifiers import identifier
from chancery.model.record import Event
from chancery.ontology.acts import Codes, acts, codes, is_symmetric

_STATUSES: tuple[Status, ...] = ("occurred", "ongoing", "denied", "planned", "proposed")
"""Of several said on one day, the first of these counts."""


_SHARE = 3
"""Of so many articles one alone does not make an actor."""


def link_events(
    happenings: Sequence[Happening],
    articles: Articles,
    story_of: Mapping[str, str],
    entities: Entities,
) -> list[tuple[Happening, Event]]:
    """A row for every happening."""
    drafts = [(h, *_sides(h, entities), h.date) for h in happenings]
    parts = [_content(h, s, t, date) for h, s, t, date in drafts]
    taken = Counter(parts)
    made = []
    for (happening, sources, targets, date), content in zip(drafts, parts, strict=True):
        article, order = happening.key
        alone = taken[content] == 1 and date is not None
        key = identifier("event", *content, *(() if alone else (article, str(order))))
        told = sorted(happening.tellings, key=lambda t: (t.published or "~", t.article))
        status = _status(told, date)
        coded = _codes(happening, status)
        place = _place(told)
        event = Event(
            id=key,
            type=happening.type,
            mode=happening.mode,
            status=status,
            date=date,
            place=place,
            sources=sources,
            targets=targets,
            plover=coded.plover,
            plover_mode=coded.plover_mode,
            cameo=coded.cameo,
            confidence=together(t.event.confidence for t in told),
            main=any(t.event.main for t in told),
            story=next((story_of.get(t.article) for t in told if t.event.main), None),
            history=_history(told, date),
            conflicts=tuple(_conflicts(told, date, place, status, _left_out(told, sources, targets, entities))),
            evidence=evidence(articles, ((t.article, t.event.passages) for t in told)),
            explanations=explanations(articles, ((t.article, t.event.reasons) for t in told)),
        )
        made.append((happening, event))
    return made


def _content(
    happening: Happening, sources: Sequence[str], targets: Sequence[str], date: str | None
) -> tuple[str | None, ...]:
    """What an event is known by: the act, who, when."""
    if is_symmetric(happening.type):
        who = [*sorted({*sources, *targets}), ">"]
    else:
        who = [*sorted(sources), ">", *sorted(targets)]
    return (happening.type, happening.mode, *who, date)


def _sides(happening: Happening, entities: Entities) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sources and targets of all tellings, the most specific known; the first telling gives the direction."""
    told = sorted(happening.tellings, key=lambda t: (not (t.sources and t.targets), t.article, t.order))
    first = told[0]
    sides: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for telling in told:
        for counts, keys in zip(sides, _turned(telling, first, entities), strict=True):
            counts.update(keys)
    together_named = [{*t.sources, *t.targets} for t in told]
    sources = _specific(_usual(sides[0], told, 0, entities), together_named, entities)
    targets = _specific(_usual(sides[1], told, 1, entities), together_named, entities)
    return sources, tuple(key for key in targets if key not in sources)


def _usual(counts: Counter[str], told: Sequence[Telling], side_: int, entities: Entities) -> Counter[str]:
    """Without people whom one of several articles alone names beside others."""
    naming = sum(bool(telling.sides[side_]) for telling in told)
    if naming < _SHARE:
        return counts
    usual = {key: n for key, n in counts.items() if n * _SHARE > naming or entities[key].type != "person"}
    return Counter(usual) if usual else counts


def _turned(telling: Telling, first: Telling, entities: Entities) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A telling's sides as the first one has them, where direction says nothing."""
    if not is_symmetric(telling.event.type) or telling is first:
        return telling.sides
    straight = side(telling.sources, first.sources, entities) + side(telling.targets, first.targets, entities)
    across = side(telling.sources, first.targets, entities) + side(telling.targets, first.sources, entities)
    return (telling.targets, telling.sources) if across > straight else telling.sides


def _specific(counts: Counter[str], together_named: Iterable[set[str]], entities: Entities) -> tuple[str, ...]:
    """Without those that stand for another one named: a state for its people, a body for its person.

    Those that one article names side by side are two.
    """
    sets = list(together_named)
    rank = {"state": 2, "organization": 1}

    def stands_for(general: str, special: str) -> bool:
        return (
            alike(general, special, entities) == STANDS_FOR
            and rank.get(entities[general].type, 0) > rank.get(entities[special].type, 0)
            and (entities[general].type == "state" or not any({general, special} <= s for s in sets))
        )

    kept = [key for key in counts if not any(stands_for(key, o) for o in counts if o != key)]
    return tuple(sorted(kept, key=lambda key: (-counts[key], key)))


def _status(told: Sequence[Telling], date: str | None) -> Status:
    """What was last reported; of one day, what a cue in the text says before what nothing says."""
    dated = [t for t in told if t.published]
    latest = max((t.published or "" for t in dated), default="")
    last = [t for t in dated if t.published == latest] or list(told)
    explicit = [t for t in last if any(r.role == "status" and r.start is not None for r in t.event.reasons)]
    said = {_now(t, date) for t in explicit or last}
    return next(status for status in _STATUSES if status in said)


def _now(told: Telling, date: str | None) -> Status:
    """What an article tells of the event; told as done on a day between its first and its last it is under way."""
    first, _, last = (date or "").partition("/")
    day = (told.published or "")[: len("2026-01-24")]
    under_way = told.event.status == "occurred" and len(first) == len(last) == len(day) and first < day < last
    return "ongoing" if under_way else told.event.status


def _history(told: Sequence[Telling], date: str | None) -> tuple[tuple[str | None, str], ...]:
    seen = {(t.published, _now(t, date)) for t in told}
    return tuple(sorted(seen, key=lambda pair: (pair[0] or "", pair[1])))


def _place(told: Sequence[Telling]) -> str | None:
    """Where most put it; a city of that state rather than the state."""
    counts = Counter(t.event.place for t in told if t.event.place)
    if not counts:
        return None
    states = Counter[str | None]()
    for place, count in counts.items():
        states[place_state(place)] += count

    def rank(place: str) -> tuple[int, bool, int, str]:
        state = place_state(place)
        return -states[state], place == state, -counts[place], place

    return min(counts, key=rank)


def _left_out(
    told: Sequence[Telling], sources: Sequence[str], targets: Sequence[str], entities: Entities
) -> Iterable[tuple[str, str, str]]:
    """People whom single articles name beside the actors of the row."""
    kept = {*sources, *targets}
    for telling in told:
        for side_, keys in zip(("sources", "targets"), telling.sides, strict=True):
            for key in keys:
                if key not in kept and entities[key].type == "person":
                    yield side_, entities[key].name, telling.article


def _conflicts(
    told: Sequence[Telling], date: str | None, place: str | None, status: Status, others: Iterable[tuple[str, str, str]]
) -> Iterable[tuple[str, str, str]]:
    """What single articles say that does not fit the row."""
    for telling in told:
        said = telling.event
        fits = dates.within(said.date, date) or dates.within(date, said.date)
        if said.date and not fits:
            yield "date", said.date, telling.article
        if said.place and place and not same_place(said.place, place):
            yield "place", said.place, telling.article
        if (said.status == "denied") != (status == "denied"):
            yield "status", said.status, telling.article
    yield from others


def _codes(happening: Happening, status: Status) -> Codes:
    """PLOVER and CAMEO; an act the table does not know keeps its own name."""
    if happening.type not in acts():
        return Codes(happening.type, None, None)
    return codes(happening.type, happening.mode, status)
