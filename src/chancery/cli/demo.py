"""Build a record of the articles that come with the program, and show what is between two states."""

from __future__ import annotations

import argparse
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from chancery.cli import pair
from chancery.cli.bar import bar
from chancery.cli.build import summary
from chancery.cli.dispatch import EXIT_OK
from chancery.cli.layout import command, terminal_width
from chancery.cli.options import positive
from chancery.cli.paint import bold, dim, say
from chancery.cli.sections import LABEL
from chancery.cli.show import one
from chancery.cli.telling import Teller
from chancery.record import Record
from chancery.record.dossier import dossier
from chancery.run import build

_PAIR = ("USA", "VNM")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the record goes."""
    parser.add_argument("--record", type=Path, metavar="DIR", help="the record's folder (a new temporary one)")
    parser.add_argument("--workers", type=positive, metavar="N", help="processes")


def run(args: argparse.Namespace) -> int:
    """Build, show, and say what to try next."""
    folder = args.record or Path(tempfile.mkdtemp(prefix="chancery-demo-")) / "chancery.record"
    record = Record.open_or_create(folder)
    with as_file(files("chancery") / "demo" / "corpus") as corpus:
        report = build([corpus], record, workers=args.workers, progress=bar())
    print(summary(report, folder))
    print()
    with record.view() as view:
        a, b = (one(view, code, folder) for code in _PAIR)
        say([dim(f"$ {command(f'show {a.key} {b.key}', folder)}"), ""])
        layout = pair.Layout(columns=terminal_width(), most=None, record=folder, label=LABEL)
        found = dossier(view, a, b)
        say(pair.lines(Teller(view), found, view.counts(), layout))
        tries = [
            *(f"why {event.id[:11]}" for event in found.events[:1]),
            *(f"show {x} {y}" for x, y, _ in view.most_told_pairs(3) if {x, y} != set(_PAIR)),
            'search "quan he"',
            "serve --open",
            "export /tmp/chancery-export",
        ]
    say(["", bold("Try next"), *(f"  {command(words, folder)}" for words in tries)])
    return EXIT_OK  # what is in a language without a pack yet is told, and no failure of the demo
