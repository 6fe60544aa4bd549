"""Write the record as files for others: JSON Lines, one file for articles, entities, events and so on."""

from __future__ import annotations

import argparse
from pathlib import Path

from chancery.cli import options
from chancery.cli.dispatch import EXIT_OK
from chancery.export import jsonl
from chancery.record import Record


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where from, in which format, where to."""
    parser.add_argument("folder", type=Path, metavar="OUT_DIR", help="the folder to write into")
    parser.add_argument("--format", choices=["jsonl"], default="jsonl", help="jsonl (the only one yet)")
    options.add_record(parser)


def run(args: argparse.Namespace) -> int:
    """Export, and say what was written."""
    with Record.open(args.record).view() as view:
        counts = jsonl.export(view, args.folder)
    print(f"{args.folder}: " + ", ".join(f"{number} {name}" for name, number in counts.items()))
    return EXIT_OK
