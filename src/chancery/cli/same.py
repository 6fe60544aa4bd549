"""Say that two entities, or two events, are one.

A and B are names that mean one thing, ids, or the start of ids. `ID@ARTICLE` is what one article tells of it.
"""

from __future__ import annotations

import argparse

from chancery.cli import deciding


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two."""
    parser.add_argument("a", metavar="A", help='a name ("Tô Lâm") or an id (en_4k2)')
    parser.add_argument("b", metavar="B", help="what it is the same as")
    deciding.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Take the decision."""
    return deciding.decide(args, lambda desk: [desk.once("same", desk.pair("same", args.a, args.b))])
