"""Which organizations known only by their words are one: equal names, or the acronym one text gives in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.link.clusters import Clusters
from chancery.link.guises import Guise
from chancery.link.names import words
from chancery.link.unite import unite

Doubt = tuple[int, int, float, str]


def cluster_organizations(bodies: Sequence[Guise]) -> tuple[Clusters, list[Doubt]]:
    """Clusters of organizations without a canonical identity. `bodies` are sorted."""
    clusters = Clusters([{"state": body.state} if body.state else {} for body in bodies])
    by_name: dict[str, list[int]] = {}
    for item, body in enumerate(bodies):
        by_name.setdefault(" ".join(words(body.name)), []).append(item)
    doubts: list[Doubt] = []
    for name in sorted(by_name):
        doubts += unite(clusters, by_name[name], bodies)
    doubts += _join_acronyms(clusters, bodies, by_name)
    return clusters, doubts


def _join_acronyms(clusters: Clusters, bodies: Sequence[Guise], by_name: dict[str, list[int]]) -> list[Doubt]:
    """A body known only by an acronym is the one that a text introduces by it, when only one is."""
    introduced: dict[str, set[int]] = {}
    for item, body in enumerate(bodies):
        for acronym in body.acronyms:
            introduced.setdefault(" ".join(words(acronym)), set()).add(item)
    doubts: list[Doubt] = []
    for acronym in sorted(introduced):
        for item in by_name.get(acronym, ()):
            fits = sorted({clusters.find(other) for other in introduced[acronym]})
            fits = [other for other in fits if clusters.compatible(other, item)]
            agree = [other for other in fits if clusters.mark(other, "state") == bodies[item].state]
            if len(agree or fits) == 1:
                clusters.join((agree or fits)[0], item)
            else:
                why = "an acronym that several names are introduced by"
                doubts += [(item, other, 0.5, why) for other in fits[:3]]
    return doubts
