"""Tokens with exact offsets: words, numbers, single marks; one character each where words have no spaces."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from chancery.text import regex
from chancery.text.characters import lower, plain_quotes

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1780-\u17ff"
_TOKEN = regex.compile(
    rf"\d+(?:[.,]\d+)*"
    rf"|[{_UNSPACED}]"
    rf"|(?:[A-Z]\.){{2,}}"
    rf"|'s\b"
    rf"|[^\W\d_{_UNSPACED}]+(?:'(?!s\b)[^\W\d_]+)*"
    rf"|\S"
)


class Token(msgspec.Struct, frozen=True):
    """`text[start:end]`; `norm` is its lower-case form with plain apostrophes."""

    start: int
    end: int
    norm: str


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end], offsets into the whole text."""
    flat, lowered = _folded(text)
    spans = [match.span() for match in _TOKEN.finditer(flat, start, len(text) if end is None else end)]
    if lowered is None:
        return [Token(first, last, lower(flat[first:last])) for first, last in spans]
    return [Token(first, last, lowered[first:last]) for first, last in spans]


@lru_cache(maxsize=4)
def _folded(text: str) -> tuple[str, str | None]:
    """The text with plain apostrophes; the same in lower case, where no letter's depends on its place or is longer."""
    flat = plain_quotes(text)
    lowered = flat.lower()
    return flat, lowered if len(lowered) == len(flat) and "Σ" not in flat else None
