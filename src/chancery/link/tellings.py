"""One article's telling of an event, with its actors resolved; and the happening that several tellings are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chancery.link import dates
from chancery.link.entities import Cast
from chancery.model.article import Article
from chancery.model.findings import Findings, LocalEvent


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
    """Tellings of one happening: at most one of each article, all dates overlapping in `span`."""

    tellings: list[Telling]
    sources: dict[str, None] = field(default_factory=dict)
    targets: dict[str, None] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)
    span: dates.Span | None = None
    mode: str | None = None

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

    @property
    def date(self) -> str | None:
        """The most precise date told."""
        return dates.best((t.event.date for t in self.tellings), widest=lasts(self.act))

    @property
    def key(self) -> tuple[str, int]:
        """What happenings are told apart and sorted by: the first article and place that tells it."""
        return min((t.article, t.order) for t in self.tellings)


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
