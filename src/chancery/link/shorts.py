"""A surname alone is whoever of that surname has its state or office, if there is only one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chancery.link.clusters import Clusters
from chancery.link.guises import Guise, Name
from chancery.link.locals import Held
from chancery.link.names import FAMILY_FIRST, spelling
from chancery.link.readings import word_readings

_MOST_REVIEWED = 3
Doubt = tuple[int, int, float, str]


@dataclass(slots=True)
class _Full:
    """What the short names of a cluster could be, and the offices it holds."""

    last: set[str]
    first: set[str]
    offices: set[Held]


def join_shorts(people: Sequence[Guise], names: Sequence[Name], clusters: Clusters) -> list[Doubt]:
    """Join short names with full ones, then those of one state and office that have none."""
    known = _known(people, names, clusters)
    by_word: dict[str, list[int]] = {}
    for root, full in known.items():
        for word in sorted(full.last | full.first):
            by_word.setdefault(word, []).append(root)
    doubts: list[Doubt] = []
    shorts = [item for item, name in enumerate(names) if name.short]
    for item in shorts:
        written = word_readings(names[item].short or "", people[item].state or "")
        near = sorted({root for word in written for root in by_word.get(word, ())})
        fits = [r for r in near if _fits(people[item], written, known[r], clusters.mark(r, "state"))]
        fits = [root for root in fits if clusters.compatible(root, item)]
        best = [root for root in fits if people[item].offices & known[root].offices] or fits
        if len({clusters.find(root) for root in best}) == 1:
            clusters.join(best[0], item)
        else:
            doubts += _doubts(item, best or near, clusters, agreed=bool(best))
    alike: dict[tuple[str, str, str, str], list[int]] = {}
    for item in shorts:
        if people[item].state and clusters.size(item) == 1:
            for title, owner in sorted(people[item].offices):
                key = (names[item].short or "", people[item].state or "", title, owner)
                alike.setdefault(key, []).append(item)
    for same in sorted(alike):
        for item in alike[same][1:]:
            clusters.join(alike[same][0], item)
    return doubts


def _known(people: Sequence[Guise], names: Sequence[Name], clusters: Clusters) -> Mapping[int, _Full]:
    """Every cluster with a full name, by the item that stands for it, in order."""
    known: dict[int, _Full] = {}
    for item, name in enumerate(names):
        if name.full:
            full = known.setdefault(clusters.find(item), _Full(set(), set(), set()))
            full.last.update(spelling(form[-1]) for form in name.full)
            full.first.update(spelling(form[0]) for form in name.full)
            full.offices.update(people[item].offices)
    return known


def _fits(short: Guise, written: frozenset[str], full: _Full, state: str | None) -> bool:
    """May a short name be this full-named person? Where given names come last, state and office must agree."""
    same_state = state is not None and state == short.state
    same_office = bool(short.offices & full.offices)
    if {state, short.state} & FAMILY_FIRST:
        return same_state and same_office
    return not written.isdisjoint(full.last) and (same_state or same_office)


def _doubts(item: int, near: Sequence[int], clusters: Clusters, *, agreed: bool) -> list[Doubt]:
    """The likeliest few; without anything that agrees only a name that nobody else bears."""
    fit = [root for root in near if clusters.compatible(root, item)]
    if not agreed and len(fit) > 1:
        return []
    score, why = (
        (0.6, "a short name that fits several people")
        if agreed
        else (0.4, "a short name without the state or office of the full one")
    )
    ranked = sorted(fit, key=lambda root: (-clusters.size(root), root))
    return [(item, root, score, why) for root in ranked[:_MOST_REVIEWED]]
