"""A sentence as a line of units: words, marks, and recognised things that stand as one sign each.

The pattern engine works on `Line.signs`: each unit's sign followed by a blank. A word's sign is its lower-case form,
a recognised thing's sign is one private-use character of its kind, so that a stdlib regular expression can speak of
"a person, then 'met', then a state".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any


@dataclass(frozen=True, slots=True)
class Unit:
    """One word, mark or recognised thing: `text[start:end]`.

    `sign` is what patterns see; `kind` names what it is ("word", "mark", "person", …); `value` what it was read as.
    """

    start: int
    end: int
    sign: str
    kind: str
    value: Any = None


class Line:
    """The units of one sentence and the string that patterns run over."""

    __slots__ = ("_each", "_places", "_present", "_starts", "found", "signs", "units")

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self._each: list[str] | None = None
        self.refresh()

    def refresh(self) -> None:
        """Rebuild the sign string after the units changed."""
        each = [unit.sign for unit in self.units]
        if each == self._each:
            return
        self._each = each
        self.signs = " ".join([*each, ""])
        self.found: dict[Any, Any] = {}
        """What was sought in the line as it is now, by who sought it."""
        self._starts: list[int] | None = None
        self._present: frozenset[str] | None = None
        self._places: dict[str, list[int]] | None = None

    @property
    def starts(self) -> list[int]:
        """Where each unit begins in the sign string."""
        if self._starts is None:
            self._starts = [0, *accumulate([len(sign) + 1 for sign in self._each or ()])][:-1]
        return self._starts

    @property
    def present(self) -> frozenset[str]:
        """Every sign of the line."""
        if self._present is None:
            self._present = frozenset(self._each or ())
        return self._present

    def places(self, signs: frozenset[str]) -> Sequence[int]:
        """The units that have one of the signs, in order; all units where none are given."""
        if not signs:
            return range(len(self.starts))
        if self._places is None:
            self._places = {}
            for at, sign in enumerate(self._each or ()):
                self._places.setdefault(sign, []).append(at)
        held = [self._places[sign] for sign in signs & self.present]
        return held[0] if len(held) == 1 else sorted(chain.from_iterable(held))

    def index(self, offset: int) -> int:
        """The unit that begins at (or first after) an offset of the sign string."""
        return bisect_left(self.starts, offset)

    def replace(self, first: int, last: int, unit: Unit) -> None:
        """Put one unit in the place of units[first:last]."""
        self.units[first:last] = [unit]
        self.refresh()
