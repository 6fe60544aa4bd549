"""Which articles report the same happening.

Only what is the same in every language counts: what the articles are about, who is in them and how rare that is, when.
A congress, a festival or any other long affair that many articles mention makes no story of them, nor does an event
that they recall.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chancery.link import dates
from chancery.link.actors import SURE, agreement, blocks
from chancery.link.clusters import Clusters
from chancery.link.duplicates import near_duplicates
from chancery.link.entities import Cast
from chancery.link.evidence import when
from chancery.link.profiles import same_profile
from chancery.link.tellings import Happening, Telling, lasts
from chancery.model.article import Article
from chancery.model.identifiers import identifier
from chancery.model.record import Story

_APART = 3
"""Days between two reports of one happening."""

_LONG = 7
_REPRINTED = 10
_ALIKE = 0.2
_MUCH_ALIKE = 0.5
_MANY = 3
_LEAD = 2
_TITLE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class _Press:
    """The articles and what links them."""

    articles: Mapping[str, Article]
    cast: Cast
    told: Mapping[str, Mapping[str, float]]

    @classmethod
    def of(cls, articles: Sequence[Article], cast: Cast) -> _Press:
        """The people and bodies of each article, weighed by how few articles name them."""
        named: dict[str, list[str]] = {article.id: [] for article in articles}
        weights: dict[str, float] = {}
        for entity in cast.entities.values():
            if entity.type in {"person", "organization"}:
                weights[entity.id] = math.log(1 + len(articles) / max(len(entity.articles), 1))
                for article in entity.articles:
                    named[article].append(entity.id)
        told = {a: {key: weights[key] for key in sorted(keys)} for a, keys in named.items()}
        return cls(articles={a.id: a for a in articles}, cast=cast, told=told)

    def alike(self, one: str, other: str) -> float:
        """How much of who is named in two articles is named in both."""
        a, b = self.told[one], self.told[other]
        shared = sum(weight for key, weight in a.items() if key in b)
        every = sum({**a, **b}.values())
        return shared / every if every else 0.0

    def leads(self, telling: Telling) -> bool:
        """Is an event told in the headline or the first paragraph of its article?"""
        blocks = [block for block in self.articles[telling.article].blocks if block.kind != "caption"]
        end = blocks[min(len(blocks), _LEAD) - 1].end if blocks else 0
        return any(passage.start < end for passage in telling.event.passages)

    def shared(self, one: str, other: str) -> int:
        """How many people and bodies are named in both."""
        return len(self.told[one].keys() & self.told[other].keys())

    def published(self, article: str) -> str | None:
        """When an article came out."""
        return self.articles[article].published

    def apart(self, one: str, other: str) -> int | None:
        """Days between two publications; None when either is not known to the day."""
        return dates.gap(self.articles[one].published, self.articles[other].published)


def link_stories(
    articles: Sequence[Article], happenings: Sequence[Happening], cast: Cast
) -> tuple[tuple[Story, ...], dict[str, str]]:
    """The stories, and the story of every article. `articles` are sorted by id."""
    press = _Press.of(articles, cast)
    at = {article.id: n for n, article in enumerate(articles)}
    clusters = Clusters([{} for _ in articles])
    for one, other in (
        *_reprints(press, articles),
        *_same_main(press, happenings),
        *_main_elsewhere(press, happenings),
        *_same_day(press, happenings),
        *_same_profile(press, happenings),
    ):
        clusters.join(at[one], at[other])
    stories = [_story([articles[n] for n in group]) for group in clusters.groups()]
    return (
        tuple(sorted(stories, key=lambda story: story.id)),
        {article: story.id for story in stories for article in story.articles},
    )


def _story(group: Sequence[Article]) -> Story:
    ordered = sorted(group, key=lambda a: (when(a), a.id))
    english = [a for a in ordered if a.language == "en" and a.title]
    told = [a for a in ordered if a.title]
    return Story(
        id=identifier("story", min(a.id for a in group)),
        articles=tuple(a.id for a in ordered),
        languages=tuple(sorted({a.language for a in group})),
        title=_title((english or told or ordered)[0]),
    )


def _title(article: Article) -> str:
    """The headline, or how the text begins."""
    if article.title:
        return article.title
    first = article.text.strip().partition("\n")[0].strip()
    return first if len(first) <= _TITLE else first[:_TITLE].rpartition(" ")[0] + " …"


def _reprints(press: _Press, articles: Sequence[Article]) -> Iterable[tuple[str, str]]:
    for one, other in near_duplicates(articles):
        days = press.apart(one, other)
        if days is None or days <= _REPRINTED:
            yield one, other


def _mains(happening: Happening) -> list[Telling]:
    return sorted((t for t in happening.tellings if t.event.main), key=lambda t: t.article)


def _makes_story(happening: Happening) -> bool:
    """Is it known to the day, and no affair that goes on by itself?"""
    days = dates.days(happening.date)
    longest = 1 if happening.type == "CONVENE" else _LONG
    return 0 < len(days) <= longest


def _same_main(press: _Press, happenings: Sequence[Happening]) -> Iterable[tuple[str, str]]:
    """The same happening, known to the day, is what both are about, and they came out together."""
    for happening in happenings:
        mains = _mains(happening)
        if len(mains) < 2 or not _makes_story(happening):
            continue
        limit = 1 if len(dates.days(happening.date)) > 1 and lasts(happening.act) else _APART
        ordered = sorted(mains, key=lambda t: (t.published or "~", t.article))
        for one, other in pairwise(ordered):
            days = press.apart(one.article, other.article)
            if days is not None and days <= limit:
                yield one.article, other.article
        for one in ordered:
            if one.published is None:
                yield from _undated(press, one, ordered)


def _undated(press: _Press, one: Telling, others: Sequence[Telling]) -> Iterable[tuple[str, str]]:
    """An article of unknown day belongs where the same people and bodies are named, or many act."""
    for other in others:
        if other.article == one.article:
            continue
        many = len({*one.sources, *one.targets} & {*other.sources, *other.targets}) > _MANY
        if many or press.alike(one.article, other.article) >= _ALIKE:
            yield one.article, other.article


def _same_profile(press: _Press, happenings: Sequence[Happening]) -> Iterable[tuple[str, str]]:
    """Articles that tell the same acts."""
    told = (telling for happening in happenings for telling in happening.tellings)
    yield from same_profile(told, press, press.cast.entities)


def _main_elsewhere(press: _Press, happenings: Sequence[Happening]) -> Iterable[tuple[str, str]]:
    """What one is about the other reports too, as news of the same days, with nearly the same people."""
    for happening in happenings:
        if len(happening.tellings) < 2 or not _makes_story(happening) or happening.span is None:
            continue
        for main in _mains(happening):
            for other in happening.tellings:
                if other is main or other.event.main:
                    continue
                pair = main.article, other.article
                days = press.apart(*pair)
                fresh = days is not None and days <= 1 and _is_news(other, happening)
                enough = _ALIKE if press.leads(main) and press.leads(other) else _MUCH_ALIKE
                if fresh and press.alike(*pair) >= enough:
                    yield pair


def _is_news(telling: Telling, happening: Happening) -> bool:
    if telling.published is None or happening.span is None:
        return False
    away = dates.distance(telling.published[:10], happening.span)
    return away is not None and away <= _APART


def _same_day(press: _Press, happenings: Sequence[Happening]) -> Iterable[tuple[str, str]]:
    """Articles of one day about the same act of the same people, which one or both leave undated."""
    filed: dict[tuple[str, str, str], list[tuple[Telling, Happening]]] = {}
    entities = press.cast.entities
    for happening in happenings:
        if happening.type == "CONVENE":
            continue
        for main in _mains(happening):
            if main.published and len(main.published) >= 10:
                for actor in blocks(main.sides, entities):
                    key = main.event.type, actor, main.published[:10]
                    filed.setdefault(key, []).append((main, happening))
    for key in sorted(filed):
        for n, (one, its) in enumerate(filed[key]):
            for other, others in filed[key][n + 1 :]:
                if _same_undated(one, other, press) and dates.compatible(its.span, others.span):
                    yield one.article, other.article


def _same_undated(one: Telling, other: Telling, press: _Press) -> bool:
    if one.event.date and other.event.date:
        return False
    if one.event.mode != other.event.mode or one.article == other.article:
        return False
    sure = agreement(one.act, one.sides, other.sides, press.cast.entities) >= SURE
    return sure and press.alike(one.article, other.article) >= _ALIKE
