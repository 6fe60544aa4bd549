"""Whom of several namesakes an article means that gives no office: the one who is elsewhere in such company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chancery.link.clusters import Clusters
from chancery.link.guises import Guise, read_name
from chancery.link.names import Words
from chancery.link.posts import exclude

Company = Mapping[str, frozenset[str]]
"""Article → who else is named there."""

_TWICE = 2
"""One namesake must share twice as much as any other."""


def contested(people: Sequence[Guise]) -> frozenset[tuple[Words, str | None]]:
    """Full names, with their states, that two people bear who hold offices at one time that nobody holds together."""
    holders: dict[tuple[Words, str | None], list[Guise]] = {}
    for guise in people:
        if guise.offices and guise.seen:
            for form in read_name(guise).full:
                holders.setdefault((form, guise.state), []).append(guise)
    return frozenset(key for key, held in holders.items() if len(held) > 1 and _several(held))


def _several(guises: Sequence[Guise]) -> bool:
    posts = [dict.fromkeys(guise.offices, guise.seen) for guise in guises if guise.seen]
    return any(exclude(a, b) for i, a in enumerate(posts) for b in posts[i + 1 :])


def bearers(people: Sequence[Guise], names: frozenset[tuple[Words, str | None]]) -> set[str]:
    """The articles that give contested names."""
    named = (guise for guise in people if any((form, guise.state) in names for form in read_name(guise).full))
    return {article for guise in named for article, _ in guise.members}


def parted(people: Sequence[Guise], names: frozenset[tuple[Words, str | None]]) -> list[Guise]:
    """The guises, those of contested names without an office one for each article."""
    found = []
    for guise in people:
        alone = not guise.offices and any((form, guise.state) in names for form in read_name(guise).full)
        found += [replace(guise, members=[member]) for member in guise.members] if alone else [guise]
    return found


def company(everyone: Iterable[Guise], articles: set[str]) -> Company:
    """Who is named in articles: what is known by itself, and people by their names."""
    named: dict[str, set[str]] = {article: set() for article in articles}
    for guise in everyone:
        token = guise.canonical or f"{guise.type} {' '.join(sorted({*guise.forms[:1], guise.name}))}"
        for article, _ in guise.members:
            if article in named:
                named[article].add(token)
    return {article: frozenset(tokens) for article, tokens in named.items()}


def join_by_company(
    people: Sequence[Guise], clusters: Clusters, names: frozenset[tuple[Words, str | None]], known: Company
) -> None:
    """Join guises of contested names with the namesake whose company they are in."""
    groups: dict[tuple[Words, str | None], tuple[set[int], list[int]]] = {}
    for item, guise in enumerate(people):
        for form in read_name(guise).full:
            if (form, guise.state) in names:
                holders, loose = groups.setdefault((form, guise.state), (set(), []))
                if guise.offices:
                    holders.add(clusters.find(item))
                else:
                    loose.append(item)
    for key in sorted(groups, key=lambda pair: (pair[0], pair[1] or "")):
        holders, loose = groups[key]
        around = {root: _around(people, clusters, root, known) for root in sorted(holders)}
        common = set.intersection(*(set(counts) for counts in around.values())) if around else set()
        for item in loose:
            own = {token for article, _ in people[item].members for token in known.get(article, ())} - common
            may = [root for root in around if clusters.compatible(root, item)]
            scores = sorted(((sum(token in around[root] for token in own), root) for root in may), reverse=True)
            if scores and scores[0][0] > 0 and (len(scores) == 1 or scores[0][0] >= _TWICE * scores[1][0]):
                clusters.join(scores[0][1], item)


def _around(people: Sequence[Guise], clusters: Clusters, root: int, known: Company) -> Counter[str]:
    return Counter(
        token
        for item in clusters.members(root)
        for article, _ in people[item].members
        for token in known.get(article, ())
    )
