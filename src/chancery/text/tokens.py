"""Tokens with exact offsets: words, numbers, single marks; one character each where words have no spaces."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Token:
    """`text[start:end]`; `norm` is its lower-case form with plain apostrophes."""

    start: int
    end: int
    norm: str


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end], offsets into the whole text."""
    end = len(text) if end is None else end
    flat = plain_quotes(text[start:end])
    return [Token(start + match.start(), start + match.end(), lower(match.group())) for match in _TOKEN.finditer(flat)]
