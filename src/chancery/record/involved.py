"""Who a fact is about: the parties and the pairs of states it is filed under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from chancery.model.record import Entity, Event, Figure, Linked, Office, Relation, Statement
from chancery.ontology.acts import is_symmetric
from chancery.ontology.places import places

Fact = Event | Statement | Figure | Relation | Office


def kind_of(fact: Fact) -> str:
    """The kind of a fact, a key of `model.identifiers.PREFIXES`."""
    return type(fact).__name__.lower()


def facts(linked: Linked) -> Iterable[Fact]:
    """Every fact of a linking, kind by kind."""
    yield from linked.events
    yield from linked.statements
    yield from linked.figures
    yield from linked.relations
    yield from linked.offices


def actors(fact: Fact) -> tuple[str, ...]:
    """The entities a fact names, without repeats."""
    named: tuple[str | None, ...] = ()
    match fact:
        case Event():
            named = (*fact.sources, *fact.targets)
        case Statement():
            named = (fact.speaker, *fact.addressees, *fact.about)
        case Figure():
            named = (*fact.about, fact.according_to)
        case Relation():
            named = fact.between
        case Office():
            named = (fact.person, fact.of, fact.to)
    return tuple(dict.fromkeys(name for name in named if name is not None))


def dates(fact: Fact) -> str | None:
    """When a fact is of: the date it is sorted by."""
    match fact:
        case Event() | Statement():
            return fact.date
        case Figure():
            return fact.period
        case Relation():
            return fact.since
        case Office():
            return max(fact.seen, default=fact.since)


def first(date: str | None) -> str:
    """The start of a date or interval; the empty string, which sorts before every date, when unknown."""
    return (date or "").partition("/")[0]


def states_of(fact: Fact, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """The states (alpha-3) a fact is between, sorted.

    An act with a single state on both sides is also filed under the state it took place in: days of Belarusian
    culture in Vietnam are between the two. One between two states in a third is not the third's.
    """
    named = actors(fact)
    if isinstance(fact, Figure):
        named = fact.about  # who counted is not a party to what was counted
    found: set[str | None] = {entity.state for name in named if (entity := entities.get(name)) and entity.state}
    if isinstance(fact, Event) and len(found) == 1 and fact.place:
        found.add(_state_of_place(fact.place))
    return tuple(sorted(state for state in found if state))


def _state_of_place(place: str) -> str | None:
    if len(place) == 3 and place.isupper():
        return place
    known = places().get(place)
    return known.state if known else None


SOURCE, TARGET, NAMED = 1, 2, 4
"""What a party is to a fact, as bits: who acts or speaks, toward whom, and merely named or counted."""


def roles(fact: Fact) -> Iterator[tuple[str | None, int]]:
    """Every entity of a fact with what it is to it; the sides of a symmetric act are both."""
    match fact:
        case Event():
            both = SOURCE | TARGET if is_symmetric(fact.type) else 0
            yield from ((key, SOURCE | both) for key in fact.sources)
            yield from ((key, TARGET | both) for key in fact.targets)
        case Statement():
            yield fact.speaker, SOURCE
            yield from ((key, TARGET) for key in fact.addressees)
            yield from ((key, NAMED) for key in fact.about)
        case Figure():
            yield from ((key, NAMED) for key in fact.about)
            yield fact.according_to, SOURCE
        case Relation():
            yield from ((key, SOURCE | TARGET) for key in fact.between)
        case Office():
            yield fact.person, SOURCE
            yield fact.of, TARGET
            yield fact.to, NAMED


def parties_of(fact: Fact, entities: Mapping[str, Entity]) -> dict[str, int]:
    """What a fact is filed under, with what each is to it: its entities by id, its states by code."""
    found = dict.fromkeys(states_of(fact, entities), NAMED)
    for key, role in roles(fact):
        if key is not None:
            found[key] = found.get(key, 0) | role
            entity = entities.get(key)
            if entity is not None and entity.state in found:
                found[entity.state] = found[entity.state] & ~NAMED | role
    return dict(sorted(found.items()))


def kinds_of(fact: Fact) -> tuple[str, str, str]:
    """What a fact is sorted under: its type, mode and status; empty where there is none."""
    match fact:
        case Event():
            return fact.type, fact.mode or "", fact.status
        case Statement():
            return fact.stance, "", ""
        case Figure():
            return fact.measure, fact.unit, ""
        case Relation():
            return fact.kind, fact.level or "", ""
        case Office():
            return fact.title, "", "former" if fact.former else ""


def last(date: str | None) -> str:
    """The last day that a date or interval may mean; empty when unknown."""
    end = (date or "").rpartition("/")[2]
    return end and end + "9999-12-31"[len(end) :]


def place_of(fact: Fact) -> str | None:
    """The state where an event took place."""
    return _state_of_place(fact.place) if isinstance(fact, Event) and fact.place else None
