"""Join what bears one name, unless it is known to be several: the namesakes of different states."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.link.clusters import Clusters
from chancery.link.locals import Held

_MOST_REVIEWED = 3


def unite(
    clusters: Clusters, items: Sequence[int], offices: Sequence[frozenset[Held]]
) -> list[tuple[int, int, float, str]]:
    """Join items that bear one name. What may be either of two namesakes stays apart, unless an office decides."""
    groups: list[list[int]] = []
    doubts: list[tuple[int, int, float, str]] = []
    known = [item for item in items if clusters.mark(item, "state")]
    unknown = [item for item in items if not clusters.mark(item, "state")]
    for item in (*known, *unknown):
        fits = [group for group in groups if clusters.compatible(group[0], item)]
        if len(fits) > 1:
            fits = [g for g in fits if any(offices[item] & offices[o] for o in g)] or fits
        if len(fits) == 1 and clusters.join(fits[0][0], item):
            fits[0].append(item)
            continue
        why = "namesakes: states or spelling tell them apart, or it is not known whose name this is"
        near = fits or groups
        doubts += [(item, group[0], 0.5, why) for group in near[:_MOST_REVIEWED]]
        groups.append([item])
    return doubts
