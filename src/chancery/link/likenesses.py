"""Join names in different scripts and romanisations, when only one name can be meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from chancery.link.clusters import Clusters
from chancery.link.guises import Guise, Name
from chancery.link.locals import Held
from chancery.link.readings import SURE, readings, script, shared

_COMMON = 40
"""A reading that more people share than this finds nobody."""
_MOST_FORMS = 16
_MOST_REVIEWED = 3


@dataclass(slots=True)
class _Known:
    """What is known of one cluster: its offices, its scripts, and how it may be read, with how sure that is."""

    offices: set[Held] = field(default_factory=set)
    scripts: set[str] = field(default_factory=set)
    read: dict[str, int] = field(default_factory=dict)


def join_likenesses(
    people: Sequence[Guise], names: Sequence[Name], clusters: Clusters
) -> list[tuple[int, int, float, str]]:
    """Join every cluster with the only one that its names may be; an office in common decides between several."""
    known = _known(people, names, clusters)
    index: dict[tuple[str, str], list[int]] = {}
    for root, held in known.items():
        state = clusters.mark(root, "state") or ""
        for key in held.read:
            index.setdefault((state, key), []).append(root)
    near = {root: _near(root, known, index, clusters) for root in known}
    doubts: list[tuple[int, int, float, str]] = []
    for by_office in (True, False):
        for root in sorted(known, key=lambda r: ("LATIN" in known[r].scripts, r)):
            for fits in _fits(root, near[root], known, clusters, by_office=by_office):
                if len(fits) == 1:
                    clusters.join(root, fits[0])
                elif not by_office:
                    why = "a name that may be read as several"
                    doubts += [(root, other, 0.55, why) for other in fits[:_MOST_REVIEWED]]
    return doubts


def _known(people: Sequence[Guise], names: Sequence[Name], clusters: Clusters) -> Mapping[int, _Known]:
    """Every cluster of a known state with a full name, by the item that stands for it."""
    known: dict[int, _Known] = {}
    counts: dict[int, set[tuple[str, ...]]] = {}
    for item, name in enumerate(names):
        state = clusters.mark(item, "state")
        if not name.full or not state:
            continue
        root = clusters.find(item)
        held = known.setdefault(root, _Known())
        held.offices.update(people[item].offices)
        forms = counts.setdefault(root, set())
        for form in name.full:
            if form not in forms and len(forms) < _MOST_FORMS:
                forms.add(form)
                held.scripts.add(script(form))
                for key, sure in readings(form, state):
                    held.read[key] = max(sure, held.read.get(key, 0))
    return known


def _near(
    root: int, known: Mapping[int, _Known], index: Mapping[tuple[str, str], list[int]], clusters: Clusters
) -> dict[int, int]:
    """The clusters that share a reading, with how sure the surest is on both sides."""
    state = clusters.mark(root, "state") or ""
    found: dict[int, int] = {}
    for key, sure in known[root].read.items():
        others = index[state, key]
        if len(others) <= _COMMON:
            for other in others:
                found[other] = max(found.get(other, 0), shared(sure, known[other].read[key]))
    found.pop(root, None)
    return {other: sure for other, sure in found.items() if sure}


def _fits(
    root: int, near: Mapping[int, int], known: Mapping[int, _Known], clusters: Clusters, *, by_office: bool
) -> Iterable[list[int]]:
    """The people that this one may be, each once; nothing where it is one of them already."""
    own = known[root]
    fits: dict[int, int] = {}
    for other in sorted(near):
        now = clusters.find(other)
        if now == clusters.find(root) or not clusters.compatible(root, other):
            continue
        office = bool(own.offices & known[other].offices)
        scripts_differ = own.scripts.isdisjoint(known[other].scripts)
        if office if by_office else (near[other] == SURE or scripts_differ):
            fits.setdefault(now, other)
    if fits:
        yield list(fits.values())
