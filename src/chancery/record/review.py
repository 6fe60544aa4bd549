"""What a person should judge next: the most doubtful and the most consequential first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import log2

from chancery.model.record import Event, Figure, Linked, Statement
from chancery.record.involved import actors, facts, kind_of

_UNSURE = 0.65
"""Rows surer than this are not offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two rows that may be one, or one row that may be wrong.

    `chance` is how likely it is that they are one, or that the row is right; `depends` how much else hangs on it: rows
    that name the entity that is named less, articles that tell the event. `rank` is what they are sorted by.
    """

    kind: str
    ids: tuple[str, ...]
    chance: float
    depends: int
    rank: float
    reason: str


def queue(linked: Linked, skipped: Collection[tuple[str, ...]] = ()) -> list[Doubt]:
    """Everything doubtful that nobody has decided, the highest rank first."""
    found = [doubt for doubt in (*_pairs(linked), *_rows(linked)) if doubt.ids not in skipped]
    return sorted(found, key=lambda doubt: (-doubt.rank, doubt.ids))


def _pairs(linked: Linked) -> Iterable[Doubt]:
    weights = Counter(key for fact in facts(linked) for key in actors(fact))
    weights.update({event.id: _told(event) for event in linked.events})
    for kind, one, other, score, why in linked.review:
        yield _doubt(kind, (one, other), score, min(weights[one], weights[other]), why)


def _rows(linked: Linked) -> Iterable[Doubt]:
    rows: list[Event | Statement | Figure] = [*linked.events, *linked.statements, *linked.figures]
    for row in rows:
        if row.confidence < _UNSURE and not any(r.kind in {"accept", "edit"} for r in row.decided):
            yield _doubt(kind_of(row), (row.id,), row.confidence, _told(row), "read with little confidence")


def _told(row: Event | Statement | Figure) -> int:
    """How many articles tell it; what its article is about counts twice."""
    return len({evidence.article for evidence in row.evidence}) * (1 + (isinstance(row, Event) and row.main))


def _doubt(kind: str, ids: tuple[str, ...], chance: float, depends: int, reason: str) -> Doubt:
    """Nothing is as doubtful as what is as likely as not; what hangs on it counts by its order of magnitude."""
    doubt = 1 - abs(2 * chance - 1)
    rank = round(doubt * log2(2 + depends), 4)
    return Doubt(kind=kind, ids=ids, chance=chance, depends=depends, rank=rank, reason=reason)
