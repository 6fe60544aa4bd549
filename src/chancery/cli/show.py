"""What is between two parties (show VNM BLR), or all about one (show "Tô Lâm").

A party is a state by its code (VNM, VN) or its name in any language, a person or an organization by any of its names,
marks and case aside, or an id.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from chancery.cli import options, pair, person, rejected, removed
from chancery.cli.answer import as_json
from chancery.cli.dispatch import EXIT_OK
from chancery.cli.layout import command, terminal_width
from chancery.cli.paint import say
from chancery.cli.sections import LABEL
from chancery.cli.telling import Teller
from chancery.errors import ChanceryError, UsageError
from chancery.record import Record, View, formerly
from chancery.record.dossier import dossier, profile, silence
from chancery.record.naming import Party, parties
from chancery.record.view import looks_like_id

_EVERYTHING = 10**9


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One party or two, or an article whose removed words are asked for."""
    parser.add_argument("parties", nargs="*", metavar="PARTY", help="one name or code, or two")
    parser.add_argument("--removed", metavar="ARTICLE", help="what was taken out of an article, and why")
    parser.add_argument("--rejected", action="store_true", help="the rows that were taken out of the record by hand")
    parser.add_argument("--all", action="store_true", help="every row, however many there are")
    options.add_json(parser)
    options.add_record(parser)


def run(args: argparse.Namespace) -> int:
    """Show a dossier, a profile, or what was removed or rejected."""
    if args.rejected:
        rejected.show(Record.open(args.record), json=args.json)
        return EXIT_OK
    if args.removed is None and len(args.parties) not in {1, 2}:
        raise UsageError(
            f"show takes one party or two, got {len(args.parties)}",
            hint='chancery show VNM USA, or chancery show "Tô Lâm"',
        )
    with Record.open(args.record).view() as view:
        if args.removed is not None:
            removed.show(view, args.removed, json=args.json)
            return EXIT_OK
        found = [one(view, text, args.record) for text in args.parties]
        if len(found) == 1:
            _show_one(view, found[0], args)
        else:
            _show_two(view, found[0], found[1], args)
    return EXIT_OK


def one(view: View, text: str, record: Path) -> Party:
    """The party that is meant. ChanceryError lists the candidates, or says that there are none."""
    found = parties(view, text)
    if not found and looks_like_id(text) and (now := formerly.joined(view, record, text)):
        found = parties(view, now[1])
    if len(found) == 1:
        return found[0]
    if not found:
        raise ChanceryError(
            f"nobody in the record is called {text!r}",
            hint=f"{command(f'search {text!r}', record)}; states go by code too, as VNM",
        )
    shown = "; ".join(
        f"{party.name} ({_kind(party)}) {party.entity.id if party.entity else party.key}" for party in found[:8]
    )
    more = f" and {len(found) - 8} more" if len(found) > 8 else ""
    raise ChanceryError(f"{text!r} may be {shown}{more}", hint="ask again with the full name or id")


def _kind(party: Party) -> str:
    if party.entity is None or party.entity.type == "state":
        return "state"
    return ", ".join(filter(None, (party.entity.type, party.entity.state)))


def _show_two(view: View, a: Party, b: Party, args: argparse.Namespace) -> None:
    if a.key == b.key:
        raise UsageError(f"both names mean {a.name}", hint="name two parties, or one alone")
    found = dossier(view, a, b)
    why_not = silence(view, a, b) if found.is_empty else None
    if args.json:
        as_json(view, found, why_not)
    elif why_not is not None:
        say(pair.empty(view, found, why_not, args.record))
    else:
        say(pair.lines(Teller(view), found, view.counts(), _layout(args)))


def _show_one(view: View, party: Party, args: argparse.Namespace) -> None:
    found = profile(view, party)
    if args.json:
        as_json(view, found)
    elif party.entity is None and not found.events:
        raise ChanceryError(
            f"{party.name} ({party.key}) is named in none of the {view.counts()['articles']} articles",
            hint="build more articles, or chancery search",
        )
    else:
        say(person.lines(Teller(view), found, _layout(args)))


def _layout(args: argparse.Namespace) -> pair.Layout:
    most = _EVERYTHING if args.all else None
    return pair.Layout(columns=terminal_width(), most=most, record=args.record, label=LABEL)
