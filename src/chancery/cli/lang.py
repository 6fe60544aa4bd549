"""Language packs: `chancery lang check` prints `file: key: problem` for whatever is wrong with them."""

from __future__ import annotations

import argparse
import importlib
from itertools import chain

from chancery.cli.dispatch import EXIT_ERROR, EXIT_OK
from chancery.cli.layout import plural


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    parser.add_argument("action", choices=["check"], help="check every pack and run its cases")


def run(args: argparse.Namespace) -> int:
    """Check the packs and run their cases; exit 1 when anything is wrong."""
    del args
    check = importlib.import_module("chancery.lang.check").check
    run_cases = importlib.import_module("chancery.extract.cases").run_cases
    languages = importlib.import_module("chancery.lang").available()
    count = 0
    for problem in chain(check(), *(run_cases(language) for language in languages)):
        print(problem)
        count += 1
    if count:
        print(plural(count, "problem"))
        return EXIT_ERROR
    print("all language packs are sound")
    return EXIT_OK
