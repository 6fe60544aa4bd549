"""Standing relations: one row for each kind, level and parties, since the most precise date that is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chancery.link import dates
from chancery.link.entities import Cast
from chancery.link.evidence import Articles, evidence, explanations
from chancery.model.findings import Findings, LocalRelation
from chancery.model.identifiers import identifier
from chancery.model.record import Relation

_Key = tuple[str, str | None, tuple[str, ...]]
_DIRECTED = frozenset({"member-of"})


def link_relations(articles: Articles, findings: Sequence[Findings], cast: Cast) -> tuple[Relation, ...]:
    """One row for each kind, level and parties."""
    told: dict[_Key, list[tuple[str, LocalRelation]]] = {}
    for found in findings:
        for relation in found.relations:
            between = cast.many(found.article, relation.between)
            if len(between) > 1:
                parties = between if relation.kind in _DIRECTED else tuple(sorted(between))
                key = (relation.kind, relation.level, parties)
                told.setdefault(key, []).append((found.article, relation))
    rows = (_row(key, group, articles) for key, group in told.items())
    return tuple(sorted(rows, key=lambda row: row.id))


def _row(key: _Key, group: Sequence[tuple[str, LocalRelation]], articles: Articles) -> Relation:
    kind, level, between = key
    return Relation(
        id=identifier("relation", kind, level, *between),
        kind=kind,
        level=level,
        between=between,
        since=dates.best(Counter(relation.since for _, relation in group if relation.since)),
        evidence=evidence(articles, ((a, relation.passages) for a, relation in group)),
        explanations=explanations(articles, ((a, relation.reasons) for a, relation in group)),
    )
