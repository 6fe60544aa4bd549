"""What a name written one way is in other scripts and spellings: keys that two writings of one name share.

A key is SURE when it is nearly the name itself; LIKE when an office must be in common too, or the scripts differ; a
HINT when it is one of many and means something only beside a SURE one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product
from unicodedata import name as character_name

from chancery.link import scripts
from chancery.link.names import FAMILY_FIRST, Words, consonants, is_latin, spelling

SURE, LIKE, HINT = 3, 2, 1
Reading = tuple[str, int]

_MOST = 400
"""More ways to read a name than this tell nothing."""

_REMEMBERED = 1 << 16
_CHINESE = frozenset({"CHN", "TWN", "HKG", "MAC", "SGP"})
_SHORTEST = 5
"""Consonants that an Arabic name must have to be told by them."""


@lru_cache(maxsize=_REMEMBERED)
def readings(form: Words, state: str) -> tuple[Reading, ...]:
    """The keys of a full name of somebody of a state, sorted."""
    if state == "VNM":
        found = set(_vietnamese(form))
    elif state in _CHINESE:
        found = set(_chinese(form, state))
    elif state in scripts.korean().states:
        found = {(f"ko {sounds}", LIKE) for sounds in _korean(form)}
    elif state in scripts.arabic().states:
        found = {*_arabic(form), *_given(form)}
    elif state in FAMILY_FIRST:
        found = set()
    else:
        found = set(_given(form))
    return tuple(sorted(found))


def shared(one: int, other: int) -> int:
    """How sure a key is that two names share; 0 when it says nothing."""
    if HINT in {one, other}:
        return LIKE if SURE in {one, other} else 0
    return min(one, other)


@lru_cache(maxsize=_REMEMBERED)
def word_readings(word: str, state: str) -> frozenset[str]:
    """Latin spellings of a single word of a name of somebody of a state."""
    found = {spelling(word)}
    if state == "VNM":
        found.update(spelling(latin) for latin in _of_vietnam(word))
    elif state in _CHINESE:
        found.update(spelling(latin) for latin in _of_china(word))
    return frozenset(found)


def script(form: Words) -> str:
    """LATIN, CYRILLIC, CJK, …: the script that a name begins in."""
    return character_name(form[0][0], "?").partition(" ")[0]


# -- Vietnam and China ------------------------------------------------------------------------


def _vietnamese(form: Words) -> Iterable[Reading]:
    for syllables in _ways(_characters(form), _of_vietnam):
        yield f"vi {' '.join(syllables)}", SURE


def _characters(form: Words) -> Words:
    """The words of a name, or its characters where a script does not part words."""
    return tuple("".join(form)) if script(form) == "CJK" else form


def _of_vietnam(word: str) -> Sequence[str]:
    """A Vietnamese syllable in Latin letters, from any script."""
    if is_latin(word):
        return (word,)
    if word in scripts.vietnamese_syllables():
        return tuple(sorted(scripts.vietnamese_syllables()[word]))
    known = scripts.characters().get(word)
    return known.vietnamese if known else ()


def _chinese(form: Words, state: str) -> Iterable[Reading]:
    """By pinyin, and by the Vietnamese reading of characters; of pinyin alone the latter is one of many."""
    read = _of_taiwan if state == "TWN" else _of_china
    han = script(form) == "CJK"
    cuts = [[tuple(_characters(form))]] if han else list(product(*(_syllables(word, state) for word in form)))
    for cut in cuts:
        parts = tuple(part for word in cut for part in word)
        for syllables in _ways(parts, read):
            yield f"py {''.join(syllables)}", SURE
            for vietnamese in () if han else _ways(syllables, _in_vietnamese):
                yield f"hv {' '.join(vietnamese)}", HINT
        for vietnamese in _ways(parts, lambda c: scripts.characters()[c].vietnamese) if han else ():
            yield f"hv {' '.join(vietnamese)}", SURE
    if is_latin(form[0]):
        yield f"hv {' '.join(form)}", SURE
        yield f"py {''.join(form)}", SURE


def _in_vietnamese(syllable: str) -> Sequence[str]:
    return sorted(scripts.vietnamese_of_pinyin().get(syllable, ()))


def _of_china(word: str) -> Sequence[str]:
    """A Chinese syllable as pinyin, from any script."""
    if is_latin(word):
        return (word,) if word in scripts.palladius() else ()
    known = scripts.characters().get(word)
    return known.pinyin if known else scripts.pinyin().get(word, ())


def _of_taiwan(word: str) -> Sequence[str]:
    return scripts.taiwanese().get(word, ()) if is_latin(word) else _of_china(word)


@lru_cache(maxsize=_REMEMBERED)
def _syllables(word: str, state: str) -> tuple[tuple[str, ...], ...]:
    """The ways to cut a run of Chinese syllables, in Latin or Cyrillic letters, into the fewest."""
    latin = scripts.taiwanese() if state == "TWN" else scripts.palladius()
    known: Mapping[str, object] = latin if is_latin(word) else scripts.pinyin()
    best: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(word) + 1):
        starts = [start for start in range(max(end - 7, 0), end) if word[start:end] in known]
        cuts = [(*head, word[start:end]) for start in starts for head in best[start]]
        fewest = min(map(len, cuts), default=0)
        best.append([cut for cut in cuts if len(cut) == fewest][:4])
    return tuple(best[-1]) or ((word,),)


def _ways(parts: Sequence[str], read: Callable[[str], Sequence[str]]) -> Iterable[tuple[str, ...]]:
    """Every way to read all parts; nothing when one cannot be read or there are too many."""
    try:
        choices = [read(part) for part in parts]
    except KeyError:
        return ()
    total = 1
    for choice in choices:
        total *= len(choice)
    return product(*choices) if 0 < total <= _MOST else ()


# -- Korea ------------------------------------------------------------------------------------

_INITIAL = ("g", "g", "N", "d", "d", "l", "m", "b", "b", "s", "s", "", "j", "j", "j", "g", "d", "b", "h")
_VOWEL = ("A", "E", "A", "E", "O", "E", "O", "E", "O", "A", "E", "E", "O", "O", "O", "E", "I", "O", "O", "I", "I")
_CODA = ("", "g", "g", "g", "N", "N", "N", "d", "l", "g", "m", "b", "l", "l", "b", "l", "m", "b", "b", "d", "d",
         "N", "d", "d", "g", "d", "b", "d")  # fmt: skip
_HANGUL = 0xAC00


def _korean(form: Words) -> Iterable[str]:
    """The sounds of a name, as classes."""
    if script(form) == "CJK":
        for syllables in _ways(tuple("".join(form)), lambda c: scripts.characters()[c].korean):
            yield _hangul("".join(syllables))
    elif script(form) == "HANGUL":
        yield _hangul("".join(form))
    else:
        table = scripts.korean()
        groups = table.latin if is_latin(form[0]) else table.cyrillic
        family = next((hangul for hangul, ways in table.family.items() if form[0] in ways), None)
        heads = [_hangul(family)] if family else []
        rest = _grouped("".join(form[1:]), groups)
        for head in {*heads, _grouped(form[0], groups)}:
            for e in "EO" if "?" in head + rest else "E":
                yield (head + rest).replace("?", e)


def _hangul(text: str) -> str:
    found = []
    for n, char in enumerate(text):
        initial, rest = divmod(ord(char) - _HANGUL, 588)
        vowel, coda = divmod(rest, 28)
        if not 0 <= initial < len(_INITIAL):
            return f"?{text}"
        silent = n == 0 and _INITIAL[initial] in {"l", "N"} and _VOWEL[vowel] in {"I", "O"} and char in "리이림임류유"
        found.append(("" if silent else _INITIAL[initial]) + _VOWEL[vowel] + _CODA[coda])
    return "".join(found)


def _grouped(word: str, groups: scripts.Groups) -> str:
    """A word by classes of sounds, the first group that stands at each place."""
    found, at = [], 0
    while at < len(word):
        group = next(((g, c) for g, c in groups if word.startswith(g, at)), (word[at], word[at]))
        found.append(group[1])
        at += len(group[0])
    return "".join(found).replace("NN", "N")


# -- given names, Arabic ----------------------------------------------------------------------


def _given(form: Words) -> Iterable[Reading]:
    """A given name that stands for others, and the consonants of the family name."""
    first, last = form[0], form[-1]
    given = scripts.given_names().get(spelling(first))
    if given is None or len(form) == 1:
        return
    bones = family_bones(last)
    if len(bones) >= 3:
        yield f"gn {given} {bones}", SURE


@lru_cache(maxsize=_REMEMBERED)
def family_bones(word: str) -> str:
    """The consonants of a family name as Russian, Ukrainian and Belarusian share them."""
    bones = consonants(word)
    for one, other in (("dz", "d"), ("ts", "t"), ("vsk", "sk")):
        bones = bones.replace(one, other)
    return bones.removesuffix("v")


def _arabic(form: Words) -> Iterable[Reading]:
    bones = [b for word in form if (b := _consonants(word))]
    if len(bones) > 1 and sum(map(len, bones)) >= _SHORTEST:
        yield f"ar {' '.join(bones)}", LIKE


@lru_cache(maxsize=_REMEMBERED)
def _consonants(word: str) -> str:
    table = scripts.arabic()
    if word in table.silent:
        return ""
    for article in ("ال", "al", "аль", "эль", "el"):
        if word.startswith(article) and len(word) > len(article) + 3:
            word = word.removeprefix(article)
            break
    if any(c in table.letters for c in word):
        bones = "".join(table.letters.get(c, "") for c in word)
    else:
        latin = spelling(word)
        for one, other in table.classes:
            latin = latin.replace(one, other)
        bones = "".join(c for c in latin if c.isalpha() and c not in "aeiou")
    return "".join(islice((c for i, c in enumerate(bones) if i == 0 or c != bones[i - 1]), 20))


# -- sounds -----------------------------------------------------------------------------------

_SOUNDS = str.maketrans("bdgkqhxczjfvlmnrstp", "PTKKKKKKSSVVLNNRSTP")
_GROUPS = (
    ("wh", ""), ("w", ""), ("dz", "z"), ("dj", "j"), ("dg", "j"), ("tch", "s"), ("sh", "s"), ("sch", "s"),
    ("ts", "s"), ("zh", "s"), ("th", "t"), ("ph", "f"), ("gh", "g"), ("kh", "h"), ("ce", "s"), ("ci", "s"),
)  # fmt: skip


def alike(one: Words, other: Words) -> float:
    """How alike two names of the same number of words sound, 0 to 1, in the better of both orders."""
    if len(one) != len(other):
        one, other = (one[0], one[-1]), (other[0], other[-1])
    straight = [_like(a, b) for a, b in zip(one, other, strict=True)]
    turned = [_like(a, b) for a, b in zip(one, reversed(other), strict=True)]
    return max(sum(pairs) / len(pairs) if min(pairs) >= 0.5 else 0.0 for pairs in (straight, turned))


def _like(one: str, other: str) -> float:
    a, b = sounds(one), sounds(other)
    longest = max(len(a), len(b))
    return 1 - _distance(a, b) / longest if longest else 0.0


@lru_cache(maxsize=_REMEMBERED)
def sounds(word: str) -> str:
    """The consonants of a word by where they are spoken, in any script that `spelling` knows; neighbours alike once."""
    latin = word if is_latin(word) else spelling(word)
    for one, other in _GROUPS:
        latin = latin.replace(one, other)
    found = [c for c in latin.translate(_SOUNDS) if c.isupper()]
    return "".join(c for i, c in enumerate(found) if i == 0 or c != found[i - 1])


def _distance(one: str, other: str) -> int:
    """Levenshtein's."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]
