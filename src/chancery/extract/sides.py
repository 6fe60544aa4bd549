"""Titles in a list: who is named without a state is of the state told before the list or its first member."""

from __future__ import annotations

from dataclasses import replace

from chancery.extract.entities import Registry
from chancery.extract.nounphrases import Named
from chancery.lang import Pack
from chancery.lang.kinds import SIGNS
from chancery.ontology.offices import offices
from chancery.text.characters import lower
from chancery.text.units import Line, Unit

_OWNERS = frozenset({"state", "adjective"})
_OF_STATES = frozenset({"state", "portfolio", "mission", "body"})
_NEAR = 6
"""Units between the words that open a side's list and its first person."""


class Sides:
    """How the lists of one pack are opened and joined."""

    def __init__(self, pack: Pack) -> None:
        self._openers = frozenset(pack.lists.get("side_words", ()))
        self._joints = frozenset(pack.grammar.lists) | {","}
        self._families = frozenset(pack.lists.get("families", ()))

    def inherit(self, line: Line, registry: Registry) -> None:
        """Give the titles of a list the state of the side, or of the person before them in the list."""
        state: str | None = None
        last, side = -1, False
        for at, unit in enumerate(line.units):
            if unit.kind in _OWNERS and self._opens(line.units, at):
                state, last, side = registry.state(unit.value[0].id), at + _NEAR, True
            if unit.kind == "organization" and registry.is_state(key := str(unit.value)):
                state, last, side = key, at + _NEAR, True  # "the Belarusian side"
            if unit.kind != "person" or not unit.value.offices:
                continue
            joints = self._joints | {";"} if side else self._joints
            listed = all(u.sign in joints for u in line.units[last + 1 : at]) and last < at
            if state is not None and (listed or at <= last) and (side or not self._is_native(unit)):
                line.units[at] = _owned(unit, state)
            else:
                side = False
            held = line.units[at].value.offices
            owners = {o.owner for o in held if o.owner and registry.is_state(o.owner) and not any(o.host for o in held)}
            state, last = (next(iter(owners)), at) if len(owners) == 1 else (None, -1)

    def _is_native(self, unit: Unit) -> bool:
        """Does a name begin with a family name of the state whose press the language is?"""
        return lower(unit.value.name.split(maxsplit=1)[0]) in self._families

    def _opens(self, units: list[Unit], at: int) -> bool:
        """Does "the Belarusian side", "phía Belarus" stand here?"""
        beside = units[max(at - 1, 0) : at] + units[at + 1 : at + 2]
        return any(unit.sign in self._openers for unit in beside)


def _owned(unit: Unit, state: str) -> Unit:
    """A person with a state for every office of states that has none."""
    named: Named = unit.value
    held = tuple(
        replace(office, owner=state) if office.owner is None and offices()[office.id].of in _OF_STATES else office
        for office in named.offices
    )
    return Unit(unit.start, unit.end, SIGNS["person"], "person", replace(named, offices=held))
