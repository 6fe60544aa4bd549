"""Names of people across languages: their words without marks, and spellings that stand for one name."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from chancery.text.folding import fold

Words = tuple[str, ...]

_REMEMBERED = 1 << 16

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "i",
    "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "є": "e", "ґ": "g", "ј": "i",
}  # fmt: skip
"""Folded letters: й, ё, ї and ў have lost their marks by then."""

_SPELLINGS = (
    ("shch", "sch"), ("kh", "h"), ("ph", "f"), ("x", "ks"), ("w", "v"), ("ck", "k"), ("tz", "ts"),
    ("oo", "u"), ("ou", "u"), ("ee", "i"), ("y", "i"),
)  # fmt: skip
"""Romanisations of the same sound, applied in order."""

_UNPARTED = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
"""Scripts that write names without blanks."""

_VOWELS = frozenset("aeiou")

FAMILY_FIRST = frozenset({"VNM", "CHN", "TWN", "HKG", "MAC", "SGP", "KOR", "PRK", "JPN", "KHM", "HUN", "MNG", "MMR"})
"""States whose people are called by the last word of their name, or whose names differ by a vowel alone."""


@lru_cache(maxsize=_REMEMBERED)
def words(name: str) -> Words:
    """The words of a name, folded; hyphens and dots part words, apostrophes do not."""
    bare = fold(name).replace("'", "").replace("\u2018", "")
    return tuple("".join(c if c.isalnum() or _joins(c) else " " for c in bare).split())


def _joins(char: str) -> bool:
    """Vowel signs of Indic and other scripts are marks, but part of the word."""
    return unicodedata.category(char) in {"Mn", "Mc"}


@lru_cache(maxsize=_REMEMBERED)
def marks(name: str) -> str:
    """What folding loses: the letters with their marks, wherever in the syllable a tone is written (hoà, hòa)."""
    decomposed = unicodedata.normalize("NFD", name.casefold()).split()
    return " ".join("".join(sorted(word)) for word in decomposed)


@lru_cache(maxsize=_REMEMBERED)
def spelling(word: str) -> str:
    """A folded word in one romanisation: sergey, sergei and сергей are one; so are zelenskyy and зеленский."""
    latin = "".join(_CYRILLIC.get(c, c) for c in word)
    for one, other in _SPELLINGS:
        latin = latin.replace(one, other)
    latin = latin[:1] + latin[1:].replace("j", "i")
    return "".join(c for i, c in enumerate(latin) if i == 0 or c != latin[i - 1])


@lru_cache(maxsize=_REMEMBERED)
def skeleton(word: str) -> str | None:
    """The consonants of a spelling, g and h alike (vladimir, volodymyr); None where too few to tell names apart."""
    latin = spelling(word)
    syllables = sum(c in _VOWELS and (i == 0 or latin[i - 1] not in _VOWELS) for i, c in enumerate(latin))
    bones = consonants(word)
    return bones if syllables >= 2 and len(bones) >= 3 else None


def consonants(word: str) -> str:
    """The consonants of a spelling, g and h alike: what Трамп and Trump share."""
    return "".join("h" if c == "g" else c for c in spelling(word) if c not in _VOWELS)


def is_latin(text: str) -> bool:
    """Is the first letter Latin? Folded or not."""
    letter = next((c for c in text if c.isalpha()), "")
    return "LATIN" in unicodedata.name(letter, "") if letter else False


def is_whole(form: Words) -> bool:
    """Is this a full name: several words, or one of a script that does not part given and family name?"""
    return len(form) > 1 or (len(form[0]) > 1 and unicodedata.name(form[0][0], "").startswith(_UNPARTED))
