"""Who a fact is about: the parties and the pairs of states it is filed under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from chancery.model.record import Entity, Event, Figure, Linked, Office, Relation, Statement
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


def parties_of(fact: Fact, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """What a fact is filed under: its entities by id, its states by code."""
    return tuple(sorted({*actors(fact), *states_of(fact, entities)}))


def pairs_of(fact: Fact, entities: Mapping[str, Entity]) -> tuple[tuple[str, str], ...]:
    """The pairs of states a fact is between, each in alphabetical order."""
    return tuple(combinations(states_of(fact, entities), 2))
