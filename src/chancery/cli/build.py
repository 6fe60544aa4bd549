"""Read documents into a record: text, web pages, rows of articles, archives, or folders of these.

What the record holds already stays; a document that is read again replaces what it said before. A build that was
interrupted goes on where it was when it is run again. Without documents, what the record holds is linked again, with
its decisions as they stand (after a merge of decisions.jsonl, say).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from chancery.cli import options
from chancery.cli.bar import bar
from chancery.cli.dispatch import EXIT_OK, EXIT_PARTLY
from chancery.cli.layout import command, plural
from chancery.errors import UsageError
from chancery.read import columns_of
from chancery.read.originals import ORIGINALS
from chancery.record import Record
from chancery.record.schema import DATABASE
from chancery.run import Report
from chancery.run import build as run_build
from chancery.run.rooms import real_rooms


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Inputs, the record, and how many processes."""
    parser.add_argument("inputs", nargs="*", type=Path, metavar="INPUT", help="a file or a folder")
    options.add_record(parser)
    parser.add_argument(
        "--workers",
        type=options.positive,
        metavar="N",
        help="processes (as many as there are cores; 1 reads in this process)",
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="which column of rows holds text, title, published, language, outlet, url or id",
    )
    parser.add_argument(
        "--keep-originals", action="store_true", help="keep the bytes of what is read, in the record's folder"
    )


def run(args: argparse.Namespace) -> int:
    """Build, and say what came of it."""
    for path in args.inputs:
        if not path.exists() and not path.is_symlink():
            raise UsageError(f"{path}: no such file or folder", hint="chancery build --help")
    if not args.inputs and not (args.record / DATABASE).exists():
        raise UsageError(
            f"chancery build: the following arguments are required: INPUT (no record in {args.record} to link again)",
            hint="chancery build --help",
        )
    columns = columns_of(args.column)
    record = Record.open_or_create(args.record)
    rooms = real_rooms(columns=columns, originals=record.path / ORIGINALS if args.keep_originals else None)
    report = run_build(args.inputs, record, workers=args.workers, progress=bar(), rooms=rooms)
    print(summary(report, args.record))
    return EXIT_PARTLY if report.failed else EXIT_OK


def summary(report: Report, folder: Path) -> str:
    """What a build came to, and what to try next."""
    held = [
        plural(report.articles, "article"),
        plural(report.stories, "story", "stories"),
        plural(report.events, "event"),
    ]
    done = f"{plural(report.listed, 'document')} named, {report.extracted} newly read, {report.seconds:.1f} s"
    lines = [f"{' · '.join(held)} in {folder}  ({done})"]
    if report.failed:
        lines.append(f"{plural(report.failed, 'document')} could not be read: {command('doctor', folder)}")
    if report.decisions or report.unapplied:
        count = len(report.unapplied)
        applied = f"{plural(report.decisions, 'decision')} applied"
        lost = f", {plural(count, 'no longer applies', 'no longer apply')}: {command('log', folder)}" if count else ""
        lines.append(applied + lost)
    lines += [f"  no longer applies: {quoted}: {why}" for quoted, why in report.unapplied]
    return "\n".join(lines)
