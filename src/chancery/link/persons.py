"""Which names of which articles are one person.

Names alone are weak evidence: equal words are taken for one person unless states, offices or Vietnamese marks speak
against it, everything less than equal needs a state or an office too. What stays doubtful stays apart, and is
offered for review.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from chancery.link.clusters import Clusters
from chancery.link.company import bearers, company, contested, join_by_company
from chancery.link.guises import Guise, Name, read_name, side_by_side
from chancery.link.likenesses import join_likenesses
from chancery.link.locals import Held
from chancery.link.names import FAMILY_FIRST, Words, consonants, marks, skeleton, spelling, words
from chancery.link.shorts import join_shorts
from chancery.link.unite import unite

_PARTICLE = 3
"""Middle words up to this long (bin, del, van) say nothing."""

Doubt = tuple[int, int, float, str]
"""Two items left apart, how near they are to being one, and why they are not."""


def cluster_persons(people: Sequence[Guise], everyone: Iterable[Guise] = ()) -> tuple[Clusters, list[Doubt]]:
    """Clusters of people, and what a person should judge. `people` are sorted; `everyone` tells who is named beside."""
    names = [read_name(guise) for guise in people]
    clusters = Clusters([_marks(p, name) for p, name in zip(people, names, strict=True)], side_by_side(people))
    doubts: list[Doubt] = []
    by_form: dict[Words, list[int]] = {}
    for item, name in enumerate(names):
        for form in name.full:
            by_form.setdefault(form, []).append(item)
    for form in sorted(by_form):
        doubts += unite(clusters, by_form[form], people)
    if shared := contested(people):
        join_by_company(people, clusters, shared, company(everyone, bearers(people, shared)))
    for block in _variants(people, names, clusters):
        _join_block(clusters, block)
    doubts += join_likenesses(people, names, clusters)
    doubts += join_shorts(people, names, clusters)
    return clusters, [doubt for doubt in doubts if clusters.find(doubt[0]) != clusters.find(doubt[1])]


def _join_block(clusters: Clusters, block: Sequence[int]) -> None:
    """Join all, but nobody who may be either of two that are told apart."""
    roots = sorted({clusters.find(item) for item in block})
    if len(roots) == 1:
        return
    apart = {(a, b) for a, b in combinations(roots, 2) if not clusters.compatible(a, b)}
    either = {root for root in roots for a, b in apart if root not in {a, b} and _fits(clusters, root, a, b)}
    sure = [root for root in roots if root not in either]
    for number, one in enumerate(sure):
        for other in sure[number + 1 :]:
            clusters.join(one, other)


def _fits(clusters: Clusters, root: int, one: int, other: int) -> bool:
    return clusters.compatible(root, one) and clusters.compatible(root, other)


def _marks(guise: Guise, name: Name) -> dict[str, str]:
    """What one person has one of. Vietnamese names that differ in marks alone are different names."""
    held = {"state": guise.state} if guise.state else {}
    if guise.state not in FAMILY_FIRST:
        for full in name.full:
            if bones := _middle(full):
                held.setdefault(f"middle {spelling(full[0])} {spelling(full[-1])}", bones)
    if guise.language == "vi" and guise.state in {"VNM", None}:
        for form in sorted({guise.name, *guise.forms}):
            if not form.isascii() and words(form) in name.full:
                held.setdefault(f"marks {' '.join(words(form))}", marks(form))
    return held


def _middle(form: Words) -> str:
    """How a second given name begins; nothing where it is an initial or a particle."""
    return consonants(form[1])[:2] if len(form) == 3 and len(form[1]) > _PARTICLE else ""


def _variants(people: Sequence[Guise], names: Sequence[Name], clusters: Clusters) -> Iterable[list[int]]:
    """Blocks of items whose names are spellings of one another, where state or office agree too."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for item, (guise, name) in enumerate(zip(people, names, strict=True)):
        state = clusters.mark(item, "state") or ""
        for form in name.full:
            for key in _variant_keys(form, state, guise.offices):
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
