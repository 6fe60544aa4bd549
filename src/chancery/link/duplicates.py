"""Texts that are nearly the same: reprints with another headline or a cut paragraph.

Of the shingles of five words those are kept that begin with every fourth word of the language, as its hash says; texts
that share a band of smallest hashes are compared in full.
"""

from __future__ import annotations

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
    sketches = {article.id: _shingles(article.text) for article in articles}
    first: dict[tuple[int, tuple[int, ...]], list[str]] = {}
    pairs: dict[tuple[str, str], None] = {}
    for article in articles:
        own = sketches[article.id]
        if len(own) < _FEWEST:
            continue
        for band in _bands(own):
            known = first.setdefault(band, [])
            match = next((other for other in known if _jaccard(own, sketches[other]) >= _SAME), None)
            if match is None:
                known.append(article.id)
            else:
                pairs[match, article.id] = None
    return sorted(pairs)


def _shingles(text: str) -> frozenset[int]:
    words = fold(text).split()
    starts = (i for i in range(len(words) - _WORDS + 1) if _hash(words[i]) % _SAMPLE == 0)
    return frozenset(crc32(" ".join(words[i : i + _WORDS]).encode()) for i in starts)


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    return crc32(word.encode())


def _bands(shingles: frozenset[int]) -> list[tuple[int, tuple[int, ...]]]:
    """The smallest hash of each of a few classes, two to a band. A band with an empty class says nothing."""
    smallest = [_EMPTY] * (_BANDS * _ROWS)
    for value in shingles:
        rest, place = divmod(value, len(smallest))
        smallest[place] = min(smallest[place], rest)
    bands = ((n, tuple(smallest[n * _ROWS : (n + 1) * _ROWS])) for n in range(_BANDS))
    return [band for band in bands if _EMPTY not in band[1]]


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)
