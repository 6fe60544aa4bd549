"""How far two tellings of an act agree on who took part."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

from chancery.link.entities import Entities
from chancery.ontology.acts import is_symmetric

SAME, STANDS_FOR, SILENT = 1.0, 0.5, 0.4
"""The same actor; a state for its people and bodies, a body for its people; nobody named on a side."""

SURE = 0.7
"""At least one side must be the same actor: two states do not stand for any two of their people."""

POSSIBLE = 0.5
"""Enough inside one story."""

_EXTRA = 0.05
_DIRECTED = frozenset({"visit"})

Sides = tuple[Collection[str], Collection[str]]


def alike(one: str, other: str, entities: Entities) -> float:
    """Could two actors be one? 0 when not."""
    if one == other:
        return SAME
    a, b = entities[one], entities[other]
    if a.type == b.type or a.state is None or a.state != b.state:
        return 0.0
    return STANDS_FOR if {a.type, b.type} <= {"state", "person", "organization"} else 0.0


def side(one: Collection[str], other: Collection[str], entities: Entities) -> float:
    """How well two sides agree: everyone on the smaller must be somebody on the larger. 0 when not."""
    if not one and not other:
        return SAME
    if not one or not other:
        return SILENT
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    best = [max(alike(a, b, entities) for b in large) for a in small]
    if min(best) == 0.0:
        return 0.0
    return max(sum(best) / len(best) - _EXTRA * (len(large) - len(small)), SILENT)


def agreement(act: tuple[str, str | None], one: Sides, other: Sides, entities: Entities) -> float:
    """How well two tellings of an act agree on who, 0 (not at all) to 1. Direction counts only where it must."""
    if not is_symmetric(act[0]) or act[1] in _DIRECTED:
        pairs = [side(a, b, entities) for a, b in zip(one, other, strict=True)]
        return sum(pairs) / 2 if min(pairs) > 0 else 0.0
    a, b = {*one[0], *one[1]}, {*other[0], *other[1]}
    if not a or not b:
        return 0.0
    together = side(a, b, entities)
    if min(len(a), len(b)) == 1 and len(a) != len(b):
        return (max(alike(x, y, entities) for x in a for y in b) + SILENT) / 2
    return together


def states_of(sides: Sides, entities: Entities) -> tuple[str, ...]:
    """The states that take part, sorted."""
    found = {entities[key].state for key in (*sides[0], *sides[1])}
    return tuple(sorted(state for state in found if state))


def persons_of(sides: Sides, entities: Entities) -> tuple[str, ...]:
    """The people who take part, sorted."""
    return tuple(sorted(key for key in {*sides[0], *sides[1]} if entities[key].type == "person"))


def blocks(sides: Sides, entities: Entities) -> tuple[str, ...]:
    """Keys of which two tellings of one happening share at least one."""
    named = sorted({key for key in (*sides[0], *sides[1]) if entities[key].type != "state"})
    pairs = [f"{a}-{b}" for a, b in combinations(states_of(sides, entities), 2)]
    return (*named, *pairs) if named or pairs else states_of(sides, entities)
