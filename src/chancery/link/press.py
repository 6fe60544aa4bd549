"""What of an article tells which story it belongs to: its acts, its people and bodies, its figures, its day."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chancery.link import dates
from chancery.link.actors import blocks
from chancery.link.entities import Cast, Entities
from chancery.link.tellings import Telling
from chancery.model.article import Article
from chancery.model.findings import Findings

FRESH = 3
"""Days from the publication within which an act is news."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article. `mains` are the acts it is about, `others` further news, `old` dated acts that it recalls."""

    article: str
    day: str | None
    published: str | None
    mains: tuple[Telling, ...]
    others: tuple[Telling, ...]
    old: tuple[Telling, ...]
    cast: frozenset[str]
    figures: frozenset[tuple[float, str]]

    def keys(self, entities: Entities) -> Iterable[tuple[Key, bool]]:
        """Types and actors of its news, and whether it is about them."""
        for tellings, main in ((self.mains, True), (self.others, False)):
            for telling in tellings:
                for actor in blocks(telling.sides, entities):
                    yield (telling.event.type, actor), main


class Press:
    """All articles, and how rare each person and body is in the days around."""

    def __init__(self, reports: Sequence[Report], entities: Entities) -> None:
        self.reports = {report.article: report for report in reports}
        self.entities = entities
        self._named: dict[str, Counter[int]] = {}
        for report in reports:
            if (number := dates.number(report.day)) is not None:
                for key in report.cast:
                    self._named.setdefault(key, Counter())[number] += 1

    def weight(self, key: str, day: str | None) -> float:
        """Less the more articles of these days name it."""
        number = dates.number(day)
        near = 1
        if number is not None:
            counts = self._named.get(key, Counter())
            near = sum(counts[number + n] for n in range(-FRESH, FRESH + 1))
        return 1 / (1 + math.log2(max(near, 1)))


def reports(
    articles: Sequence[Article], findings: Sequence[Findings], cast: Cast, told: Mapping[str, Sequence[Telling]]
) -> list[Report]:
    """A report of every article."""
    named: dict[str, set[str]] = {article.id: set() for article in articles}
    for (article, _), key in cast.local.items():
        if cast.entities[key].type in {"person", "organization"} and article in named:
            named[article].add(key)
    return [
        _report(article, found, told.get(article.id, ()), frozenset(named[article.id]))
        for article, found in zip(articles, findings, strict=True)
    ]


def _report(article: Article, found: Findings, told: Sequence[Telling], cast: frozenset[str]) -> Report:
    news = [telling for telling in told if is_fresh(telling)]
    mains = [telling for telling in told if telling.event.main]
    if not mains:
        mains = news[:1]
    published = article.published
    return Report(
        article=article.id,
        day=published[:10] if published and len(published) >= 10 else None,
        published=published,
        mains=tuple(mains),
        others=tuple(telling for telling in news if telling not in mains),
        old=tuple(t for t in told if t not in news and t not in mains and t.event.date),
        cast=cast,
        figures=frozenset((figure.value, figure.unit) for figure in found.figures),
    )


def is_fresh(telling: Telling) -> bool:
    """Is it told as news: undated, or dated near the publication?"""
    known = dates.span(telling.event.date)
    if known is None or telling.published is None:
        return dates.precision(telling.event.date) in {dates.DAYS, dates.UNKNOWN}
    away = dates.distance(telling.published[:10], known)
    return away is not None and away <= FRESH
