"""Which names of which articles are one person.

Names alone are weak evidence: equal words are taken for one person unless states or Vietnamese marks speak against
it, everything less than equal needs an office or a state too. What stays doubtful stays apart, and is offered for
review.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chancery.link.clusters import Clusters
from chancery.link.locals import Held, Local
from chancery.link.names import FAMILY_FIRST, Words, consonants, is_whole, marks, skeleton, spelling, words
from chancery.link.unite import unite

_MOST_REVIEWED = 3

Doubt = tuple[int, int, float, str]
"""Two items left apart, how near they are to being one, and why they are not."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's names in one article as words: the full ones, or the short one when there is no other."""

    full: tuple[Words, ...]
    short: str | None


def read_name(local: Local) -> Name:
    """The names of a local person, sorted."""
    forms = {words(form) for form in (*local.forms, local.name)} - {()}
    full = tuple(sorted(form for form in forms if is_whole(form)))
    short = None if full else min((form[0] for form in forms), default="")
    return Name(full, short)


def cluster_persons(people: Sequence[Local]) -> tuple[Clusters, list[Doubt]]:
    """Clusters of people, and what a person should judge. `people` are sorted."""
    names = [read_name(local) for local in people]
    clusters = Clusters([_marks(p, name) for p, name in zip(people, names, strict=True)])
    doubts: list[Doubt] = []
    by_form: dict[Words, list[int]] = {}
    for item, name in enumerate(names):
        for form in name.full:
            by_form.setdefault(form, []).append(item)
    offices = [local.offices for local in people]
    for form in sorted(by_form):
        doubts += unite(clusters, by_form[form], offices)
    for block in _variants(people, names, clusters):
        _join_all(clusters, block)
    doubts += _join_shorts(people, names, clusters)
    return clusters, doubts


def _marks(local: Local, name: Name) -> dict[str, str]:
    """What one person has one of. Vietnamese names that differ in marks alone are different names."""
    held = {f"in {local.article}": local.key}
    if local.state:
        held["state"] = local.state
    if local.language == "vi" and local.state in {"VNM", None}:
        for form in sorted({local.name, *local.forms}):
            if not form.isascii() and words(form) in name.full:
                held.setdefault(f"marks {' '.join(words(form))}", marks(form))
    return held


def _join_all(clusters: Clusters, block: Sequence[int]) -> None:
    for item in block[1:]:
        clusters.join(block[0], item)


def _variants(people: Sequence[Local], names: Sequence[Name], clusters: Clusters) -> Iterable[list[int]]:
    """Blocks of items whose names are spellings of one another, where state or office agree too."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for item, (local, name) in enumerate(zip(people, names, strict=True)):
        state = clusters.mark(item, "state") or ""
        for form in name.full:
            for key in _variant_keys(form, state, local.offices):
                blocks.setdefault(key, []).append(item)
    for key in sorted(blocks):
        yield blocks[key]


def _variant_keys(form: Words, state: str, offices: frozenset[Held]) -> Iterable[tuple[str, ...]]:
    spelled = [spelling(word) for word in form]
    in_any_order = " ".join(sorted(spelled))
    if state:
        yield ("state", state, in_any_order)
    for title, owner in sorted(offices):
        yield ("office", title, owner, in_any_order)
        if state and state not in FAMILY_FIRST:
            yield ("ends", state, title, owner, spelled[0], spelled[-1])
            if len(form) > 1:
                yield ("consonants", state, title, owner, " ".join(consonants(word) for word in form))
            if bones := skeleton(form[0]):
                yield ("bones", state, title, owner, bones, spelled[-1])


@dataclass(slots=True)
class _Full:
    """What the short names of a cluster could be, and the offices it holds."""

    last: set[str]
    first: set[str]
    offices: set[Held]


def _join_shorts(people: Sequence[Local], names: Sequence[Name], clusters: Clusters) -> list[Doubt]:
    """A surname alone is whoever of that surname has its state or office, if there is only one."""
    known = _known(people, names, clusters)
    by_word: dict[str, list[int]] = {}
    for root, full in known.items():
        for word in sorted(full.last | full.first):
            by_word.setdefault(word, []).append(root)
    doubts: list[Doubt] = []
    shorts = [item for item, name in enumerate(names) if name.short]
    for item in shorts:
        word = spelling(names[item].short or "")
        near = by_word.get(word, [])
        fits = [r for r in near if _fits(people[item], word, known[r], clusters.mark(r, "state"))]
        fits = [root for root in fits if clusters.compatible(root, item)]
        best = [root for root in fits if people[item].offices & known[root].offices] or fits
        if len(best) == 1:
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
        _join_all(clusters, alike[same])
    return doubts


def _known(people: Sequence[Local], names: Sequence[Name], clusters: Clusters) -> Mapping[int, _Full]:
    """Every cluster with a full name, by the item that stands for it, in order."""
    known: dict[int, _Full] = {}
    for item, name in enumerate(names):
        if name.full:
            full = known.setdefault(clusters.find(item), _Full(set(), set(), set()))
            full.last.update(spelling(form[-1]) for form in name.full)
            full.first.update(spelling(form[0]) for form in name.full)
            full.offices.update(people[item].offices)
    return known


def _fits(short: Local, word: str, full: _Full, state: str | None) -> bool:
    """May a short name be this full-named person? Where given names come last, state and office must agree."""
    same_state = state is not None and state == short.state
    same_office = bool(short.offices & full.offices)
    if {state, short.state} & FAMILY_FIRST:
        return same_state and same_office
    return word in full.last and (same_state or same_office)


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
