"""A sentence as a line of units: words, marks, and recognised things that stand as one sign each.

The pattern engine works on the units' signs. A word's sign is its lower-case form, a recognised thing's sign is one
private-use character of its kind, so that a phrase can speak of "a person, then 'met', then a state".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import msgspec


class Unit(msgspec.Struct, frozen=True):
    """One word, mark or recognised thing: `text[start:end]`.

    `sign` is what patterns see; `kind` names what it is ("word", "mark", "person", …); `value` what it was read as.
    """

    start: int
    end: int
    sign: str
    kind: str
    value: Any = None


class Line:
    """The units of one sentence, and what patterns see of them."""

    __slots__ = ("_places", "_present", "found", "signs", "units")

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self._see([unit.sign for unit in units])

    def refresh(self) -> None:
        """See the units as they are now, after they changed."""
        signs = [unit.sign for unit in self.units]
        if signs != self.signs:
            self._see(signs)

    def _see(self, signs: list[str]) -> None:
        self.signs = signs
        self.found: dict[Any, Any] = {}
        """What was sought in the line as it is now, by who sought it."""
        self._present: frozenset[str] | None = None
        self._places: dict[str, list[int]] | None = None

    @property
    def present(self) -> frozenset[str]:
        """Every sign of the line."""
        if self._present is None:
            self._present = frozenset(self.signs)
        return self._present

    def places(self, signs: frozenset[str]) -> Sequence[int]:
        """The units that have one of the signs, in order; all units where none are given."""
        if not signs:
            return range(len(self.signs))
        if self._places is None:
            self._places = {}
            for at, sign in enumerate(self.signs):
                self._places.setdefault(sign, []).append(at)
        held = [self._places[sign] for sign in signs & self.present]
        return held[0] if len(held) == 1 else sorted(chain.from_iterable(held))

    def replace(self, first: int, last: int, unit: Unit) -> None:
        """Put one unit in the place of units[first:last]."""
        self.units[first:last] = [unit]
        self.refresh()
