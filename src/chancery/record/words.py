"""Full text: what is indexed of an article, and how a question is put to the index.

The index holds folded text (case, marks and compatibility forms gone), with every run of an unspaced script written as
overlapping pairs of characters, closed by its last one: 越南外交 becomes `越南 南外 外交 交`. The question is written
the same way, so any stretch of the run is found as a phrase. A second column keeps the marks, where there are any, so
that exact spelling can rank first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby

from chancery.model.article import Article
from chancery.text import regex
from chancery.text.characters import is_unspaced
from chancery.text.folding import fold, fold_map

_WORD = regex.compile(r"[^\W_]+")
_ASIAN = regex.compile("[\u0e00-\u17ff\u3040-\U0003ffff]+")
"""Where unspaced scripts are at all, so that other text is passed over quickly."""


def marked(text: str) -> str:
    """The text in lower case with its marks; empty when folding takes nothing more away."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    return "" if lowered == fold(text) else lowered


def columns(article: Article) -> tuple[str, str, str]:
    """What is indexed of an article: its text folded, its text with marks, and what was removed, folded."""
    removed = "\n".join(part.text for part in article.removed)
    return in_pairs(fold(article.text)), in_pairs(marked(article.text)), in_pairs(fold(removed))


def in_pairs(text: str, *, closing: bool = True) -> str:
    """The text with runs of an unspaced script as overlapping pairs of characters."""
    return _ASIAN.sub(lambda match: _paired(match.group(), closing=closing), text)


def _paired(text: str, *, closing: bool) -> str:
    pieces: list[str] = []
    for unspaced, group in groupby(text, is_unspaced):
        run = "".join(group)
        if not unspaced:
            pieces.append(run)
            continue
        pairs = [run[i : i + 2] for i in range(len(run) - 1)]
        if closing or not pairs:
            pairs.append(run[-1])
        pieces.append(f" {' '.join(pairs)} ")
    return "".join(pieces)


def phrases(question: str) -> tuple[str, ...]:
    """The parts of a question that must all be found: words, and what stands in double quotes as one."""
    parts: list[str] = []
    for number, part in enumerate(question.replace("“", '"').replace("”", '"').split('"')):
        parts.extend([part] if number % 2 else part.split())
    return tuple(part for part in parts if _WORD.search(part))


def as_phrase(column: str, text: str) -> str:
    """An index query: the words of `text` one after another in a column."""
    words = in_pairs(text, closing=False).replace('"', " ")
    single = len(text) == 1 and is_unspaced(text)
    return f'{column} : "{words}"{"*" if single else ""}'


def folded_query(question: str) -> str:
    """All parts of the question, folded, anywhere in the article."""
    return " AND ".join(f"({as_phrase('folded', fold(part))})" for part in phrases(question))


def adjacent_query(question: str) -> str:
    """The question, folded, as one phrase."""
    return as_phrase("folded", fold(" ".join(phrases(question))))


def marked_query(question: str) -> str | None:
    """The question as one phrase with its marks; None when it has none."""
    text = marked(" ".join(phrases(question)))
    return as_phrase("marked", text) if text else None


def best_hits(text: str, question: str) -> list[tuple[int, int]]:
    """Where the question stands as a whole, else where its parts do."""
    return hits(text, f'"{" ".join(phrases(question))}"') or hits(text, question)


def removed_query(a: Sequence[str], b: Sequence[str]) -> str:
    """A name of either in the removed words, and a name of each anywhere."""
    one, other = _any_of(a), _any_of(b)
    return f"({_AT_ALL} : {one}) AND ({_AT_ALL} : {other}) AND (removed : ({one} OR {other}))"


_AT_ALL = "{folded removed}"


def _any_of(names: Sequence[str]) -> str:
    quoted = ('"' + in_pairs(fold(name), closing=False).replace('"', " ") + '"' for name in names)
    return f"({' OR '.join(quoted)})"


def hits(text: str, question: str) -> list[tuple[int, int]]:
    """Where the parts of a question stand in a text, as offsets into the text itself."""
    folded, offsets = fold_map(text)
    offsets.append(len(text))
    found: list[tuple[int, int]] = []
    for part in phrases(question):
        for match in _pattern(fold(part)).finditer(folded):
            found.append((offsets[match.start()], offsets[match.end() - 1] + 1))
    return sorted(set(found))


def _pattern(part: str) -> regex.Pattern:
    """The words of a part one after another; whole words, but any stretch of an unspaced script."""
    tokens = _WORD.findall(part)
    before = "" if is_unspaced(tokens[0][0]) else r"(?<!\w)"
    after = "" if is_unspaced(tokens[-1][-1]) else r"(?!\w)"
    return regex.compile(before + r"[\W_]+".join(map(regex.literal, tokens)) + after)


def passage(article: Article, question: str) -> tuple[int, int]:
    """The paragraph of an article that answers a question best: with most of its parts, the earliest."""
    spans = [(block.start, block.end) for block in article.blocks] or [(0, len(article.text))]
    whole = hits(article.text, f'"{" ".join(phrases(question))}"')
    parts = [hits(article.text, f'"{part}"') for part in phrases(question)]

    def worth(span: tuple[int, int]) -> tuple[bool, int]:
        start, end = span
        inside = sum(any(start <= a and b <= end for a, b in part) for part in parts)
        return any(start <= a and b <= end for a, b in whole), inside

    return max(spans, key=worth)
