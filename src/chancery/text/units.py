"""A sentence as a line of units: words, marks, and recognised things that stand as one sign each.

The pattern engine works on `Line.signs`: each unit's sign followed by a blank. A word's sign is its lower-case form,
a recognised thing's sign is one private-use character of its kind, so that a stdlib regular expression can speak of
"a person, then 'met', then a state".
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
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


@dataclass(slots=True)
class Line:
    """The units of one sentence and the string that patterns run over."""

    units: list[Unit]
    signs: str = field(init=False)
    starts: list[int] = field(init=False)
    present: frozenset[str] = field(init=False)  # every sign of the line

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Rebuild the sign string after the units changed."""
        signs = [unit.sign for unit in self.units]
        self.starts = [0, *accumulate([len(sign) + 1 for sign in signs])][:-1]
        self.signs = " ".join([*signs, ""])
        self.present = frozenset(signs)

    def index(self, offset: int) -> int:
        """The unit that begins at (or first after) an offset of the sign string."""
        return bisect_left(self.starts, offset)

    def replace(self, first: int, last: int, unit: Unit) -> None:
        """Put one unit in the place of units[first:last]."""
        self.units[first:last] = [unit]
        self.refresh()
