"""Join what bears one name, unless it is known to be several: namesakes of different states, or in two places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chancery.link.clusters import Clusters
from chancery.link.guises import Guise
from chancery.link.locals import Held
from chancery.link.posts import Days, exclude, merged

_MOST_REVIEWED = 3
_WHY = "namesakes: states, offices or spelling tell them apart, or it is not known whose name this is"


@dataclass(slots=True)
class _Group:
    """Items that are one, and the offices they hold."""

    first: int
    posts: dict[Held, Days] = field(default_factory=dict)
    offices: set[Held] = field(default_factory=set)


def unite(clusters: Clusters, items: Sequence[int], guises: Sequence[Guise]) -> list[tuple[int, int, float, str]]:
    """Join items that bear one name. What may be either of two namesakes stays apart, unless an office decides."""
    groups: list[_Group] = []
    doubts: list[tuple[int, int, float, str]] = []
    for item in sorted(items, key=lambda n: _rank(guises[n], clusters.mark(n, "state"), n)):
        guise = guises[item]
        own = dict.fromkeys(guise.offices, guise.seen) if guise.seen else {}
        fits = [g for g in groups if clusters.compatible(g.first, item) and not exclude(own, g.posts)]
        if len(fits) > 1:
            fits = [g for g in fits if guise.offices & g.offices] or fits
        if len(fits) == 1 and clusters.join(fits[0].first, item):
            merged(fits[0].posts, own)
            fits[0].offices |= guise.offices
            continue
        doubts += [(item, group.first, 0.5, _WHY) for group in (fits or groups)[:_MOST_REVIEWED]]
        for group in groups:
            if exclude(own, group.posts):
                clusters.part(item, group.first)
        groups.append(_Group(item, dict(own), set(guise.offices)))
    return doubts


def _rank(guise: Guise, state: str | None, item: int) -> tuple[bool, bool, int]:
    """Those that say most come first: of a known state, in an office."""
    return state is None, not guise.offices, item
