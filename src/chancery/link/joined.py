"""What decisions of "same" and "different" make of a set of things, whatever order they are given in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chancery.errors import Contradiction
from chancery.model.decision import Decision, Target

Ends = Mapping[str, tuple[str, str]]
"""Decision → the two things it is on."""


def joined(decisions: Mapping[str, Decision], same: Ends, different: Ends) -> dict[str, str]:
    """Thing → the smallest of those it is one with; only things that are joined.

    Contradiction quotes a "different" and a "same" that cannot both hold.
    """
    parent: dict[str, str] = {}
    for _, (one, other) in sorted(same.items()):
        a, b = sorted((_root(parent, one), _root(parent, other)))
        parent[b] = a
        parent.setdefault(a, a)
    roots = {thing: _root(parent, thing) for thing in parent}
    for key, (one, other) in sorted(different.items()):
        if one in roots and roots[one] == roots.get(other):
            raise contradiction(decisions[key], decisions[_nearest(same, one, other, roots)])
    return roots


def allied(decisions: Iterable[Decision]) -> dict[str, tuple[Target, ...]]:
    """What each identifier that a "same" is on stands for: all targets that are said to be one with it."""
    same = {decision.id: decision.on for decision in decisions if decision.kind == "same"}
    roots = joined({}, {key: (one.id, other.id) for key, (one, other) in same.items()}, {})
    groups: dict[str, dict[Target, None]] = {}
    for _, targets in sorted(same.items()):
        for target in targets:
            groups.setdefault(roots[target.id], {})[target] = None
    return {key: tuple(groups[root]) for key, root in roots.items()}


def sides(decision: Decision, allies: Mapping[str, tuple[Target, ...]]) -> tuple[tuple[Target, ...], ...]:
    """The two sides of a "different", each with what is said to be one with it, unless that says both are."""
    one, other = ((target, *allies.get(target.id, ())) for target in decision.on)
    if set(one) & set(other):
        return tuple((target,) for target in decision.on)
    return one, other


def contradiction(one: Decision, other: Decision) -> Contradiction:
    """The error that quotes two decisions."""
    first, second = sorted((one, other), key=lambda decision: (decision.when, decision.id))
    return Contradiction(
        f"two decisions contradict each other: {first.line()} | {second.line()}",
        (first.id, second.id),
        hint=f"chancery undo {second.id[:11]} (or {first.id[:11]})",
    )


def _root(parent: Mapping[str, str], thing: str) -> str:
    while parent.get(thing, thing) != thing:
        thing = parent[thing]
    return thing


def _nearest(same: Ends, one: str, other: str, roots: Mapping[str, str]) -> str:
    """Of the joining decisions, one on these two; else one on either; else any that joined them."""

    def rank(key: str) -> tuple[int, str]:
        return -len({*same[key]} & {one, other}), key

    return min((key for key in same if roots[same[key][0]] == roots[one]), key=rank)
