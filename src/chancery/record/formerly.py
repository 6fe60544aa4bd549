"""What became of identifiers that decisions name: of a row that was joined with another, or taken out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from chancery.model.decision import Decision, active
from chancery.model.record import Entity, Event
from chancery.record import decisions
from chancery.record.view import View


def rejected(folder: Path, start: str) -> Decision | None:
    """The rejection that holds of a row whose identifier begins so."""
    return next(
        (d for d in active(decisions.read(folder)) if d.kind == "reject" and d.on[0].id.startswith(start)), None
    )


def joined(view: View, folder: Path, start: str) -> tuple[str, str] | None:
    """Kind and identifier of what a row is one with now, whose identifier began so before it was joined."""
    for decision in active(decisions.read(folder)):
        if decision.kind == "same" and any(target.id.startswith(start) for target in decision.on):
            for row in _rows(view, decision.on[0].kind):
                if any(ruling.decision == decision.id for ruling in row.decided):
                    return decision.on[0].kind, row.id
    return None


def _rows(view: View, kind: str) -> Iterable[Entity | Event]:
    return view.all_entities() if kind == "entity" else view.all_of(Event)
