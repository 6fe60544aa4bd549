"""A happening: the acts of an article that tell of one event, and when its dates agree."""

from __future__ import annotations

from dataclasses import dataclass, field

from chancery.extract.acts import Act
from chancery.extract.entities import Registry
from chancery.extract.roles import Filler
from chancery.ontology.acts import is_symmetric


@dataclass(slots=True)
class Happening:
    """Acts that tell of one happening."""

    type: str
    mode: str | None
    acts: list[Act] = field(default_factory=list)
    date: str | None = None
    dated_by_scene: bool = False
    place: str | None = None

    def roles(self, registry: Registry) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Sources and targets, the most specific known of each."""
        sides = []
        for role in ("source", "target"):
            keys: list[str] = []
            for act in sorted(self.acts, key=lambda a: -a.weight):
                filler: Filler | None = getattr(act, role)
                for key in filler.actors.keys if filler else ():
                    keys = _with(keys, key, registry)
            sides.append(tuple(keys))
        if is_symmetric(self.type) and self.mode != "visit":
            return _told_apart(sides[0], sides[1], registry)
        return sides[0], sides[1]


def _told_apart(
    one: tuple[str, ...], other: tuple[str, ...], registry: Registry
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sides of a symmetric act without the states that somebody of either side stands for."""
    stood_for = {registry.state_of(key) for key in (*one, *other) if registry.type_of(key) != "state"}

    def kept(side: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(k for k in side if registry.type_of(k) != "state" or registry.state_of(k) not in stood_for)

    return (kept(one), kept(other)) if kept(one) or kept(other) else (one, other)


def _with(keys: list[str], key: str, registry: Registry) -> list[str]:
    """The keys with one more: a person replaces his state, a state adds nothing to its own people."""
    state = registry.state_of(key)
    if key in keys:
        return keys
    if registry.type_of(key) == "state":
        return keys if any(registry.state_of(held) == state for held in keys) else [*keys, key]
    return [held for held in keys if not (registry.type_of(held) == "state" and registry.state_of(held) == state)] + [
        key
    ]


def dates_agree(one: str | None, other: str | None) -> bool:
    """May two dates be of one happening: either unknown, or one within the other?"""
    if one is None or other is None:
        return True
    a, b = span(one), span(other)
    return (a[0] >= b[0] and a[1] <= b[1]) or (b[0] >= a[0] and b[1] <= a[1])


def span(iso: str) -> tuple[str, str]:
    """First and last day of an ISO date or interval, as comparable strings."""
    first, _, last = iso.partition("/")
    last = last or first
    return first + "0000-01-01"[len(first) :], last + "9999-12-31"[len(last) :]
