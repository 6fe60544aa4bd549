"""Find any of many names in a text: Aho-Corasick, leftmost-longest, whole words only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from chancery.text.characters import is_unspaced, plain_quotes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """`text[start:end]` is one of the names; `values` is everything entered under it."""

    start: int
    end: int
    values: tuple[T, ...]


class Matcher(Generic[T]):
    """Names entered once, found in any text. Case counts; typographic apostrophes equal plain ones."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        values: dict[str, list[T]] = {}
        for form, value in entries:
            held = values.setdefault(plain_quotes(form), [])
            if value not in held:
                held.append(value)
        self._forms = list(values)
        self._values = [tuple(values[form]) for form in self._forms]
        self._automaton = AhoCorasick(self._forms) if self._forms else None

    def find(self, text: str) -> list[Hit[T]]:
        """All hits in order, none overlapping: of those that overlap the leftmost, then the longest."""
        if self._automaton is None:
            return []
        text = plain_quotes(text)
        found = [
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if _whole(text, start, end)
        ]
        found.sort()
        hits: list[Hit[T]] = []
        free = 0
        for start, minus_end, index in found:
            if start >= free:
                free = -minus_end
                hits.append(Hit(start, free, self._values[index]))
        return hits


def _whole(text: str, start: int, end: int) -> bool:
    """No letter or digit continues the hit on either side, except in scripts written without spaces."""
    return not (
        (start > 0 and _glued(text[start - 1], text[start])) or (end < len(text) and _glued(text[end - 1], text[end]))
    )


def _glued(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum() and not (is_unspaced(left) or is_unspaced(right))
