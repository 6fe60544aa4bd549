"""What a person decided about rows of the record, kept apart from everything that is built.

A decision names what it is on by identifier and by what was seen then, so that it still finds its row when identifiers
change: other articles, other packs, an entity that became two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from chancery.model.identifiers import identifier

Kind = Literal["same", "different", "reject", "accept", "edit", "undo"]
RowKind = Literal["entity", "event", "statement", "figure", "relation", "office"]

MOST_SIGHTS = 24
"""Sightings that are kept of one row: enough to find it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Where a row was seen: an article, and the words there (of an entity, the name it bears)."""

    article: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A row as it was when somebody decided on it.

    `name` is what an entity was called, or the row in words; `type` an entity's type or what an event, statement,
    figure, relation or office is of; `actors` are names.
    """

    id: str
    kind: RowKind
    name: str
    type: str
    mode: str | None = None
    state: str | None = None
    canonical: str | None = None
    names: tuple[str, ...] = ()
    date: str | None = None
    actors: tuple[str, ...] = ()
    seen: tuple[Sight, ...] = ()

    def line(self) -> str:
        """The row in a few words."""
        about = ", ".join(filter(None, (self.type if self.kind == "entity" else self.kind, self.state)))
        return f"“{self.name}” ({about}, {self.id[:11]})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision. The identifier is a hash of everything it says.

    `on` are two rows (same, different), one (reject, accept, edit) or none (undo, which names a decision in `undoes`).
    An edit puts `value` into `field`, or the rows in `actors` where the field holds rows; `was` is what stood there.
    `replaces` are earlier edits of the same field that this one is meant to follow.
    """

    id: str
    kind: Kind
    on: tuple[Target, ...] = ()
    field: str | None = None
    value: str | None = None
    actors: tuple[Target, ...] = ()
    was: str | None = None
    undoes: str | None = None
    replaces: tuple[str, ...] = ()
    who: str
    when: str
    note: str | None = None

    def line(self) -> str:
        """The decision quoted on one line."""
        match self.kind:
            case "undo":
                what = f"undo {self.undoes}"
            case "edit":
                value = "; ".join(actor.name for actor in self.actors) or self.value or ""
                what = f"edit {self.on[0].line()} {self.field}={value}"
            case _:
                what = " ".join((self.kind, *(target.line() for target in self.on)))
        note = f": {self.note}" if self.note else ""
        return f"{self.id[:11]} {what} by {self.who}, {self.when[:10]}{note}"


def identified(decision: Decision) -> str:
    """The identifier a decision must have."""
    return identifier(
        "decision",
        decision.kind,
        *(part for target in decision.on for part in _parts(target)),
        decision.field,
        decision.value,
        *(part for target in decision.actors for part in _parts(target)),
        decision.was,
        decision.undoes,
        *decision.replaces,
        decision.who,
        decision.when,
        decision.note,
    )


def _parts(target: Target) -> Iterable[str | None]:
    yield from (target.id, target.kind, target.name, target.type, target.mode, target.state, target.canonical)
    yield target.date
    for several in (target.names, target.actors, tuple(f"{s.article} {s.quote}" for s in target.seen)):
        yield str(len(several))
        yield from several


def active(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, by identifier: neither undone nor replaced, undoings and doubles left out.

    The order in which they are given changes nothing. An undoing may be undone itself.
    """
    known = {decision.id: decision for decision in decisions}
    against: dict[str, list[str]] = {}
    for decision in known.values():
        for other in (*filter(None, (decision.undoes,)), *decision.replaces):
            against.setdefault(other, []).append(decision.id)

    holds: dict[str, bool] = {}

    def held(key: str) -> bool:
        if key not in holds:
            holds[key] = True  # a hash cannot name itself, but a file may say anything
            holds[key] = not any(held(other) for other in against.get(key, ()))
        return holds[key]

    return tuple(known[key] for key in sorted(known) if known[key].kind != "undo" and held(key))
