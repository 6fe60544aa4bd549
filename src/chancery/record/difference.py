"""What is otherwise in one linking than in another: rows that are gone, new, or say something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Literal

from chancery.model.record import Entity, Linked
from chancery.record.involved import Fact, facts, kind_of

Row = Entity | Fact

_APART = frozenset({"id", "explanations", "decided", "reasons", "confidence", "story", "seen", "history", "conflicts"})
"""Fields that follow from others."""

_COUNTED = frozenset({"evidence", "articles", "names"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that is otherwise. `fields` are (name, before, after) of a changed one."""

    what: Literal["gone", "new", "changed"]
    kind: str
    id: str
    before: Row | None
    after: Row | None
    fields: tuple[tuple[str, object, object], ...] = ()


def difference(before: Linked, after: Linked) -> tuple[Change, ...]:
    """Every row that is otherwise: entities first, then what is gone, new and changed.

    A row that only bears another identifier, because somebody in it does, counts as changed: the two are paired by the
    words they rest on.
    """
    entities = _of_kind("entity", {e.id: e for e in before.entities}, {e.id: e for e in after.entities}, {})
    old, new = ({fact.id: fact for fact in facts(linked)} for linked in (before, after))
    paired = _paired(
        [fact for key, fact in old.items() if key not in new], [fact for key, fact in new.items() if key not in old]
    )
    changes = [*entities, *_of_kind("", old, new, paired)]
    order = {"gone": 0, "new": 1, "changed": 2}
    return tuple(sorted(changes, key=lambda c: (c.kind != "entity", order[c.what], c.kind, c.id)))


def _of_kind(kind: str, old: Mapping[str, Row], new: Mapping[str, Row], paired: Mapping[str, str]) -> Iterable[Change]:
    into = set(paired.values())
    for key, row in old.items():
        now = new.get(paired.get(key, key))
        name = kind or kind_of(row)  # type: ignore[arg-type] # facts when no kind is given
        if now is None:
            yield Change(what="gone", kind=name, id=key, before=row, after=None)
        elif changed := tuple(_fields(row, now)):
            yield Change(what="changed", kind=name, id=now.id, before=row, after=now, fields=changed)
    for key, row in new.items():
        if key not in old and key not in into:
            name = kind or kind_of(row)  # type: ignore[arg-type] # as above
            yield Change(what="new", kind=name, id=key, before=None, after=row)


def _fields(row: Row, now: Row) -> Iterable[tuple[str, object, object]]:
    for field in fields(row):
        was, stands = getattr(row, field.name), getattr(now, field.name)
        if field.name in _COUNTED:
            was, stands = len(was), len(stands)
        if was != stands and field.name not in _APART:
            yield field.name, was, stands
    if len(row.decided) != len(now.decided):
        yield "decided", [r.kind for r in row.decided], [r.kind for r in now.decided]


def _paired(gone: Iterable[Fact], fresh: Iterable[Fact]) -> dict[str, str]:
    """Rows of one kind that rest on the same words, each paired once."""
    resting: dict[tuple[str, str, int, int], list[Fact]] = {}
    for fact in fresh:
        for e in fact.evidence:
            resting.setdefault((kind_of(fact), e.article, e.start, e.end), []).append(fact)
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for fact in gone:
        shared: dict[str, tuple[int, int]] = {}
        for e in fact.evidence:
            for other in resting.get((kind_of(fact), e.article, e.start, e.end), ()):
                alike = sum(getattr(fact, f.name) == getattr(other, f.name) for f in fields(fact))
                shared[other.id] = (shared.get(other.id, (0, 0))[0] + 1, alike)
        best = max((key for key in shared if key not in taken), key=lambda key: (*shared[key], key), default=None)
        if best is not None:
            pairs[fact.id] = best
            taken.add(best)
    return pairs
