"""Descriptions of pictures that some sites print as the slug of the headline.

`president pays visit` above a caption, `president pays visit Ministers prepare talks` in a list of
other stories: the headline in lower case without marks. The slug is worth nothing, but it tells
that a caption follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chancery.text import regex
from chancery.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_WORD = regex.compile(r"\W+")
_LEAST = 20
_HEADLINES = 4
_LONGEST = 250


def slugs(lines: Iterable[str]) -> tuple[str, ...]:
    """What the headline among the first lines would be as a slug."""
    held: list[str] = []
    for line in lines:
        if _LEAST <= len(line) <= _LONGEST and line[-1] not in ".,;:" and line != line.lower():
            slug = _NOT_WORD.sub(" ", fold(line)).strip()
            if len(slug) >= _LEAST:
                held.append(slug)
        if len(held) == _HEADLINES:
            break
    return tuple(held)


def split_slug(line: str, known: tuple[str, ...]) -> tuple[str, str]:
    """The slug that a line begins with, and the rest of the line."""
    for slug in known:
        if line.startswith(slug) and line[len(slug) : len(slug) + 1] in {"", " "}:
            return slug, line[len(slug) :].strip()
    return "", line
