"""Take back a decision: the one that is named, or the last that holds (all that one command decided).

An undoing can be undone.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from chancery.cli import deciding
from chancery.cli.layout import command
from chancery.errors import ChanceryError, UsageError
from chancery.model.decision import Decision
from chancery.record import decisions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which one."""
    parser.add_argument("id", nargs="?", metavar="DECISION", help="its id, or the start of it (the last that holds)")
    deciding.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Take the decision."""
    return deciding.decide(args, lambda desk: _undoing(desk, args.id))


def _undoing(desk: deciding.Desk, text: str | None) -> Sequence[Decision]:
    log = command("log", desk.folder)
    if text is None:
        last = decisions.latest(desk.folder)
        if not last:
            raise ChanceryError("there is no decision to take back", hint=log)
        return [desk.decision("undo", undoes=decision.id) for decision in last]
    found = [decision for decision in desk.sitting.taken if decision.id.startswith(text)]
    if not found:
        raise UsageError(f"no decision has the id {text!r}", hint=log)
    if len(found) > 1:
        raise UsageError(f"{text!r} is the start of {', '.join(d.id for d in found[:8])}", hint="give more of it")
    (meant,) = found
    if not _holds(desk, meant):
        raise ChanceryError(f"taken back already: {meant.line()}", hint=log)
    return [desk.decision("undo", undoes=meant.id)]


def _holds(desk: deciding.Desk, decision: Decision) -> bool:
    if decision.kind == "undo":
        return not any(d.kind == "undo" and d.undoes == decision.id for d in desk.sitting.taken)
    return decision in desk.sitting.holding()
