"""Texts that are nearly the same: reprints with another headline or a cut paragraph.

Of the shingles of five words those are kept that begin with every fourth word of the language, as its hash says; texts
that share a band of smallest hashes are compared in full.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

from chancery.model.article import Article
from chancery.text.folding import fold

_WORDS = 5
_SAMPLE = 4
_FEWEST = 8
_BANDS, _ROWS = 10, 2
_SAME = 0.8
_EMPTY = 1 << 32


def near_duplicates(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """Pairs (article, article) whose texts share four fifths of their shingles. `articles` are sorted."""
    sketches: list[tuple[str, array[int], array[int]]] = []
    for article in articles:
        own = _shingles(article.text)
        if len(own) >= _FEWEST:
            sketches.append((article.id, array("I", sorted(own)), _smallest(own)))
    pairs: dict[tuple[str, str], None] = {}
    for band in range(_BANDS):
        first: dict[tuple[int, int], list[int]] = {}
        for number, (key, shingles, smallest) in enumerate(sketches):
            place = smallest[band * _ROWS], smallest[band * _ROWS + 1]
            if _EMPTY in place:
                continue  # a band with an empty class says nothing
            known = first.setdefault(place, [])
            match = next((other for other in known if _jaccard(shingles, sketches[other][1]) >= _SAME), None)
            if match is None:
                known.append(number)
            else:
                pairs[sketches[match][0], key] = None
    return sorted(pairs)


def _shingles(text: str) -> frozenset[int]:
    words = fold(text).split()
    starts = (i for i in range(len(words) - _WORDS + 1) if _hash(words[i]) % _SAMPLE == 0)
    return frozenset(crc32(" ".join(words[i : i + _WORDS]).encode()) for i in starts)


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return crc32(word.encode())


def _smallest(shingles: frozenset[int]) -> array[int]:
    """The smallest hash of each of a few classes."""
    smallest = array("Q", [_EMPTY] * (_BANDS * _ROWS))
    for value in shingles:
        rest, place = divmod(value, len(smallest))
        smallest[place] = min(smallest[place], rest)
    return smallest


def _jaccard(one: array[int], other: array[int]) -> float:
    a, b = set(one), set(other)
    return len(a & b) / len(a | b)
