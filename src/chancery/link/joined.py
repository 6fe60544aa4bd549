"""What decisions of "same" and "different" make of a set of things, whatever order they are given in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from chancery.errors import Contradiction
from chancery.link.located import overlap
from chancery.model.decision import Decision, Target

Ends = Mapping[str, tuple[str, str]]
"""Decision → the two things it is on."""


def joined(decisions: Mapping[str, Decision], same: Ends, different: Ends) -> tuple[dict[str, str], dict[str, str]]:
    """Thing → the smallest of those it is one with, of things that are joined; and "different" → why it cannot be.

    Contradiction quotes a "different" and a "same" that say so of the same rows. Where only what was read since makes
    them meet, the "different" no longer applies.
    """
    parent: dict[str, str] = {}
    for _, (one, other) in sorted(same.items()):
        a, b = sorted((_root(parent, one), _root(parent, other)))
        parent[b] = a
        parent.setdefault(a, a)
    roots = {thing: _root(parent, thing) for thing in parent}
    lost: dict[str, str] = {}
    for key, (one, other) in sorted(different.items()):
        if one in roots and roots[one] == roots.get(other):
            near = [decisions[k] for k in sorted(same) if roots[same[k][0]] == roots[one]]
            meant = _says_otherwise(decisions[key], near)
            if meant is not None:
                raise contradiction(decisions[key], meant)
            lost[key] = f"they are one now, by what was read since and {near[0].line()}"
    return roots, lost


def _says_otherwise(different: Decision, same: Sequence[Decision]) -> Decision | None:
    """The last of the "same" decisions that lead from one side of a "different" to the other; None if none do."""
    start, goal = different.on
    reached, left = [start], list(same)
    while step := next(((d, far) for d in left for far in _beyond(d, reached)), None):
        decision, far = step
        if is_same_row(far, goal):
            return decision
        left.remove(decision)
        reached.append(far)
    return None


def _beyond(decision: Decision, reached: Sequence[Target]) -> Iterable[Target]:
    """The ends of a decision whose other end is reached."""
    one, other = decision.on
    for near, far in ((one, other), (other, one)):
        if any(is_same_row(near, target) for target in reached):
            yield far


def is_same_row(one: Target, other: Target) -> bool:
    """Were two targets taken from one row: by identifier, or by words it was seen in?"""
    if one.kind != other.kind:
        return False
    return one.id == other.id or overlap(one, ((sight.article, sight.quote) for sight in other.seen)) > 0


def allied(decisions: Iterable[Decision]) -> dict[str, tuple[Target, ...]]:
    """What each identifier that a "same" is on stands for: all targets that are said to be one with it."""
    same = {decision.id: decision.on for decision in decisions if decision.kind == "same"}
    roots, _ = joined({}, {key: (one.id, other.id) for key, (one, other) in same.items()}, {})
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
