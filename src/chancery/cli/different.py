"""Say that two entities, or two events, are not one: they stay apart, or are parted where they were joined.

A and B are names that mean one thing, ids, or the start of ids. To part what was joined give two names that it bears
("To Lam" "Tô Lâm"), or two articles that tell of it (en_4k2@ar_7 en_4k2@ar_9).
"""

from __future__ import annotations

import argparse

from chancery.cli import deciding


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two."""
    parser.add_argument("a", metavar="A", help='a name ("Tô Lâm") or an id (en_4k2)')
    parser.add_argument("b", metavar="B", help="what it is not")
    deciding.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Take the decision."""
    return deciding.decide(args, lambda desk: [desk.once("different", desk.pair("different", args.a, args.b))])
