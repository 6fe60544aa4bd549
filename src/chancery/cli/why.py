"""The words behind a line: each source's sentence with what was read marked, the rule, and how words became values.

An id or its first letters (as show prints them): an event, statement, figure, relation, office, entity, story or
article.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from chancery.cli import options, reasoning, words
from chancery.cli.answer import named, put
from chancery.cli.dispatch import EXIT_OK
from chancery.cli.layout import command, terminal_width
from chancery.cli.paint import say
from chancery.cli.telling import Teller
from chancery.errors import ChanceryError
from chancery.record import Record, View, formerly

_MOST_CANDIDATES = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The id."""
    parser.add_argument("id", metavar="ID", help="an id, or the start of one (ev_4k2)")
    options.add_json(parser)
    options.add_record(parser)


def run(args: argparse.Namespace) -> int:
    """Explain one row."""
    with Record.open(args.record).view() as view:
        kind, key = which(view, args.id, args.record)
        if args.json:
            put(_document(view, kind, key))
        else:
            say(_lines(Teller(view), view, kind, key))
    return EXIT_OK


def which(view: View, text: str, record: Path) -> tuple[str, str]:
    """The kind and id that are meant. ChanceryError when there is none, or more than one."""
    found = view.resolve(text) if text else []
    if len(found) == 1:
        return found[0]
    if not found:
        if text and (now := formerly.joined(view, record, text)):
            return now
        gone = formerly.rejected(record, text) if text else None
        if gone is not None:
            undo = command(f"undo {gone.id[:11]}", record)
            raise ChanceryError(f"{gone.on[0].id} was rejected: {gone.line()}", hint=f"{undo} brings it back")
        raise ChanceryError(
            f"nothing in the record has the id {text!r}",
            hint=f"ids stand at the end of lines of {command('show', record)}",
        )
    shown = ", ".join(f"{key} ({kind})" for kind, key in found[:_MOST_CANDIDATES])
    more = " and more" if len(found) > _MOST_CANDIDATES else ""
    raise ChanceryError(f"{text!r} is the start of {shown}{more}", hint="give more of it")


def _lines(teller: Teller, view: View, kind: str, key: str) -> list[str]:
    columns = terminal_width()
    if kind == "article":
        return words.article(teller, view, key, columns)
    if kind == "story":
        return words.story(view, key, columns)
    if kind == "entity":
        return words.entity(view, key, columns)
    fact = view.fact(key)
    if fact is None:
        raise ChanceryError(f"{key} is not in the record any more")
    return reasoning.lines(teller, view, fact, columns)


def _document(view: View, kind: str, key: str) -> object:
    if kind == "article":
        facts = [{"kind": k, "id": i} for k, i in view.facts_in(key)]
        return {"kind": kind, "article": view.article(key), "facts": facts}
    if kind == "story":
        return {"kind": kind, "story": view.story(key)}
    if kind == "entity":
        return {"kind": kind, "entity": view.entity(key)}
    fact = view.fact(key)
    return {"kind": kind, kind: fact, "entities": named(view, [fact]) if fact else {}}
