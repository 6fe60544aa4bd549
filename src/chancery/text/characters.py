"""Facts about single characters. Every mapping here keeps the length of the text."""

from __future__ import annotations

_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})


def plain_quotes(text: str) -> str:
    """The text with typographic apostrophes made plain; same length."""
    return text.translate(_QUOTES)


def lower(text: str) -> str:
    """Lower case, character by character, so that offsets stay (İ keeps its length)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def is_unspaced(char: str) -> bool:
    """Is the character of a script written without spaces between words (Han, kana, Thai, Khmer, Lao)?"""
    point = ord(char)
    return (
        0x3040 <= point <= 0x30FF
        or 0x3400 <= point <= 0x9FFF
        or 0xF900 <= point <= 0xFAFF
        or 0x20000 <= point <= 0x3FFFF
        or 0x0E00 <= point <= 0x0EFF
        or 0x1780 <= point <= 0x17FF
    )
