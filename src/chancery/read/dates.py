"""Dates as pages print them: found in a line, and told from the words around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from chancery.read.words import words
from chancery.text import regex
from chancery.text.characters import lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MAX_LINE = 140
_STAMPED = 4
"""How many words a line has at least before a stamp."""
_HEAD = regex.compile(
    r"^\s*date\s+(?P<iso>(?:19|20)\d\d-\d\d(?:-\d\d)?)(?![\d-])"
    r"(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"(?:[\s+−–↺↻⟲-]*\d{1,2}\s*px)?[\s|+−↺:]*"
)
_YEAR = r"(?P<y>(?:1[89]|20)\d\d)"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_NUMBER = r"(?P<mn>1[0-2]|0?[1-9])"
_TIME = regex.compile(
    r"(?<![\d/.-])(?:[t ]?\d{1,2}\s*[:h.]\s*\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:z\b|\s*[+-]\d\d:?\d\d)?"
    r"|\d{1,2}\s?(?:am|pm|h|giờ|uhr)\b)"
)
_ZONE = regex.compile(r"\(?\b(?:gmt|utc)\s*[+-]?\s*\d{0,2}(?::?\d\d)?\)?|(?<=\s)[+-]\d{4}\b")
_EDGES = " \t,.;:|/·•–—-()[]{}<>\"'~*#+@№、，。：（）"
_SEPARATORS = regex.compile(r"\s*[|·•–—/]\s*|\s+-\s+|\(|\)")


@dataclass(frozen=True, slots=True)
class Found:
    """A date at `text[start:end]`; ISO, or month and day only ("--01-20") when no year is given."""

    start: int
    end: int
    iso: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that tells when the page was published. `pure`: it says nothing else."""

    iso: str
    label: str | None
    pure: bool


def head_line(text: str) -> tuple[str, str] | None:
    """The day of a ` date 2026-01-24 …` head line of a scraper, and the text it is glued to."""
    match = _HEAD.match(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in (match["iso"] + "-01").split("-")[:3])
    if _valid(year, month, day) is None:
        return None
    return match["iso"], text[match.end() :].strip()


def find_dates(text: str, *, partial: bool = False) -> list[Found]:
    """The dates of a line in order, none overlapping; with `partial`, also days without a year."""
    flat = lower(text)
    taken: list[Found] = []
    for pattern in _patterns(partial):
        for match in pattern.finditer(flat):
            if any(match.start() < other.end and other.start < match.end() for other in taken):
                continue
            iso = _iso(match.groupdict(), flat)
            if iso is not None:
                taken.append(Found(match.start(), match.end(), iso))
    return sorted(taken, key=lambda found: found.start)


def stamp_of(text: str) -> str | None:
    """The day and hour that a line ends with, set there by the page: "Leaders meet in Minsk 12/05/2025 08:30"."""
    found = find_dates(text) if len(text) <= _MAX_LINE else []
    if not found or len(text[: found[-1].start].split()) < _STAMPED:
        return None
    rest = lower(text[found[-1].end :])
    timed = _TIME.search(rest)
    return text[found[-1].start :] if timed and not _TIME.sub(" ", _ZONE.sub(" ", rest)).strip(_EDGES) else None


def read_date_line(text: str) -> DateLine | None:
    """What a line says about the publication of its page, if that is what it is for."""
    if len(text) > _MAX_LINE or not any(map(str.isdigit, text)):
        return None
    found = find_dates(text)
    if not found:
        return None
    chosen, label = _labelled(text, found)
    rest = _residue(text, found)
    if not rest:
        return DateLine(chosen.iso, label, pure=True)
    if label is None and not _is_set_off(text, found):
        return None
    return DateLine(chosen.iso, label, pure=False) if _is_byline(text, rest) else None


def _labelled(text: str, found: list[Found]) -> tuple[Found, str | None]:
    """The date to believe: one called published, else one without label, else one called updated."""
    labels = []
    at = 0
    for one in found:
        labels.append(_label(text[at : one.start]))
        at = one.end
    for wanted in ("published", None, "updated"):
        if wanted in labels:
            return found[labels.index(wanted)], wanted
    return found[0], None


def _label(before: str) -> str | None:
    flat = lower(before)
    if _any_of("updated_labels").search(flat):
        return "updated"
    return "published" if _any_of("published_labels").search(flat) else None


def _residue(text: str, found: list[Found]) -> str:
    """What a date line says besides dates, times, zones, weekdays and their labels."""
    flat = lower(text)
    for one in reversed(found):
        flat = flat[: one.start] + " | " + flat[one.end :]
    for pattern in (_ZONE, _TIME, *map(_any_of, _RESIDUE)):
        flat = pattern.sub(" ", flat)
    return flat.strip(_EDGES)


_RESIDUE = ("updated_labels", "published_labels", "weekdays", "time_words", "date_fillers")


def _is_set_off(text: str, found: list[Found]) -> bool:
    """Does a mark part the dates of a line from what else it says?"""
    for one in reversed(found):
        text = text[: one.start] + " " + text[one.end :]
    return bool(_SEPARATORS.search(text)) or ": " in text or "：" in text


def _is_byline(text: str, rest: str) -> bool:
    """Is what stands beside the date a byline, a place or a section, set off by a mark?"""
    if len(rest) > 60 or text.rstrip()[-1:] in ".!?":
        return False
    segments = [part for part in _SEPARATORS.split(rest) if part.strip(_EDGES)]
    return all(len(part.split()) <= 5 for part in segments) and len(segments) <= 4


@cache
def _any_of(field: str) -> regex.Pattern:
    return regex.compile(rf"(?<!\w)(?:{alternatives(getattr(words(), field))})(?!\w)")


def alternatives(forms: Iterable[str]) -> str:
    """An expression for any of the forms, the longest first; without forms, it never matches."""
    return "|".join(regex.literal(form) for form in sorted(forms, key=lambda f: (-len(f), f))) or r"(?!)"


@cache
def _patterns(partial: bool) -> tuple[regex.Pattern, ...]:
    return tuple(regex.compile(expression) for expression in _expressions(partial=partial))


def _expressions(*, partial: bool) -> Iterator[str]:
    month = rf"(?P<m>{alternatives(words().months)})\.?"
    fill = rf"(?:(?:{alternatives(words().date_fillers)})\s+)*"
    day = rf"{_DAY}(?:st|nd|rd|th|er|º|\.)?"
    yield rf"(?<!\d){_YEAR}([-/.]){_NUMBER}\2{_DAY}(?!\d)".replace(r"\2", r"[-/.]").replace("([-/.])", "[-/.]")
    yield rf"(?<![\d/.-]){_DAY}[-/.]{_NUMBER}[-/.]{_YEAR}(?![\d/-])"
    yield rf"(?<![\d/.-])(?P<mn2>1[0-2]|0?[1-9])[-/.](?P<d2>3[01]|[12]\d)[-/.]{_YEAR}(?![\d/-])"
    yield rf"{_YEAR}\s?年\s?{_NUMBER}\s?月\s?{_DAY}\s?日"
    yield rf"(?<![\d/.-]){day}[\s-]+{fill}{month}(?:,?\s+|-|/){fill}{_YEAR}(?!\d)"
    yield rf"(?<!\w){month}\s+{day},?\s+{fill}{_YEAR}(?!\d)"
    if partial:
        yield rf"(?<![\d.-]){_NUMBER}\s?月\s?{_DAY}\s?日"
        yield rf"(?<![\d/.-]){day}[\s-]+{fill}{month}(?!\w)"
        yield rf"(?<!\w){month}\s+{day}(?!\w)"
        yield rf"(?<![\d/.-]){_DAY}[/-]{_NUMBER}(?![\d/-])"


def _iso(groups: dict[str, str | None], flat: str) -> str | None:
    held = {name: value for name, value in groups.items() if value}
    month = words().months[held["m"]] if "m" in held else int(held.get("mn") or held["mn2"])
    day = int(held.get("d") or held["d2"])
    if "y" not in held:
        return f"--{month:02}-{day:02}" if _valid(2024, month, day) else None
    year = int(held["y"])
    if "mn" in held and day <= 12 and _other_weekday(flat, (year, month, day)):
        month, day = day, month
    return _valid(year, month, day)


def _other_weekday(flat: str, parts: tuple[int, int, int]) -> bool:
    """Does the weekday printed beside 05/03/2018 say that the month comes first?"""
    match = _any_of("weekdays").search(flat)
    if match is None:
        return False
    wanted = words().weekdays[match[0]]
    year, month, day = parts
    return date(year, month, day).weekday() != wanted == date(year, day, month).weekday()


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
