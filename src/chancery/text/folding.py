"""Folding: what a name or a word is once case, marks and compatibility forms do not count.

`Đảng` folds to `dang`, `Tô Lâm` to `to lam`, `Łukasz` to `lukasz`. The same folding is applied to what is stored
and to what is asked, so it may lose distinctions but must never depend on the neighbours of a character.
"""

from __future__ import annotations

import unicodedata

_LETTERS = {
    "đ": "d", "ð": "d", "ɖ": "d", "ɗ": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
    "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "ɓ": "b", "ƙ": "k", "ƴ": "y", "ĸ": "k", "ɛ": "e", "ɔ": "o",
    "’": "'", "‘": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-", "—": "-",
    "ʻ": "", "ʼ": "", "ʹ": "", "ʾ": "", "ʿ": "", "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "",
}  # fmt: skip
"""What decomposition does not reach, after case folding. Uzbek and Arabic apostrophe letters are silent."""

_LOWEST_DROPPED = 10
"""Combining classes below this are not accents: nukta (7), kana voicing (8), virama (9), vowel signs (0)."""


class _Table(dict[int, str]):
    """Code point → what it folds to, worked out when first met; `str.translate` asks it."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = _fold_char(chr(point))
        return folded


def _fold_char(char: str) -> str:
    lowered = "".join(_LETTERS.get(c, c) for c in char.casefold())
    parts = unicodedata.normalize("NFKD", lowered)
    bare = "".join(c for c in parts if unicodedata.combining(c) < _LOWEST_DROPPED)
    # Recomposed, so that Hangul syllables and voiced kana stay one character; mapped again for what
    # NFKD opened.
    return "".join(_LETTERS.get(c, c) for c in unicodedata.normalize("NFC", bare).casefold())


_TABLE = _Table()


def fold(text: str) -> str:
    """The text case-folded, without marks and compatibility forms."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return text.translate(_TABLE)


def fold_map(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the offset in `text` of the one it came from."""
    pieces: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        folded = _TABLE[ord(char)]
        pieces.append(folded)
        offsets.extend([offset] * len(folded))
    return "".join(pieces), offsets
