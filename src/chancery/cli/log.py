"""The decisions that were taken, the latest last: what each is on, by whom, and whether it holds and applies."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence

from chancery.cli import options
from chancery.cli.answer import put
from chancery.cli.dispatch import EXIT_OK
from chancery.cli.layout import command, hang, terminal_width, wrap
from chancery.cli.paint import bold, say
from chancery.model.decision import Decision, active
from chancery.record import Record, decisions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The record."""
    options.add_json(parser)
    options.add_record(parser)


def run(args: argparse.Namespace) -> int:
    """List the decisions."""
    record = Record.open(args.record)
    taken = sorted(decisions.read(record.path), key=lambda decision: (decision.when, decision.id))
    with record.view() as view:
        unapplied = dict(view.unapplied())
        follows = view.follows() == decisions.state(taken)
    rows = [(decision, standing(decision, taken, unapplied)) for decision in taken]
    if args.json:
        put({"decisions": [{"decision": d, "standing": state} for d, state in rows], "built": follows})
        return EXIT_OK
    columns = terminal_width()
    if not rows:
        say([f"no decision was taken yet; {command('review', args.record)} shows what is doubtful"])
    for decision, state in rows:
        say(hang(f"{decision.when[:16].replace('T', ' ')}  ", f"{bold(state)}  {decision.line()}", columns))
    if not follows:
        say(wrap(f"the record was built before these decisions: {command('build', args.record)}", columns))
    return EXIT_OK


def standing(decision: Decision, taken: Sequence[Decision], unapplied: dict[str, str]) -> str:
    """What became of a decision."""
    by = list(_against(decision, taken))
    if by:
        return by[0]
    if decision.id in unapplied:
        return f"no longer applies: {unapplied[decision.id]}"
    return "done" if decision.kind == "undo" else "holds"


def _against(decision: Decision, taken: Sequence[Decision]) -> Iterable[str]:
    held = {d.id for d in active(taken)}
    undone = {d.undoes for d in taken if d.kind == "undo"}
    for other in taken:
        if decision.id in other.replaces and other.id in held:
            yield f"replaced by {other.id[:11]}"
        if other.kind == "undo" and other.undoes == decision.id and other.id not in undone:
            yield f"undone by {other.id[:11]}"
