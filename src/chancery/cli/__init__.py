"""The command line: one file a command, no logic beyond arguments and layout."""

from chancery.cli.dispatch import main

__all__ = ["main"]
