"""Which articles report the same happening.

Pairs that came out within a few days and tell acts of the same type and actors are compared (`resemblance`); those
that look enough alike are one story, the surest first, unless what both sides are about happened on different days.
Reprints of one text are one story too.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from chancery.link import dates
from chancery.link.clusters import Clusters
from chancery.link.duplicates import near_duplicates
from chancery.link.evidence import when
from chancery.link.press import FRESH, Key, Press, Report
from chancery.link.resemblance import ENOUGH, clash, likeness
from chancery.model.article import Article
from chancery.model.identifiers import identifier
from chancery.model.record import Story

_REPRINTED = 10
_FEWEST = 2
"""Keys that two articles share to be compared, when neither is about one of them."""
_MOST = 40
"""Articles that one is compared with: those that share most."""
_MOST_MAINS = 60
_TITLE = 120
_DAY_BITS, _ARTICLE_BITS = 20, 21
_ARTICLE = (1 << _ARTICLE_BITS) - 1
_COMMON = 200
"""An act that more articles tell than this dates no article that has no day."""

Edge = tuple[float, str, str]


def link_stories(articles: Sequence[Article], press: Press) -> tuple[tuple[Story, ...], dict[str, str]]:
    """The stories, and the story of every article. `articles` are sorted by id."""
    at = {article.id: n for n, article in enumerate(articles)}
    clusters = Clusters([{} for _ in articles])
    for one, other in reprints(articles):
        clusters.join(at[one], at[other])
    reports = [press.reports[article.id] for article in articles]
    for _, one, other in sorted(edges(press)):
        join(clusters, at[one], at[other], reports, press)
    stories = [story([articles[n] for n in group]) for group in clusters.groups()]
    return (
        tuple(sorted(stories, key=lambda story: story.id)),
        {article: story.id for story in stories for article in story.articles},
    )


def join(clusters: Clusters, one: int, other: int, reports: Sequence[Report], press: Press) -> None:
    """Make two stories one, unless what they are about happened on different days."""
    if clusters.find(one) == clusters.find(other):
        return
    mains = [[main for n in clusters.members(item) for main in reports[n].mains] for item in (one, other)]
    if max(map(len, mains)) <= _MOST_MAINS and any(clash(a, b, press.entities) for a in mains[0] for b in mains[1]):
        return
    clusters.join(one, other)


def edges(press: Press, within: Iterable[str] | None = None) -> Iterable[Edge]:
    """Pairs that look alike, as (points below zero, article, article), each once."""
    index = Index(press)
    for key in sorted(press.reports if within is None else within):
        found = []
        for other in index.candidates(key):
            if other < key and not index.is_timeless(key) and within is None and index.counts_both(key, other):
                continue  # compared when it was the other's turn
            points = likeness(press.reports[key], press.reports[other], press)
            if points.points >= ENOUGH and not points.clash:
                found.append((-points.points, min(key, other), max(key, other)))
        if index.is_timeless(key) and _spread({article for _, *pair in found for article in pair}, press) > FRESH:
            continue
        yield from found


def _spread(articles: Iterable[str], press: Press) -> int:
    """Days between the first and the last of articles."""
    days = sorted(time for article in articles for time in times(press.reports[article]) if time)
    return days[-1] - days[0] if days else 0


class Index:
    """Where acts of one type and actor are told, by day: numbers of key, day and article in one, sorted."""

    def __init__(self, press: Press) -> None:
        numbers: dict[Key, int] = {}
        self._articles = sorted(press.reports)
        self._at = {article: number for number, article in enumerate(self._articles)}
        self._times = [times(press.reports[article]) for article in self._articles]
        self._keys: list[tuple[int, ...]] = []
        self._mains: set[int] = set()
        self._ever: dict[int, list[int]] = {}
        self._capped: set[int] = set()
        told: list[int] = []
        for at, article in enumerate(self._articles):
            own: dict[int, bool] = {}
            for key, main in press.reports[article].keys(press.entities):
                number = numbers.setdefault(key, len(numbers))
                own[number] = own.get(number, False) or main
            self._keys.append(tuple(own))
            self._mains.update(number << _ARTICLE_BITS | at for number, main in own.items() if main)
            told += (_place(number, time, at) for number in own for time in self._times[at])
        told.sort()
        self._told = array("Q", told)
        if any(held == (0,) for held in self._times):
            for at, keys in enumerate(self._keys):
                for number in keys:
                    self._ever.setdefault(number, []).append(at)

    def is_timeless(self, article: str) -> bool:
        """Does nothing tell when an article came out? Such a one may be of any day, if only of one."""
        return self._times[self._at[article]] == (0,)

    def counts_both(self, article: str, other: str) -> bool:
        """Is each among the candidates of the other? Not where there were too many, or one has no day."""
        return not (self.is_timeless(other) or {self._at[article], self._at[other]} & self._capped)

    def candidates(self, article: str) -> list[str]:
        """The articles that one is compared with."""
        at = self._at[article]
        shared: dict[int, int] = {}
        for number in self._keys[at]:
            main = number << _ARTICLE_BITS | at in self._mains
            for other in self._near(at, number):
                about = main or number << _ARTICLE_BITS | other in self._mains
                shared[other] = shared.get(other, 0) + (_FEWEST if about else 1)
        shared.pop(at, None)
        enough = [other for other, count in shared.items() if count >= _FEWEST]
        if len(enough) > _MOST:
            self._capped.add(at)
            enough = sorted(enough, key=lambda other: (-shared[other], other))[:_MOST]
        return [self._articles[other] for other in sorted(enough)]

    def _near(self, at: int, number: int) -> Iterable[int]:
        held = self._times[at]
        if held == (0,):
            return self._ever[number] if len(self._ever[number]) <= _COMMON else ()
        found: set[int] = set()
        for first, last in _runs(held):
            start = bisect_left(self._told, _place(number, max(first - FRESH, 1), 0))
            end = bisect_left(self._told, _place(number, last + FRESH + 1, 0))
            found.update(place & _ARTICLE for place in self._told[start:end])
        return found


def _place(number: int, time: int, at: int) -> int:
    return (number << _DAY_BITS | time) << _ARTICLE_BITS | at


def _runs(days: Sequence[int]) -> Iterable[tuple[int, int]]:
    """First and last of days that follow one another."""
    first = last = days[0]
    for day in days[1:]:
        if day > last + 1:
            yield first, last
            first = day
        last = day
    yield first, last


def times(report: Report) -> tuple[int, ...]:
    """The day an article came out; of an undated one the days of its news; 0 when nothing tells."""
    if report.day:
        return (dates.number(report.day) or 0,)
    acts = [act for act in (*report.mains, *report.others) if act.exact and act.first]
    return tuple(sorted({day for act in acts for day in range(act.first or 0, act.last + 1)})) or (0,)


def story(group: Sequence[Article]) -> Story:
    """The articles of one happening, the earliest first."""
    ordered = sorted(group, key=lambda a: (when(a), a.id))
    english = [a for a in ordered if a.language == "en" and a.title]
    told = [a for a in ordered if a.title]
    return Story(
        id=identifier("story", ordered[0].id),
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


def reprints(articles: Sequence[Article]) -> Iterable[tuple[str, str]]:
    """Pairs of nearly one text that came out within some days."""
    published = {article.id: article.published for article in articles}
    for one, other in near_duplicates(articles):
        days = dates.gap(published[one], published[other])
        if days is None or days <= _REPRINTED:
            yield one, other
