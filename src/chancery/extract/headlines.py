"""Headlines: their capitals name nobody, and some are written in capitals throughout."""

from __future__ import annotations

from collections.abc import Collection

from chancery.lang import Pack
from chancery.model.article import Article
from chancery.text import regex
from chancery.text.tokens import tokens

_LEMMA = regex.compile(r"~([^\s()|?]+)")
_LETTERS = 12
"""Letters of the shortest line that can be said to be in capitals throughout."""


def lemmas(pack: Pack) -> frozenset[str]:
    """The verbs that the pack's frames know."""
    phrases = [phrase for frame in pack.frames.values() for phrase in frame.verb]
    return frozenset(lemma for phrase in phrases for lemma in _LEMMA.findall(phrase))


def deeds(pack: Pack) -> frozenset[str]:
    """Their inflected forms: "rejects", "visits", "killed"."""
    forms = {form for lemma in sorted(lemmas(pack)) for form in pack.inflected(lemma).forms if form != lemma}
    return frozenset(forms | set(pack.lists.get("headline_verbs", ())))


def in_capitals(line: str) -> bool:
    """Is a line written in capitals throughout?"""
    return line.isupper() and sum(map(str.isalpha, line)) >= _LETTERS


def recased(article: Article, small: Collection[str]) -> str:
    """The article's text with blocks in capitals written as names are, every offset kept."""
    text = article.text
    for block in article.blocks:
        line = text[block.start : block.end]
        if in_capitals(line):
            text = text[: block.start] + _titled(line, small) + text[block.end :]
    return text


def _titled(line: str, small: Collection[str]) -> str:
    pieces, free = [], 0
    for token in tokens(line):
        word = line[token.start : token.end]
        kept = 0 if token.norm in small and token.start else 1
        shown = word if "." in word else word[:kept] + word[kept:].lower()
        pieces.append(line[free : token.start] + (shown if len(shown) == len(word) else word))
        free = token.end
    return "".join(pieces) + line[free:]
