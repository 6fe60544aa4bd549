"""Find any of many names in a text: Aho-Corasick, leftmost-longest, whole words only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from chancery.text.characters import is_unspaced, lower, plain_quotes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """`text[start:end]` is one of the names; `values` is everything entered under it."""

    start: int
    end: int
    values: tuple[T, ...]


class Matcher(Generic[T]):
    """Names entered once, found in any text; typographic apostrophes equal plain ones.

    Case counts for `entries` and not for `anycase`; where both hit the same words, `entries` win.
    """

    def __init__(self, entries: Iterable[tuple[str, T]] = (), anycase: Iterable[tuple[str, T]] = ()) -> None:
        self._exact = _Names(entered((plain_quotes(form), value) for form, value in entries))
        self._anycase = _Names(entered((lower(plain_quotes(form)), value) for form, value in anycase))

    @classmethod
    def ready(cls, exact: Mapping[str, tuple[T, ...]], anycase: Mapping[str, tuple[T, ...]]) -> Matcher[T]:
        """Of forms as they are sought: with plain apostrophes, those of `anycase` in lower case."""
        made = cls()
        made._exact, made._anycase = _Names(exact), _Names(anycase)
        return made

    def find(self, text: str) -> list[Hit[T]]:
        """All hits in order, none overlapping: of those that overlap the leftmost, then the longest."""
        text = plain_quotes(text)
        found = [(start, -end, 0, index) for start, end, index in self._exact.candidates(text)]
        found += [(start, -end, 1, index) for start, end, index in self._anycase.candidates(lower(text))]
        found.sort()
        hits: list[Hit[T]] = []
        free = 0
        for start, minus_end, anycase, index in found:
            if start >= free:
                free = -minus_end
                names = self._anycase if anycase else self._exact
                hits.append(Hit(start, free, names.values[index]))
        return hits


class _Names(Generic[T]):
    """One automaton over distinct forms, with everything entered under each."""

    def __init__(self, held: Mapping[str, tuple[T, ...]]) -> None:
        self.values = list(held.values())
        self._automaton = AhoCorasick(list(held)) if held else None

    def candidates(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and index of every form that stands in the text as whole words, overlapping ones too."""
        if self._automaton is None:
            return
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if _whole(text, start, end):
                yield start, end, index


def entered(entries: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """Every form with everything entered under it, each once."""
    held: dict[str, dict[T, None]] = {}
    for form, value in entries:
        held.setdefault(form, {})[value] = None
    return {form: tuple(values) for form, values in held.items()}


def _whole(text: str, start: int, end: int) -> bool:
    """No letter or digit continues the hit on either side, except in scripts written without spaces."""
    return not (
        (start > 0 and _glued(text[start - 1], text[start])) or (end < len(text) and _glued(text[end - 1], text[end]))
    )


def _glued(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum() and not (is_unspaced(left) or is_unspaced(right))
