"""What could not be read and why, what a person should judge, and whether the record is sound."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from chancery.cli import options
from chancery.cli.answer import put
from chancery.cli.dispatch import EXIT_ERROR, EXIT_OK
from chancery.cli.layout import command, hang, plural, terminal_width
from chancery.cli.paint import bold, say
from chancery.export.check import problems
from chancery.model.decision import active
from chancery.record import Record, View, decisions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The record."""
    options.add_json(parser)
    options.add_record(parser)


def run(args: argparse.Namespace) -> int:
    """Examine the record; exit 1 when it is not sound."""
    with Record.open(args.record).view() as view:
        found = problems(view)
        state = _decisions(view, args.record)
        if args.json:
            put(
                {
                    "counts": view.counts(),
                    "failures": view.failures(),
                    "review": view.review(),
                    "unfinished": view.unfinished(),
                    "decisions": state,
                    "problems": found,
                }
            )
        else:
            say(_lines(view, found, args.record, state))
    return EXIT_ERROR if found else EXIT_OK


def _decisions(view: View, record: Path) -> dict[str, Any]:
    """The decisions that hold, those that no longer apply, those that took a row out, and whether all are built in."""
    taken = decisions.read(record)
    quoted = {decision.id: decision.line() for decision in taken}
    held = active(taken)
    return {
        "hold": len(held),
        "rejected": sum(decision.kind == "reject" for decision in held),
        "unapplied": [{"decision": quoted.get(key, key), "why": why} for key, why in view.unapplied()],
        "built": view.follows() == decisions.state(taken),
    }


def _on_decisions(state: dict[str, Any], record: Path, columns: int) -> Iterable[str]:
    if state["hold"] or state["unapplied"]:
        words = f"{plural(state['hold'], 'decision')} of people, {state['rejected']} of them took a row out"
        yield bold(f"Decided ({state['hold']})")
        yield from hang("  ", f"{words}: {command('log', record)}", columns)
    for row in state["unapplied"]:
        yield from hang("  ", f"no longer applies: {row['decision']}: {row['why']}", columns)
    if not state["built"]:
        yield from hang("  ", f"decisions have changed since it was built: {command('build', record)}", columns)


def _lines(view: View, found: list[str], record: Path, state: dict[str, Any]) -> Iterable[str]:
    columns = terminal_width()
    counts = view.counts()
    told = " · ".join(f"{name} {number:,}" for name, number in counts.items() if name not in {"failures", "review"})
    yield from hang(f"{bold(str(record))}  ", told, columns)
    yield ""
    failures = view.failures()
    yield bold(f"Not read ({len(failures)})")
    for failure in failures:  # one line each, however long: it is to be searched and counted
        yield f"  {failure.source}: {' '.join(failure.message.split())} [{failure.reason}]"
    review = view.review()
    if review:
        yield ""
        yield bold(f"Doubtful ({len(review)}): left apart, perhaps the same")
        for kind, a, b, score, reason in review:
            yield from hang(
                "  ",
                f"{kind} {_named(view, a)} / {_named(view, b)}: {reason} ({score:.2f})",
                columns,
            )
    ruled = list(_on_decisions(state, record, columns))
    yield from ["", *ruled] if ruled else []
    yield ""
    if unfinished := view.unfinished():
        yield f"A build was interrupted after {plural(unfinished, 'document')}: run it again, it goes on from there"
    if found:
        yield bold(f"Not sound ({len(found)}): build it again into a new folder")
        for problem in found:
            yield from hang("  ", problem, columns)
    else:
        yield "Sound: every quote stands in its article where it is said to, every row points to rows that exist"
        if counts["articles"] and not counts["events"]:
            yield f"but no event was read; {command('search WORDS', record)} shows what the articles say"


def _named(view: View, key: str) -> str:
    entity = view.entity(key)
    return f"{entity.name} ({key})" if entity else key
