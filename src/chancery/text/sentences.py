"""Sentences with exact offsets: sentencex proposes, the pack's abbreviations merge what it cut too early."""

from __future__ import annotations

from collections.abc import Collection

from sentencex import get_sentence_boundaries

from chancery.text import regex

_INITIAL = regex.compile(r"(?:^|[\s(\"“])(?:[^\W\d_]|[A-Z][a-z]?)\.$")
_DATELINE = regex.compile(r"([^\W\d_]{4,}(?:[ -][^\W\d_]+)*)(?: \([^)]+\))?(?:,? \d[^.]*)?\.")
_LAST_WORD = regex.compile(r"\S+$")


def sentences(
    text: str, start: int, end: int, *, language: str, abbreviations: Collection[str]
) -> list[tuple[int, int]]:
    """The sentences of text[start:end] as offsets into text, blanks trimmed; a cut after an abbreviation is undone."""
    spans: list[tuple[int, int]] = []
    for piece in get_sentence_boundaries(language, text[start:end]):
        first, last = start + piece["start_index"], start + piece["end_index"]
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first == last:
            continue
        if spans and _cut_too_early(text[spans[-1][0] : spans[-1][1]], text[first:last], abbreviations):
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    return spans


def _cut_too_early(before: str, after: str, abbreviations: Collection[str]) -> bool:
    if not before.endswith("."):
        return before[-1:] not in '!?…。！？”"»' and after[:1].islower()
    opening = _DATELINE.fullmatch(before)
    if opening is not None and opening.group(1).isupper():
        return True  # "MINSK, 12 May 2025." opens the sentence it stands before
    word = _LAST_WORD.search(before)
    last = word.group().lstrip("(\"“‘'") if word else ""
    return last in abbreviations or bool(_INITIAL.search(before)) or after[:1].islower()
