"""One article's telling of an event, with its actors resolved; and the happening that several tellings are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chancery.link import dates
from chancery.link.entities import Cast
from chancery.model.article import Article
from chancery.model.findings import Findings, LocalEvent

ONCE = frozenset({"establish-relations"})
"""Happens once between the same two: a date is not needed, and may be a day off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event as one article tells it. `order` is its place among the events of the article."""

    article: str
    order: int
    published: str | None
    event: LocalEvent
    sources: tuple[str, ...]
    targets: tuple[str, ...]

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Sources and targets."""
        return self.sources, self.targets

    @property
    def act(self) -> tuple[str, str | None]:
        """Type and mode."""
        return self.event.type, self.event.mode


@dataclass(slots=True)
class Happening:
    """Tellings of one happening: at most one of each article, all dates overlapping in `span`.

    `date` is the most precise date told; `key`, the first article and place that tells it, sorts happenings.
    """

    tellings: list[Telling]
    sources: dict[str, None] = field(default_factory=dict)
    targets: dict[str, None] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)
    span: dates.Span | None = None
    mode: str | None = None
    key: tuple[str, int] = ("", 0)
    date: str | None = None
    _dates: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, telling: Telling) -> Happening:
        """The happening that one telling tells."""
        happening = cls([])
        happening.add(telling)
        return happening

    def add(self, telling: Telling) -> None:
        """One more telling."""
        self.tellings.append(telling)
        self.sources.update(dict.fromkeys(telling.sources))
        self.targets.update(dict.fromkeys(telling.targets))
        self.articles.add(telling.article)
        own = dates.span(telling.event.date)
        self.span = dates.common(self.span, own) or self.span or own
        self.mode = self.mode or telling.event.mode
        own_key = telling.article, telling.order
        self.key = min(self.key, own_key) if len(self.tellings) > 1 else own_key
        if telling.event.date:
            self._dates[telling.event.date] += 1
            self.date = dates.best(self._dates, widest=lasts(self.act))

    @property
    def type(self) -> str:
        """The type of act."""
        return self.tellings[0].event.type

    @property
    def act(self) -> tuple[str, str | None]:
        """Type and mode."""
        return self.type, self.mode

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Everyone named as source, as target."""
        return tuple(self.sources), tuple(self.targets)


def lasts(act: tuple[str, str | None]) -> bool:
    """Does an act of this kind go on for days, so that the whole stay says more than one day of it?"""
    return act[1] == "visit" or act[0] == "CONVENE"


def tellings(articles: Sequence[Article], findings: Sequence[Findings], cast: Cast) -> list[Telling]:
    """Every event of every article."""
    return [
        Telling(
            article=article.id,
            order=order,
            published=article.published,
            event=event,
            sources=cast.many(article.id, event.sources),
            targets=cast.many(article.id, event.targets),
        )
        for article, told in zip(articles, findings, strict=True)
        for order, event in enumerate(told.events)
    ]


def by_article(told: Iterable[Telling]) -> dict[str, list[Telling]]:
    """The tellings of each article, in their order."""
    found: dict[str, list[Telling]] = {}
    for telling in told:
        found.setdefault(telling.article, []).append(telling)
    return found
