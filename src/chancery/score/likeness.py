"""When a value of the record and one of the gold are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chancery.ontology.places import places
from chancery.text.folding import fold

NEAR = 0.6
"""The share of a gold quote's words that a row's evidence must hold to be about the same."""


def words(text: str) -> str:
    """Folded words parted by single blanks."""
    return " ".join(re.findall(r"\w+", fold(text or "")))


def carried(quote: str, quotes: Iterable[str]) -> float:
    """The share of a gold quote's words that one of a row's quotes holds; 1 when either is within the other."""
    return max((_carried(words(quote), words(held)) for held in quotes), default=0.0)


def _carried(wanted: str, held: str) -> float:
    if not wanted or not held:
        return 0.0
    if wanted in held or (held in wanted and len(held) > 12):
        return 1.0
    parts, there = wanted.split(), set(held.split())
    return sum(word in there for word in parts) / len(parts) if len(parts) > 3 else 0.0


def span(date: str | None) -> tuple[str, str] | None:
    """The first and last day that a date or interval may mean, as strings that compare."""
    if not date:
        return None
    first, _, last = date.partition("/")
    last = last or first
    return first + "0000-01-01"[len(first) :], last + "9999-12-31"[len(last) :]


def same_date(wanted: str | None, got: str | None) -> bool:
    """The same days, or both unknown."""
    return span(wanted) == span(got)


def same_place(wanted: str | None, got: str | None) -> bool:
    """A city stands for its state and a state for its city; where the gold says nothing anything goes."""
    return not wanted or words(wanted) == words(got or "") or _state(wanted) == _state(got)


def _state(place: str | None) -> str | None:
    known = places().get(place or "")
    return known.state if known and known.state else place


def same_title(wanted: str, got: str) -> bool:
    """The same title, or one within the other."""
    a, b = words(wanted), words(got)
    return a in b or b in a


def same_value(wanted: float, got: float) -> bool:
    """Equal but for the last digits."""
    return abs(got - wanted) <= 1e-6 * abs(wanted)
