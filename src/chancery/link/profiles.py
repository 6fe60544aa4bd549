"""Articles of unknown day that tell the same set of fresh acts as another.

One act in common may have happened on many days; three of the same people, the main ones among them, are one
happening told twice. An article that fits articles of different days belongs to none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chancery.link import dates
from chancery.link.actors import SURE, Entities, agreement, blocks
from chancery.link.tellings import Telling

_FEWEST = 3
_SHARE = 0.5
_FRESH = 3
_COMMON = 200
"""An act that more articles tell than this finds no candidates."""


@dataclass(frozen=True, slots=True)
class _Profiles:
    """The fresh acts of every article, and the articles that tell an act of somebody."""

    entities: Entities
    fresh: Mapping[str, Sequence[Telling]]
    index: Mapping[tuple[str, str], Sequence[str]]

    def candidates(self, article: str) -> list[str]:
        """Articles that share enough keys to be looked at."""
        counts: dict[str, int] = {}
        for telling in self.fresh[article]:
            near: set[str] = set()
            for key in _keys(telling, self.entities):
                others = self.index.get(key, ())
                if len(others) <= _COMMON:
                    near.update(others)
            for other in near - {article}:
                counts[other] = counts.get(other, 0) + 1
        return sorted(other for other, count in counts.items() if count >= _FEWEST)

    def matched(self, one: str, other: str) -> int:
        """How many acts two articles share; 0 unless those they are mainly about are among them."""
        pairs: list[tuple[Telling, Telling]] = []
        free = list(self.fresh[other])
        for telling in self.fresh[one]:
            match = next((t for t in free if _same(telling, t, self.entities)), None)
            if match is not None:
                free.remove(match)
                pairs.append((telling, match))
        mains = any(a.event.main for a, _ in pairs) and any(b.event.main for _, b in pairs)
        enough = _SHARE * min(len(self.fresh[one]), len(self.fresh[other]))
        return len(pairs) if mains and len(pairs) >= max(_FEWEST, enough) else 0


def same_profile(
    told: Iterable[Telling], published: Mapping[str, str | None], entities: Entities
) -> Iterable[tuple[str, str]]:
    """Pairs (undated article, the article that tells the same)."""
    fresh: dict[str, list[Telling]] = {}
    for telling in sorted(told, key=lambda t: (t.article, t.order)):
        if _is_fresh(telling):
            fresh.setdefault(telling.article, []).append(telling)
    index: dict[tuple[str, str], dict[str, None]] = {}
    for article, tellings in fresh.items():
        for telling in tellings:
            for key in _keys(telling, entities):
                index.setdefault(key, {})[article] = None
    profiles = _Profiles(entities, fresh, {key: list(held) for key, held in index.items()})
    for article in sorted(fresh):
        if len(published.get(article) or "") < 10 and len(fresh[article]) >= _FEWEST:
            best = _best(article, profiles, published)
            if best is not None:
                yield article, best


def _best(article: str, profiles: _Profiles, published: Mapping[str, str | None]) -> str | None:
    own = dates.span(published.get(article))
    scores = {
        other: profiles.matched(article, other)
        for other in profiles.candidates(article)
        if dates.compatible(own, dates.span(published.get(other)))
    }
    fits = sorted((other for other, score in scores.items() if score), key=lambda o: (-scores[o], o))
    days = sorted(day for other in fits if len(day := published.get(other) or "") >= 10)
    if not fits or (days and (dates.gap(days[0], days[-1]) or 0) > _FRESH):
        return None
    return fits[0]


def _is_fresh(telling: Telling) -> bool:
    """Is it told as news: undated, or dated near the publication?"""
    known = dates.span(telling.event.date)
    if known is None or telling.published is None:
        return dates.precision(telling.event.date) in {dates.DAYS, dates.UNKNOWN}
    away = dates.distance(telling.published[:10], known)
    return away is not None and away <= _FRESH


def _same(one: Telling, other: Telling, entities: Entities) -> bool:
    if one.act != other.act or not dates.compatible(dates.span(one.event.date), dates.span(other.event.date)):
        return False
    return agreement(one.act, one.sides, other.sides, entities) >= SURE


def _keys(telling: Telling, entities: Entities) -> Iterable[tuple[str, str]]:
    act = f"{telling.event.type}/{telling.event.mode}"
    return ((act, actor) for actor in blocks(telling.sides, entities))
