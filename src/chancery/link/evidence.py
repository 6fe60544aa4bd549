"""What rows rest on: passages as evidence, reasons as explanations, confidences as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chancery.model.article import Article
from chancery.model.findings import Passage, Reason
from chancery.model.record import Evidence, Explanation

Articles = Mapping[str, Article]

_MOST = 0.99


def evidence(articles: Articles, told: Iterable[tuple[str, Iterable[Passage]]]) -> tuple[Evidence, ...]:
    """Every passage once, with its words: earliest article first, in the order of the text."""
    found: dict[tuple[str, int, int], str] = {}
    for key, passages in told:
        for passage in passages:
            end = min(passage.end, len(articles[key].text))
            where = (key, passage.start, end)
            if 0 <= passage.start < end:
                found[where] = min(found.get(where, passage.rule), passage.rule)
    return tuple(
        Evidence(article=key, start=start, end=end, quote=articles[key].text[start:end], rule=rule)
        for (key, start, end), rule in sorted(found.items(), key=lambda pair: (when(articles[pair[0][0]]), pair[0]))
    )


def explanations(articles: Articles, told: Iterable[tuple[str, tuple[Reason, ...]]]) -> tuple[Explanation, ...]:
    """The reasons of each article, those of one article together, in the order of the evidence."""
    found: dict[str, dict[Reason, None]] = {}
    for key, reasons in told:
        found.setdefault(key, {}).update(dict.fromkeys(reasons))
    ordered = sorted(found, key=lambda key: (when(articles[key]), key))
    return tuple(Explanation(article=key, reasons=tuple(found[key])) for key in ordered)


def when(article: Article) -> str:
    """What articles are sorted by: publication, the undated last."""
    return article.published or "~"


def together(confidences: Iterable[float]) -> float:
    """Independent tellings make each other surer, up to .99."""
    doubt = 1.0
    for confidence in sorted(confidences):
        doubt *= 1 - confidence
    return min(round(1 - doubt, 4), _MOST)
