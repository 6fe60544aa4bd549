"""Arguments that several commands share."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

RECORD = "chancery.record"


def add_record(parser: argparse.ArgumentParser) -> None:
    """`--record DIR`."""
    default = Path(os.environ.get("CHANCERY_RECORD") or RECORD)
    parser.add_argument(
        "--record",
        type=Path,
        default=default,
        metavar="DIR",
        help=f"the record's folder (now {default}; $CHANCERY_RECORD sets it)",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true", help="one JSON document instead of text")


def positive(text: str) -> int:
    """A whole number of at least 1."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least 1")
    return int(text)
