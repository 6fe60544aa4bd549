"""Text in columns: how wide it is on a terminal, how it is cut, wrapped and aligned."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from chancery.cli.options import RECORD
from chancery.cli.paint import is_sign

_NARROWEST, _WIDEST = 60, 160


def terminal_width() -> int:
    """Columns there are; 100 when nobody can say."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((100, 24)).columns))


def width(text: str) -> int:
    """Columns a text takes: two for a wide character, none for a mark."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if is_sign(char) or unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def pad(text: str, columns: int) -> str:
    """The text with blanks up to a width."""
    return text + " " * max(0, columns - width(text))


def shorten(text: str, columns: int) -> str:
    """The text cut at a word to a width, with … where it was cut."""
    text = " ".join(text.split())
    if width(text) <= columns:
        return text
    taken, used = 0, 1
    for char in text:
        used += _char_width(char)
        if used > columns:
            break
        taken += 1
    cut = text[:taken]
    at_word, _, _ = cut.rpartition(" ")
    return f"{at_word if width(at_word) > columns * 0.6 else cut}…"


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns; a word that is wider is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and width(line) + 1 + width(word) > columns:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        while width(line) > columns:
            fits = _prefix(line, columns)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line] if line or not lines else lines


def _prefix(text: str, columns: int) -> int:
    used = 0
    for number, char in enumerate(text):
        used += _char_width(char)
        if used > columns:
            return max(1, number)
    return len(text)


def hang(first: str, text: str, columns: int) -> list[str]:
    """`first`, then the text wrapped in what is left beside it."""
    lines = wrap(text, max(20, columns - width(first)))
    blank = " " * width(first)
    return [(f"{first if not number else blank}{line}").rstrip() for number, line in enumerate(lines)]


def table(rows: Sequence[Sequence[str]], columns: int, *, flexible: int, indent: int = 0) -> list[str]:
    """Rows in aligned columns two blanks apart; the flexible column takes what is left and wraps."""
    if not rows:
        return []
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    others = sum(w + 2 for i, w in enumerate(widths) if i != flexible and w) + indent
    widths[flexible] = min(widths[flexible], max(24, columns - others))
    lines: list[str] = []
    for row in rows:
        parts = wrap(row[flexible], widths[flexible])
        for number, part in enumerate(parts):
            cells = [part if i == flexible else (cell if not number else "") for i, cell in enumerate(row)]
            shown = [pad(cell, widths[i]) for i, cell in enumerate(cells) if widths[i]]
            lines.append((" " * indent + "  ".join(shown)).rstrip())
    return lines


def plural(number: int, one: str, many: str | None = None) -> str:
    """`1 article`, `2 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def command(words: str, record: Path) -> str:
    """A command to try next as it can be typed here, with the record it is about when that is not the usual one."""
    if str(record) == (os.environ.get("CHANCERY_RECORD") or RECORD):
        return f"{program()} {words}"
    return f"{program()} {words} --record {shlex.quote(str(record))}"


def program() -> str:
    """What to type for this program: its name, or how it was called where the shell would not find the name."""
    called = Path(sys.argv[0])
    if called.name != "chancery" or shutil.which("chancery"):
        return "chancery"
    here = os.path.relpath(called)
    return here if len(here) < len(str(called)) else str(called)
