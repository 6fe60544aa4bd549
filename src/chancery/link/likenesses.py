"""Join names in different scripts and romanisations, when only one name can be meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from chancery.link.clusters import Clusters
from chancery.link.guises import Guise, Name
from chancery.link.locals import Held
from chancery.link.names import Words, spelling
from chancery.link.readings import SURE, alike, readings, script, shared

_COMMON = 40
"""A reading that more people share than this finds nobody."""
_MOST_FORMS = 16
_MOST_REVIEWED = 3
_FAMILIES = ("VNM", "CHN", "RUS")
"""States whose ways to write names stand for all."""
_LIKE = 0.7
"""How alike two holders of an office must sound."""


@dataclass(slots=True)
class _Known:
    """What is known of one cluster: its offices, its scripts, and how it may be read, with how sure that is."""

    offices: set[Held] = field(default_factory=set)
    scripts: set[str] = field(default_factory=set)
    read: dict[str, int] = field(default_factory=dict)
    forms: set[Words] = field(default_factory=set)


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
        may = {root: _fits(root, near[root], known, clusters, by_office=by_office) for root in sorted(known)}
        for root, fits in may.items():
            for other in sorted(fits):
                if root < other and not _rivals(root, other, may, near, clusters):
                    clusters.join(root, other)
                elif root < other and not by_office:
                    doubts.append((root, other, 0.55, "a name that may be read as several"))
    _join_sounds(known, clusters)
    return doubts + _join_stateless(names, known, clusters)


def _join_stateless(
    names: Sequence[Name], known: Mapping[int, _Known], clusters: Clusters
) -> list[tuple[int, int, float, str]]:
    """Somebody of no known state is the only one who bears the name, however it is written."""
    borne: dict[str, set[int]] = {}
    for root, held in known.items():
        keys = {key for key, sure in held.read.items() if sure == SURE} | {_spelled(form) for form in held.forms}
        for key in keys:
            borne.setdefault(key, set()).add(root)
    doubts: list[tuple[int, int, float, str]] = []
    for item, name in enumerate(names):
        if not name.full or clusters.mark(item, "state"):
            continue
        near = {root for form in name.full for key in _any_readings(form) for root in borne.get(key, ())}
        fits = sorted({clusters.find(root) for root in near if clusters.compatible(root, item)})
        if len(fits) == 1:
            clusters.join(fits[0], item)
        else:
            doubts += [(item, root, 0.45, "a name of somebody of no known state") for root in fits[:_MOST_REVIEWED]]
    return doubts


def _any_readings(form: Words) -> Iterable[str]:
    """How a name may be read whatever the state."""
    yield _spelled(form)
    if len(form) > 1:
        for state in _FAMILIES:
            yield from (key for key, sure in readings(form, state) if sure == SURE)


def _spelled(form: Words) -> str:
    return "sp " + " ".join(sorted(map(spelling, form)))


def _join_sounds(known: Mapping[int, _Known], clusters: Clusters) -> None:
    """Holders of one office whose names, in different scripts, sound alike, and like nobody else's there."""
    holders: dict[tuple[str, Held], list[int]] = {}
    for root, held in known.items():
        for office in held.offices:
            holders.setdefault((clusters.mark(root, "state") or "", office), []).append(root)
    for key in sorted(holders):
        pairs = [
            (_sound(known[a], known[b]), a, b)
            for a, b in combinations(holders[key], 2)
            if known[a].scripts.isdisjoint(known[b].scripts) and clusters.find(a) != clusters.find(b)
        ]
        for like, a, b in sorted(pairs, reverse=True):
            if like >= _LIKE and clusters.compatible(a, b) and clusters.find(a) != clusters.find(b):
                clusters.join(a, b)


def _sound(one: _Known, other: _Known) -> float:
    return max((alike(a, b) for a in one.forms for b in other.forms), default=0.0)


def _rivals(
    one: int, other: int, may: Mapping[int, set[int]], near: Mapping[int, Mapping[int, int]], clusters: Clusters
) -> bool:
    """Is there somebody else that one of two may be, whose name is not also that of the other?"""
    a, b = clusters.find(one), clusters.find(other)
    return any(
        clusters.find(third) not in {a, b} and (third not in near[there] or not clusters.compatible(third, there))
        for here, there in ((one, other), (other, one))
        for third in may[here] - {there}
    )


def _known(people: Sequence[Guise], names: Sequence[Name], clusters: Clusters) -> Mapping[int, _Known]:
    """Every cluster of a known state with a full name, by the item that stands for it."""
    known: dict[int, _Known] = {}
    for item, name in enumerate(names):
        state = clusters.mark(item, "state")
        if not name.full or not state:
            continue
        root = clusters.find(item)
        held = known.setdefault(root, _Known())
        held.offices.update(people[item].offices)
        for form in name.full:
            if form not in held.forms and len(held.forms) < _MOST_FORMS:
                held.forms.add(form)
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
) -> set[int]:
    """The clusters that this one may be and is not yet."""
    own = known[root]
    fits = set()
    for other in near:
        if clusters.find(other) == clusters.find(root) or not clusters.compatible(root, other):
            continue
        office = bool(own.offices & known[other].offices)
        scripts_differ = own.scripts.isdisjoint(known[other].scripts)
        if office if by_office else (near[other] == SURE or scripts_differ):
            fits.add(other)
    return fits
