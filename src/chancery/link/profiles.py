"""Articles that tell the same set of fresh acts as another, of the same day or of one that is not known.

One act in common may have happened on many days; three of the same people, the main ones among them, are one
happening told twice. So are two where nearly the same people and bodies are named, rare ones counting more. An
undated article that fits articles of different days belongs to none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from chancery.link import dates
from chancery.link.actors import SURE, agreement, blocks
from chancery.link.entities import Entities
from chancery.link.tellings import Telling

_FEWEST, _FEWEST_ALIKE = 3, 2
_ALIKE, _SAME_CAST = 0.2, 0.5
_SHARED = 4
_SHARE = 0.5
_FRESH = 3
_COMMON = 200
"""An act that more articles tell than this finds no candidates."""


class Named(Protocol):
    """Who is named in articles, and when they came out."""

    def published(self, article: str) -> str | None:
        """When an article came out."""

    def alike(self, one: str, other: str) -> float:
        """How much of who is named in two articles is named in both."""

    def shared(self, one: str, other: str) -> int:
        """How many people and bodies are named in both."""


@dataclass(frozen=True, slots=True)
class _Profiles:
    """The fresh acts of every article, and the articles that tell an act of somebody."""

    named: Named
    entities: Entities
    fresh: Mapping[str, Sequence[Telling]]
    index: Mapping[tuple[str, str], Sequence[str]]

    def candidates(self, article: str) -> list[str]:
        """Articles that share enough keys to be looked at and did not come out on another day."""
        counts: dict[str, int] = {}
        for telling in self.fresh[article]:
            near: set[str] = set()
            for key in _keys(telling, self.entities):
                others = self.index.get(key, ())
                if len(others) <= _COMMON:
                    near.update(others)
            for other in near - {article}:
                counts[other] = counts.get(other, 0) + 1
        enough = (other for other, count in counts.items() if count >= _FEWEST_ALIKE)
        return sorted(other for other in enough if self._together(article, other))

    def _together(self, one: str, other: str) -> bool:
        """Did they come out together, as far as is known? Of an undated and a dated one, the undated one asks."""
        a, b = self.named.published(one), self.named.published(other)
        days = dates.gap(a, b)
        if days is not None:
            return days <= 1
        return len(a or "") < 10 and dates.compatible(dates.span(a), dates.span(b))

    def matched(self, one: str, other: str) -> int:
        """How many acts two articles share; 0 when they do not share enough to be of one happening."""
        pairs: list[tuple[Telling, Telling]] = []
        free = list(self.fresh[other])
        for telling in self.fresh[one]:
            match = next((t for t in free if _same(telling, t, self.entities)), None)
            if match is not None:
                free.remove(match)
                pairs.append((telling, match))
        return len(pairs) if self._enough(one, other, pairs) else 0

    def _enough(self, one: str, other: str, pairs: Sequence[tuple[Telling, Telling]]) -> bool:
        alike = self.named.alike(one, other)
        same_cast = alike >= _SAME_CAST and self.named.shared(one, other) >= _SHARED
        if same_cast and len(pairs) >= _FEWEST_ALIKE:
            return True
        undated = len(self.named.published(other) or "") < 10
        if undated and alike < _ALIKE:
            return False
        mains = any(a.event.main for a, _ in pairs) and any(b.event.main for _, b in pairs)
        share = _SHARE * min(len(self.fresh[one]), len(self.fresh[other]))
        return mains and len(pairs) >= max(_FEWEST, share)


def same_profile(told: Iterable[Telling], named: Named, entities: Entities) -> Iterable[tuple[str, str]]:
    """Pairs (article, the one that tells the same)."""
    fresh: dict[str, list[Telling]] = {}
    for telling in sorted(told, key=lambda t: (t.article, t.order)):
        if _is_fresh(telling):
            fresh.setdefault(telling.article, []).append(telling)
    index: dict[tuple[str, str], dict[str, None]] = {}
    for article, tellings in fresh.items():
        for telling in tellings:
            for key in _keys(telling, entities):
                index.setdefault(key, {})[article] = None
    profiles = _Profiles(named, entities, fresh, {key: list(held) for key, held in index.items()})
    for article in sorted(fresh):
        if len(fresh[article]) >= _FEWEST_ALIKE:
            best = _best(article, profiles)
            if best is not None:
                yield article, best


def _best(article: str, profiles: _Profiles) -> str | None:
    scores = {other: profiles.matched(article, other) for other in profiles.candidates(article)}
    fits = sorted((o for o, score in scores.items() if score), key=lambda o: (-scores[o], o))
    out = (profiles.named.published(other) or "" for other in fits)
    days = sorted(day for day in out if len(day) >= 10)
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
