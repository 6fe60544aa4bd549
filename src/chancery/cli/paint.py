"""Emphasis: signs inside the text while it is laid out, colours or plain characters when it is printed.

Private-use characters stand for the emphasis, so that wrapping and alignment need not know of escape sequences. What
comes out of articles is cleaned of control characters before a terminal sees it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

MARK, UNMARK = "\ue000", "\ue001"
BOLD, DIM, GREEN, YELLOW, RED, CYAN, PLAIN = (chr(0xE010 + n) for n in range(7))

_CODES = {BOLD: "1", DIM: "2", GREEN: "32", YELLOW: "33", RED: "31", CYAN: "36", PLAIN: "0"}
_COLOURED = {ord(sign): f"\x1b[{code}m" for sign, code in _CODES.items()} | {
    ord(MARK): "\x1b[1;33m",
    ord(UNMARK): "\x1b[0m",
}
_UNCOLOURED: dict[int, str] = {ord(sign): "" for sign in _CODES} | {
    ord(MARK): "[",
    ord(UNMARK): "]",
}
_CONTROL: dict[int, str] = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�")
_STATUS = {"planned": YELLOW, "proposed": YELLOW, "ongoing": CYAN, "denied": RED}


def is_sign(char: str) -> bool:
    """Does the character take no room, being a colour?"""
    return "\ue010" <= char <= "\ue01f"


def bold(text: str) -> str:
    """Headings."""
    return f"{BOLD}{text}{PLAIN}"


def dim(text: str) -> str:
    """What is there to be copied rather than read."""
    return f"{DIM}{text}{PLAIN}"


def marked(text: str) -> str:
    """Words that matter: in colour on a terminal, in brackets elsewhere."""
    return f"{MARK}{text}{UNMARK}"


def status(word: str, text: str | None = None) -> str:
    """A status in its colour; what happened has none."""
    colour = _STATUS.get(word)
    return f"{colour}{text or word}{PLAIN}" if colour else text or word


def wants_colour() -> bool:
    """Is stdout a terminal whose user has not asked for no colour?"""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(lines: Iterable[str]) -> None:
    """Print lines, painted as stdout allows."""
    coloured = wants_colour()
    signs = _COLOURED if coloured else _UNCOLOURED
    inside = False
    for line in lines:
        text = line.translate(_CONTROL)
        # A mark that goes on over a line's end is closed and opened again, so that an indent is not painted.
        if coloured and inside:
            body = text.lstrip(" ")
            text = f"{' ' * (len(text) - len(body))}{MARK}{body}"
        inside = text.rfind(MARK) > text.rfind(UNMARK)
        if coloured and inside:
            text += UNMARK
        print(text.translate(signs))
