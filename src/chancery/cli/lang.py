"""Language packs: `chancery lang check` prints `file: key: problem` for whatever is wrong with them."""

from __future__ import annotations

import argparse
import importlib

from chancery.cli.dispatch import EXIT_ERROR, EXIT_OK
from chancery.cli.layout import plural


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    parser.add_argument("action", choices=["check"], help="check every pack")


def run(args: argparse.Namespace) -> int:
    """Check the packs; exit 1 when anything is wrong."""
    del args
    problems = list(importlib.import_module("chancery.lang.check").check())
    for problem in problems:
        print(problem)
    if problems:
        print(plural(len(problems), "problem"))
        return EXIT_ERROR
    print("all language packs are sound")
    return EXIT_OK
