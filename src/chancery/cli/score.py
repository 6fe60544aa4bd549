"""How much of a gold standard the record holds, per language, why things are missed, and what changed since last time.

The gold is a folder of JSON files, one a document, found by the name of the file the document was read from.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from chancery.cli import options
from chancery.cli.answer import put
from chancery.cli.dispatch import EXIT_OK
from chancery.cli.scoretable import shown
from chancery.record import Record
from chancery.score import Exported, read_gold, score
from chancery.score.history import Run, last_run, save


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Against which gold, which part of it, how much to tell."""
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR", help="the folder of gold documents")
    parser.add_argument("--lang", metavar="xx", help="only the documents of one language")
    parser.add_argument("--errors", action="store_true", help="every miss, grouped by cause")
    parser.add_argument("--no-save", action="store_true", help="leave what the next run is compared with as it is")
    options.add_record(parser)
    options.add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Score each language apart, compare with the last run, and keep this one beside the record."""
    golds = read_gold(args.gold, args.lang)
    record = Record.open(args.record)
    with record.view() as view:
        exported = Exported.of_view(view)
    languages = sorted({gold.lang for gold in golds})
    lots = {language: [gold for gold in golds if gold.lang == language] for language in languages}
    if len(languages) > 1:
        lots["all"] = golds
    run = Run.of({name: score(exported, lot) for name, lot in lots.items()}, {n: len(lot) for n, lot in lots.items()})
    before = last_run(record.path, args.gold)
    if args.json:
        put(run)
    else:
        print("\n".join(shown(run, before, errors=args.errors)))
    if not args.no_save:
        save(record.path, args.gold, run if before is None else before.with_(run))
    return EXIT_OK
