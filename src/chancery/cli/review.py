"""What is doubtful, the most doubtful and consequential first, to be judged with two keys each.

On a terminal: one key says what it is and shows what that would change, y does it. Elsewhere it is listed, with the
commands that would decide it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from chancery.cli import deciding, differing, keys, options
from chancery.cli.answer import put
from chancery.cli.dispatch import EXIT_OK
from chancery.cli.layout import command, hang, plural, terminal_width
from chancery.cli.paint import bold, dim, say
from chancery.cli.telling import Rows, Teller, date, happened, short
from chancery.cli.words import around
from chancery.errors import ChanceryError
from chancery.model.decision import Kind
from chancery.model.record import Entity, Event
from chancery.record.involved import Fact
from chancery.record.review import Doubt, queue

_PAIR: dict[str, Kind] = {"s": "same", "d": "different"}
_ROW: dict[str, Kind] = {"a": "accept", "r": "reject"}
_MOST_SOURCES = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many, and who judges."""
    parser.add_argument("--limit", type=options.positive, default=20, metavar="N", help="how many are listed (20)")
    parser.add_argument("--list", action="store_true", help="list them, on a terminal too")
    deciding.add_signature(parser)
    options.add_json(parser)
    options.add_record(parser)


def run(args: argparse.Namespace) -> int:
    """Judge, or list."""
    with deciding.desk(args) as desk:
        found = queue(desk.sitting.linked)
        if args.json:
            put({"total": len(found), "doubts": found[: args.limit]})
        elif args.list or not (sys.stdin.isatty() and sys.stdout.isatty()):
            say(_listing(desk, found, args.limit))
        else:
            _judge(desk)
    return EXIT_OK


def _listing(desk: deciding.Desk, found: list[Doubt], limit: int) -> Iterable[str]:
    columns = terminal_width()
    for doubt in found[:limit]:
        names = " / ".join(_name(desk, key) for key in doubt.ids)
        yield from hang(f"{doubt.rank:5.2f}  ", f"{doubt.kind} {names}: {_why(doubt)}", columns)
        ids = " ".join(map(short, doubt.ids))
        choices = _PAIR if len(doubt.ids) > 1 else _ROW
        yield dim(f"       {' | '.join(choices.values())} {ids}")
    if len(found) > limit:
        yield f"and {len(found) - limit} more (--limit)"
    if not found:
        yield "nothing is doubtful"
    else:
        yield dim(f"to decide: {command('same A B', desk.folder)}, or review on a terminal")


def _judge(desk: deciding.Desk) -> None:
    """One doubt after the other, until there is none or q."""
    skipped: set[tuple[str, ...]] = set()
    done = 0
    while found := queue(desk.sitting.linked, skipped):
        doubt = found[0]
        say(["", *_shown(desk, doubt, len(found))])
        choices = _PAIR if len(doubt.ids) > 1 else _ROW
        offered = " · ".join(f"{key} {kind}" for key, kind in choices.items())
        print(f"{offered} · n next · q quit ", end="", flush=True)
        key = keys.press().casefold()
        print(key)
        if key in {"q", "", "\x04"}:
            break
        if key in choices and _decided(desk, choices[key], doubt):
            done += 1
        elif key in choices or key in {"n", " ", "\n"}:
            skipped.add(doubt.ids)
    else:
        print("nothing else is doubtful")
    print(f"{plural(done, 'decision')} taken; {command('log', desk.folder)}")


def _decided(desk: deciding.Desk, kind: Kind, doubt: Doubt) -> bool:
    """Show what it would change, and do it when the next key is y."""
    desk.renew()
    targets = [desk.made(doubt.kind if _is_fact(desk, key) else "entity", key) for key in doubt.ids]
    try:
        outlook = desk.sitting.outlook([desk.decision(kind, targets)])
    except ChanceryError as error:
        print(error.line())
        return False
    say(differing.lines(outlook, desk.sitting.linked, terminal_width()))
    print("y do it · any other key leaves it ", end="", flush=True)
    key = keys.press().casefold()
    print(key)
    if key != "y":
        return False
    desk.sitting.take(outlook)
    desk.renew()
    say([differing.done(outlook, command("undo", desk.folder))])
    return True


def _is_fact(desk: deciding.Desk, key: str) -> bool:
    return key in desk.targets.facts


def _shown(desk: deciding.Desk, doubt: Doubt, left: int) -> Iterable[str]:
    columns = terminal_width()
    yield from hang(bold(f"{doubt.kind}  "), f"{_why(doubt)} {dim(f'{left} left')}", columns)
    for key in doubt.ids:
        yield from hang("  ", bold(_name(desk, key)) + f"  {dim(short(key))}", columns)
        for words in _sources(desk, key, columns - 6):
            yield from hang("      ", words, columns)


def _why(doubt: Doubt) -> str:
    return f"{doubt.reason} ({doubt.chance:.2f}; {plural(doubt.depends, 'row hangs', 'rows hang')} on it)"


def _name(desk: deciding.Desk, key: str) -> str:
    entity = desk.targets.entities.get(key)
    if entity is not None:
        about = ", ".join(filter(None, (entity.type, entity.state)))
        return f"{entity.name} ({about}, {plural(len(entity.articles), 'article')})"
    fact = desk.targets.facts.get(key)
    if fact is None:
        return key
    when = f", {date(fact.date)}, {happened(fact.status)}" if isinstance(fact, Event) else ""
    return f"{Teller(Rows(desk.sitting.linked)).line(fact)}{when}"


def _sources(desk: deciding.Desk, key: str, columns: int) -> Iterable[str]:
    """The first few passages that name it or tell it."""
    row: Entity | Fact | None = desk.targets.entities.get(key) or desk.targets.facts.get(key)
    if isinstance(row, Entity):
        for article in row.articles[:_MOST_SOURCES]:
            text = desk.sitting.texts[article]
            name = next((form for form in row.names if form in text), None)
            if name is not None:
                yield around(text, text.index(name), text.index(name) + len(name), columns)
    elif row is not None:
        for evidence in row.evidence[:_MOST_SOURCES]:
            yield f"“{' '.join(evidence.quote.split())}”"
