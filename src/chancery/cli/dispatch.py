"""From arguments to a command and from whatever it raises to one line and an exit code.

A command is a module of this folder with `add_arguments(parser)` and `run(args) -> int`; it is imported only when it
is asked for, so that help comes at once.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Never, TextIO

from chancery import __version__
from chancery.errors import ChanceryError, UsageError

COMMANDS: Mapping[str, str] = {
    "build": "read documents into a record",
    "show": "what is between two states, or all about one name",
    "search": "find words in the articles and names, marks and case aside",
    "why": "the words behind a line, and how they were read",
    "export": "write the record as files for others",
    "score": "how much of a gold standard the record holds",
    "review": "what is doubtful, the most doubtful and consequential first, to be judged",
    "same": "say that two entities or events are one",
    "different": "say that two entities or events are not one",
    "reject": "take a row out of the record",
    "accept": "say that a row was read rightly",
    "edit": "set a field of a row",
    "undo": "take back a decision",
    "log": "the decisions that were taken, and whether they hold",
    "doctor": "what could not be read and why, and whether the record is sound",
    "serve": "show the record in a browser, and answer programs",
    "demo": "build a record of the articles that come with the program",
    "lang": "check the language packs",
}
"""Every command with its one line of help."""

EXIT_OK, EXIT_ERROR, EXIT_USAGE, EXIT_PARTLY, EXIT_INTERRUPTED = 0, 1, 2, 3, 130

_EPILOG = """\
A record is a folder; it is ./chancery.record unless --record or $CHANCERY_RECORD says otherwise.
Exit codes: 0 done, 1 error, 2 wrong arguments, 3 done but some inputs could not be read.
Begin with: chancery demo
"""


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> Never:
        """What was wrong, and where help is."""
        raise UsageError(f"{self.prog}: {message}", hint=f"{self.prog} --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; the exit code."""
    _forgive_encoding(sys.stdout)
    try:
        code = _command(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except UsageError as error:
        return _complain(error.line(), EXIT_USAGE)
    except ChanceryError as error:
        return _complain(error.line(), EXIT_ERROR)
    except BrokenPipeError:
        # The reader (head, less) has seen enough; Python must not try to flush what is left at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except OSError as error:
        return _complain(f"{error.filename or 'cannot go on'}: {error.strerror}", EXIT_ERROR)
    except KeyboardInterrupt:
        return _complain("interrupted; what was finished is kept", EXIT_INTERRUPTED)
    return code


def _forgive_encoding(stream: TextIO) -> None:
    """Show ? for what the terminal's encoding lacks, rather than stop there."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")


def _complain(line: str, code: int) -> int:
    clear = "\r\x1b[K" if sys.stderr.isatty() else ""  # a bar may stand there
    print(f"{clear}chancery: {' '.join(line.split())}", file=sys.stderr)
    return code


def _command(arguments: list[str]) -> int:
    name = next((word for word in arguments if not word.startswith("-")), None)
    if name in COMMANDS and arguments[0] == name:
        module = importlib.import_module(f"chancery.cli.{name}")
        return run_command(name, module, arguments[1:])
    parser = Parser(
        prog="chancery",
        description="Chancery keeps the record of dealings between states, read from the news.",
        epilog=_EPILOG,
        usage="chancery COMMAND …",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"chancery {__version__}")
    commands = parser.add_argument_group("commands (chancery COMMAND --help tells more)")
    for command, line in COMMANDS.items():
        commands.add_argument(command, nargs="?", help=line, metavar=command)
    if not arguments:
        parser.print_help()
        return EXIT_OK
    if arguments[0].startswith("-"):
        parser.parse_args(arguments[:1])
    raise UsageError(f"no command {arguments[0]!r}; there are {', '.join(COMMANDS)}", hint="chancery --help")


def run_command(name: str, module: ModuleType, arguments: Sequence[str]) -> int:
    """Parse a command's arguments and run it."""
    parser = Parser(
        prog=f"chancery {name}",
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    code: int = module.run(parser.parse_args(arguments))
    return code
