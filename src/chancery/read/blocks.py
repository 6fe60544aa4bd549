"""Raw text cut into paragraphs, and what can be told of one paragraph by its shape alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from chancery.read.alttext import slugs, split_slug
from chancery.read.normalisation import normalise, separate
from chancery.text import regex

PartKind = Literal["title", "body", "caption", "date", "removed"]

ALT_TEXT = "alt-text"
_STOPS = ".!?…。！？"
_CLOSERS = "\"'”’»)]）」』】"
_ENDS = regex.compile(rf"[{_STOPS}][{regex.literal(_CLOSERS)}\]]*$")
_INNER_STOP = regex.compile(r"[^\W\d_]{2,}[.!?…][”\"’»)]? +[\"“«(]?[^\W\d_]|[。！？].")
_WIDE = regex.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_BULLET = regex.compile(r"^(?:[-–—•*·▪●■+✔✓]|\(?\d{1,2}[.)]|\(?[a-zđ]\))\s*\S")
_PROSE = 40
_LONG = 160
_WRAPPED = 110


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of a page and what it is. `tight`: no blank line stood before it."""

    text: str
    tight: bool = False
    kind: PartKind = "body"
    reason: str = ""

    def removed(self, reason: str) -> Part:
        """The part as one that does not belong to the article."""
        return replace(self, kind="removed", reason=reason)


def parts(text: str) -> list[Part]:
    """The paragraphs of a raw text, hard-wrapped lines joined."""
    held: list[Part] = []
    group: list[str] = []
    lines = [line.strip() for line in normalise(text).split("\n")]
    known = slugs(lines)
    for line in lines:
        slug, rest = split_slug(line, known)
        if slug or not rest:
            held.extend(_paragraphs(group))
            group = []
        if slug:
            held.append(Part(slug).removed(ALT_TEXT))
        if rest:
            group.append(rest)
    held.extend(_paragraphs(group))
    return held


def _paragraphs(group: list[str]) -> list[Part]:
    """The paragraphs of a run of lines with no blank line between."""
    if _is_wrapped(group):
        return [Part(separate(" ".join(group)))]
    joined: list[list[str]] = []
    for line in group:
        if joined and _runs_on(joined[-1][-1], line):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [Part(separate(" ".join(lines)), tight=at > 0) for at, lines in enumerate(joined)]


def _is_wrapped(group: list[str]) -> bool:
    """Was one paragraph broken at a margin: lines of one width, most beginning in mid-sentence?"""
    if len(group) < 3:
        return False
    widths = [len(line) for line in group[:-1]]
    if max(widths) > _WRAPPED or min(widths) < 0.6 * max(widths) or max(widths) < _PROSE:
        return False
    mid = sum(1 for line in group[1:] if not line[0].isupper())
    return mid * 2 >= len(group) - 1 and not any(_BULLET.match(line) for line in group)


def _runs_on(before: str, line: str) -> bool:
    """Does a line go on in the middle of the sentence of the line before?"""
    return line[0].islower() and len(before) >= _PROSE and before[-1] not in '.!?…:;。！？)]"”»'


def width(text: str) -> int:
    """Length in letters of an alphabet: a Han character says as much as three."""
    return len(text) + 2 * len(_WIDE.findall(text[:2000]))


def ends(text: str) -> bool:
    """Does the text end as a sentence ends?"""
    return bool(_ENDS.search(text[-12:]))


def is_prose(text: str) -> bool:
    """Has the text the shape of body text: whole sentences, or very long?"""
    size = width(text)
    if size >= _LONG:
        return True
    return size >= _PROSE and (ends(text) or has_sentences(text))


def has_sentences(text: str) -> bool:
    """Is there more than one sentence?"""
    return bool(_INNER_STOP.search(text[:2000]))


def is_bullet(text: str) -> bool:
    """Is it an item of a list of the article's own?"""
    return bool(_BULLET.match(text))
