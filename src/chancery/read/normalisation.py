"""Text normalisation: one form of Unicode, one kind of blank, one kind of line end."""

from __future__ import annotations

import unicodedata

from chancery.text import regex

_LINE_ENDS = ("\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
_INVISIBLE = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
        0x00AD,  # soft hyphen
        0x180E,
        *range(0x200B, 0x2010),  # zero width, marks of direction
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x2070),
        0xFEFF,
        0xFFFC,
        0xFFFD,
        *range(0xD800, 0xE000),  # lone surrogates, which cannot be written as UTF-8
    ]
)
_BLANKS = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_TABLE = _INVISIBLE | _BLANKS
_RUNS = regex.compile(r" {2,}")
_GLUED = regex.compile(r"[.!?…](?<=[^\W\d_A-Z]{3}.)[”\"’»)]?(?=[A-ZÀ-ÖØ-ÞĐА-ЯЁ][^\W\d_A-Z]|[A-ZĐ] )")
_ADDRESS = regex.compile(r"(?i)https?://|www\.|\w@\w")


def normalise(text: str) -> str:
    """The text in NFC, with plain blanks, one kind of line end and nothing invisible."""
    for end in _LINE_ENDS:
        if end in text:
            text = text.replace(end, "\n")
    text = text.translate(_TABLE)
    return _RUNS.sub(" ", unicodedata.normalize("NFC", text))


def separate(paragraph: str) -> str:
    """The paragraph with a blank after a full stop that the scraper glued to the next sentence."""
    if _ADDRESS.search(paragraph):
        return paragraph
    return _GLUED.sub(r"\g<0> ", paragraph)


def one_line(text: str) -> str:
    """The text as a single line: for titles, captions and names."""
    return " ".join(normalise(text).split())
