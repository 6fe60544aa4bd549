"""Take a row out of the record: it was read wrongly. `log` and `show --rejected` list what was taken out."""

from __future__ import annotations

import argparse

from chancery.cli import deciding


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The row."""
    parser.add_argument("id", metavar="ID", help="an id, the start of one, or an entity's name")
    deciding.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Take the decision."""
    return deciding.decide(args, lambda desk: [desk.once("reject", [desk.target(args.id)])])
