"""The words that news pages put around their articles, from `data/*.yaml`: all languages at once.

A page in one language often carries furniture in another (an English share bar, a Russian counter),
and the language of a page is not known before it is clean; so the lists are merged.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable


class WordFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One language's list."""

    months: dict[str, list[str]] = {}
    weekdays: list[list[str]] = []
    date_fillers: list[str] = []
    time_words: list[str] = []
    published_labels: list[str] = []
    updated_labels: list[str] = []
    headings: list[str] = []
    read_more: list[str] = []
    counters: list[str] = []
    furniture: list[str] = []
    tag_labels: list[str] = []
    author_labels: list[str] = []
    byline_words: list[str] = []
    caption_starts: list[str] = []
    credit_words: list[str] = []
    credit_joins: list[str] = []
    credit_marks: list[str] = []
    notices: dict[str, list[str]] = {}
    agencies: list[str] = []
    places: list[str] = []
    home: list[str] = []
    trailing: list[str] = []
    contained: list[str] = []
    follow: list[str] = []
    channels: list[str] = []


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """All languages' lists as one; every form lower case."""

    months: dict[str, int]
    weekdays: dict[str, int]
    date_fillers: frozenset[str]
    time_words: frozenset[str]
    published_labels: frozenset[str]
    updated_labels: frozenset[str]
    headings: frozenset[str]
    read_more: frozenset[str]
    counters: frozenset[str]
    furniture: frozenset[str]
    tag_labels: frozenset[str]
    author_labels: frozenset[str]
    byline_words: frozenset[str]
    caption_starts: frozenset[str]
    credit_words: frozenset[str]
    credit_joins: frozenset[str]
    credit_marks: frozenset[str]
    notices: dict[str, str]
    agencies: frozenset[str]
    places: frozenset[str]
    home: frozenset[str]
    trailing: frozenset[str]
    contained: frozenset[str]
    follow: frozenset[str]
    channels: frozenset[str]


@cache
def words() -> Words:
    """The merged lists, read once a process. PackError says `file: problem`."""
    held = [_decoded(path) for path in _paths()]

    def merged(field: str) -> frozenset[str]:
        return frozenset(chain.from_iterable(getattr(one, field) for one in held))

    sets = {name: merged(name) for name in Words.__struct_fields__ if name not in {"months", "weekdays", "notices"}}
    return Words(
        months={form: int(n) for one in held for n, forms in one.months.items() for form in forms},
        weekdays={form: n for one in held for n, forms in enumerate(one.weekdays) for form in forms},
        notices={form: why for one in held for why, forms in one.notices.items() for form in forms},
        **sets,
    )


def _paths() -> Iterable[Traversable]:
    folder = files("chancery.read") / "data"
    return sorted((p for p in folder.iterdir() if p.name.endswith(".yaml")), key=lambda p: p.name)


def _decoded(path: Traversable) -> WordFile:
    from chancery.ontology.decode import decode_yaml  # noqa: PLC0415

    return decode_yaml(path, WordFile)
