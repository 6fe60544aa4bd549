"""How names of one language are written in the scripts and spellings of others: the data files of this room, typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from typing import TypeVar

import msgspec

from chancery.link.names import spelling
from chancery.ontology.decode import decode_yaml

T = TypeVar("T")
Groups = Sequence[tuple[str, str]]
"""Letter groups and what each stands for, tried in order."""


class Vietnamese(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parts of Vietnamese syllables and the ways Russian writes them."""

    initials: Mapping[str, Sequence[str]]
    nuclei: Mapping[str, Sequence[str]]
    codas: Mapping[str, Sequence[str]]
    again: Mapping[str, str]


class Wade(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parts of syllables as Wade and Giles write them, and their pinyin."""

    initials: Mapping[str, Sequence[str]]
    finals: Mapping[str, str]


class Chinese(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Pinyin, Palladius, and Wade and Giles."""

    initials: Mapping[str, str]
    finals: Mapping[str, str]
    whole: Mapping[str, str]
    same: Mapping[str, str]
    wade: Wade


class Arabic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Consonants of Arabic and Persian names."""

    states: frozenset[str]
    silent: frozenset[str]
    letters: Mapping[str, str]
    classes: Groups


class Korean(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sounds of Korean names."""

    states: frozenset[str]
    family: Mapping[str, Sequence[str]]
    latin: Groups
    cyrillic: Groups


class Readings(msgspec.Struct, frozen=True):
    """How a Chinese character is read: pinyin, Vietnamese without marks, Korean as Hangul."""

    pinyin: tuple[str, ...]
    vietnamese: tuple[str, ...]
    korean: tuple[str, ...]


def _data(name: str, kind: type[T]) -> T:
    return decode_yaml(files("chancery.link") / "data" / f"{name}.yaml", kind)


@cache
def vietnamese_syllables() -> Mapping[str, frozenset[str]]:
    """Folded Cyrillic syllable → the Vietnamese ones, without marks, that it may stand for."""
    table = _data("vietnamese", Vietnamese)
    found: dict[str, set[str]] = {}
    for initial, nucleus, coda in product(table.initials, table.nuclei, table.codas):
        if (nucleus[0] in "eiy") != (initial in {"k", "gh", "ngh"}) and initial in {"k", "gh", "ngh", "c", "g", "ng"}:
            continue
        ways = product(table.initials[initial], table.nuclei[nucleus], table.codas[coda])
        for written in {"".join(way) for way in ways}:
            for one, other in table.again.items():
                written = written.replace(one, other)  # noqa: PLW2901
            found.setdefault(written, set()).add(initial + nucleus + coda)
    return {written: frozenset(latin) for written, latin in found.items()}


@cache
def palladius() -> Mapping[str, str]:
    """Pinyin syllable → folded Cyrillic."""
    table = _data("chinese", Chinese)
    joined = {a + b: x + y for (a, x), (b, y) in product(table.initials.items(), table.finals.items())}
    return joined | dict(table.whole)


@cache
def pinyin() -> Mapping[str, tuple[str, ...]]:
    """Folded Cyrillic syllable → pinyin, for Palladius and what is written beside it."""
    table = _data("chinese", Chinese)
    found: dict[str, set[str]] = {}
    for latin, written in palladius().items():
        for way in {written, *(written.replace(one, other) for one, other in table.same.items())}:
            found.setdefault(way, set()).add(latin)
    return {written: tuple(sorted(latin)) for written, latin in found.items()}


@cache
def taiwanese() -> Mapping[str, tuple[str, ...]]:
    """Syllable as Wade and Giles write it, without apostrophes → pinyin."""
    table = _data("chinese", Chinese)
    found: dict[str, set[str]] = {}
    for latin in palladius():
        found.setdefault(latin, set()).add(latin)
    initials = {**{initial: (initial,) for initial in table.initials}, **table.wade.initials}
    finals = {**{final: final for final in table.finals}, **table.wade.finals}
    for (wade, ways), (final, rest) in product(initials.items(), finals.items()):
        found.setdefault(wade + final, set()).update(way + rest for way in ways if way + rest in palladius())
    return {written: tuple(sorted(latin)) for written, latin in found.items() if latin}


@cache
def characters() -> Mapping[str, Readings]:
    """Chinese character, simplified or not → its readings."""
    found: dict[str, Readings] = {}
    text = (files("chancery.link") / "data" / "han.tsv").read_text("utf-8")
    for line in text.splitlines():
        written, *columns = line.split("\t")
        readings = Readings(*(tuple(filter(None, column.split("/"))) for column in columns))
        found.update(dict.fromkeys(written, readings))
    return found


@cache
def vietnamese_of_pinyin() -> Mapping[str, frozenset[str]]:
    """Pinyin syllable → Vietnamese readings of the characters read so."""
    found: dict[str, set[str]] = {}
    for readings in characters().values():
        for latin in readings.pinyin:
            found.setdefault(latin, set()).update(readings.vietnamese)
    return {latin: frozenset(held) for latin, held in found.items()}


@cache
def arabic() -> Arabic:
    """Consonants of Arabic and Persian names."""
    return _data("arabic", Arabic)


@cache
def korean() -> Korean:
    """Sounds of Korean names."""
    return _data("korean", Korean)


@cache
def given_names() -> Mapping[str, str]:
    """Given name as `spelling` writes it → the first of those that stand for it."""
    groups = _data("given", list[tuple[str, ...]])
    found: dict[str, str] = {}
    for group in groups:
        for name in group:
            found.setdefault(spelling(name), group[0])
    return found
