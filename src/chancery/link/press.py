"""What of an article tells which story it belongs to: its acts, its people and bodies, its figures, its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chancery.link import dates
from chancery.link.acted import Act, act_of
from chancery.link.actors import blocks
from chancery.link.entities import Cast, Entities
from chancery.link.tellings import Telling
from chancery.model.article import Article
from chancery.model.findings import Findings

FRESH = 3
"""Days from the publication within which an act is news."""

Key = tuple[str, str]
AHEAD = frozenset({"planned", "proposed"})
_NONE: frozenset[tuple[float, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article. `mains` are the acts it is about, `others` further news, `old` dated acts that it recalls.

    `about` and `beside` are the types of the first two; `ahead`: some of it is still to come.
    """

    article: str
    day: str | None
    published: str | None
    mains: tuple[Act, ...]
    others: tuple[Act, ...]
    old: tuple[Act, ...]
    about: frozenset[str]
    beside: frozenset[str]
    ahead: bool
    cast: frozenset[str]
    figures: frozenset[tuple[float, str]]

    def keys(self, entities: Entities) -> Iterable[tuple[Key, bool]]:
        """Types and actors of its news, and whether it is about them."""
        for acts, main in ((self.mains, True), (self.others, False)):
            for act in acts:
                for actor in blocks(act.telling.sides, entities):
                    yield (act.type, actor), main


class Press:
    """All articles, and how much it says that two name the same person or body: less, the more name it."""

    def __init__(self, reports: Sequence[Report], entities: Entities) -> None:
        self.reports = {report.article: report for report in reports}
        self.entities = entities
        named = Counter(key for report in reports for key in report.cast)
        self.weights = {key: rarity(count) for key, count in named.items()}


def rarity(articles: int) -> float:
    """1 for what one article names, less for every fourfold; in steps, so that one more hardly ever changes it."""
    return 1 / (1 + (articles.bit_length() - 1) // 2)


def reports(
    articles: Sequence[Article], findings: Sequence[Findings], cast: Cast, told: Mapping[str, Sequence[Telling]]
) -> list[Report]:
    """A report of every article."""
    named: dict[str, set[str]] = {article.id: set() for article in articles}
    for (article, _), key in cast.local.items():
        if cast.entities[key].type in {"person", "organization"} and article in named:
            named[article].add(key)
    return [
        _report(article, found, told.get(article.id, ()), frozenset(named[article.id]), cast.entities)
        for article, found in zip(articles, findings, strict=True)
    ]


def _report(
    article: Article, found: Findings, told: Sequence[Telling], cast: frozenset[str], entities: Entities
) -> Report:
    news = [telling for telling in told if is_fresh(telling)]
    mains = [telling for telling in told if telling.event.main]
    if not mains:
        mains = news[:1]
    others = [telling for telling in news if telling not in mains]
    published = article.published
    return Report(
        article=article.id,
        day=published[:10] if published and len(published) >= 10 else None,
        published=published,
        mains=tuple(act_of(telling, entities) for telling in mains),
        others=tuple(act_of(telling, entities) for telling in others),
        about=_types(tuple(sorted({telling.event.type for telling in mains}))),
        beside=_types(tuple(sorted({telling.event.type for telling in others}))),
        old=tuple(act_of(t, entities) for t in told if t not in news and t not in mains and t.event.date),
        ahead=any(telling.event.status in AHEAD for telling in told),
        cast=cast,
        figures=frozenset((f.value, f.unit) for f in found.figures) if found.figures else _NONE,
    )


@lru_cache(maxsize=1 << 12)
def _types(types: tuple[str, ...]) -> frozenset[str]:
    """One set for all that are alike."""
    return frozenset(types)


def is_fresh(telling: Telling) -> bool:
    """Is it told as news: undated, dated near the publication, or still to come?"""
    known = dates.span(telling.event.date)
    if known is None or telling.published is None:
        return dates.precision(telling.event.date) in {dates.DAYS, dates.UNKNOWN}
    if telling.event.status in AHEAD and known[0] > telling.published[:10]:
        return dates.precision(telling.event.date) == dates.DAYS
    away = dates.distance(telling.published[:10], known)
    return away is not None and away <= FRESH
