"""One article's telling of an event, with its actors resolved; and the happening that several tellings are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


class Happening:
    """Tellings of one happening, at most one of each article.

    `date` is the most precise date told; `key`, the first article and place that tells it, sorts happenings; `span`
    are the days that all dates have in common, or those of the first.
    """

    __slots__ = ("_known", "tellings")

    def __init__(self, tellings: Iterable[Telling] = ()) -> None:
        self.tellings: list[Telling] = list(tellings)
        self._known: _Known | None = None

    def add(self, telling: Telling) -> None:
        """One more telling."""
        self.tellings.append(telling)
        self._known = None

    def _all(self) -> _Known:
        """What all tellings together say; kept where there are several, for most have one."""
        if self._known is not None:
            return self._known
        known = _known(self.tellings)
        if len(self.tellings) > 1:
            self._known = known
        return known

    @property
    def key(self) -> tuple[str, int]:
        """The first article and place that tells it."""
        return min((telling.article, telling.order) for telling in self.tellings)

    @property
    def articles(self) -> frozenset[str]:
        """The articles that tell it."""
        return frozenset(telling.article for telling in self.tellings)

    @property
    def span(self) -> dates.Span | None:
        """The days that all dates have in common, or those of the first."""
        return self._all().span

    @property
    def mode(self) -> str | None:
        """The mode that any telling gives."""
        return next((telling.event.mode for telling in self.tellings if telling.event.mode), None)

    @property
    def date(self) -> str | None:
        """The most precise date told."""
        return self._all().date if len(self.tellings) > 1 else self.tellings[0].event.date

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
        return self._all().sides if len(self.tellings) > 1 else self.tellings[0].sides


@dataclass(frozen=True, slots=True)
class _Known:
    """What follows from the tellings."""

    span: dates.Span | None
    date: str | None
    sides: tuple[tuple[str, ...], tuple[str, ...]]


def _known(tellings: Sequence[Telling]) -> _Known:
    told = [telling.event.date for telling in tellings if telling.event.date]
    mode = next((telling.event.mode for telling in tellings if telling.event.mode), None)
    span: dates.Span | None = None
    for iso in told:
        own = dates.span(iso)
        span = dates.common(span, own) or span or own
    return _Known(
        span=span,
        date=dates.best(Counter(told), widest=lasts((tellings[0].event.type, mode))) if told else None,
        sides=(
            tuple(dict.fromkeys(key for telling in tellings for key in telling.sources)),
            tuple(dict.fromkeys(key for telling in tellings for key in telling.targets)),
        ),
    )


def lasts(act: tuple[str, str | None]) -> bool:
    """Does an act of this kind go on for days, so that the whole stay says more than one day of it?"""
    return act[1] == "visit" or act[0] == "CONVENE"


def tellings(articles: Sequence[Article], findings: Sequence[Findings], cast: Cast) -> list[Telling]:
    """Every event of every article."""
    alike: dict[tuple[str, ...], tuple[str, ...]] = {}

    def side(article: str, keys: Iterable[str]) -> tuple[str, ...]:
        found = cast.many(article, keys)
        return alike.setdefault(found, found)

    return [
        Telling(
            article=article.id,
            order=order,
            published=article.published,
            event=event,
            sources=side(article.id, event.sources),
            targets=side(article.id, event.targets),
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
