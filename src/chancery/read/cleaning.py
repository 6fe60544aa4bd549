"""From a page's raw text to title, paragraphs and captions: the same steps for every input."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chancery.model.article import DateSource, Removed
from chancery.read.blocks import Part, is_prose, parts
from chancery.read.boilerplate import cut_trailing, line_reason
from chancery.read.captions import cut_agency, mark_captions, split_glued
from chancery.read.datelines import Dateline, read_dateline
from chancery.read.dates import find_dates, head_line, read_date_line, stamp_of
from chancery.read.lists import mark_head, mark_lists, mark_tail
from chancery.read.repeats import key, mark_repeats
from chancery.read.titles import find_title

_HEAD_LINES = 4
_DATE_LINES = 10
_DATELINES = 4
_TOP, _SHORT, _WHOLE = 14, 60, len("2026-01-24")
_PARAGRAPHS = 3
"""Behind how many paragraphs no line is on top of the page."""
"""How many parts are the top of a page, how long a short line is, how long the ISO form of a day."""
_DATE_LINE = "date-line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known of a page from elsewhere than its text: metadata, a row, the address."""

    url: str | None = None
    title: str | None = None
    published: str | None = None
    published_from: DateSource | None = None
    language: str | None = None
    outlet: str | None = None
    year: int | None = None
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The parts of a page that are its article, and what was taken out."""

    title: str | None
    body: tuple[str, ...]
    captions: tuple[str, ...]
    published: str | None
    published_from: DateSource | None
    dateline: str | None
    outlet: str | None
    removed: tuple[Removed, ...]


@dataclass(frozen=True, slots=True)
class _Day:
    iso: str
    origin: DateSource


def clean(text: str, hints: Hints) -> Cleaned:
    """The article of a raw text."""
    held, head_day = _head_line(parts(text))
    held = _date_lines(_unstamped(held))
    held = split_glued([piece for part in held for piece in _ruled(part)])
    held, title = _titled(held, hints.title)
    page_day = _page_day(held, title)
    held = mark_head(_known_captions(held, hints.captions))
    held = mark_lists(mark_captions(held))
    held = mark_repeats(held, title)
    held = mark_tail(held)
    held, dateline = _datelined(_last_cut(held))
    day = _given(hints) or head_day or page_day or _written(held, dateline, hints.year) or _early(held)
    return Cleaned(
        title=title,
        body=tuple(part.text for part in held if part.kind == "body"),
        captions=_captions(held, hints.captions),
        published=day.iso if day else None,
        published_from=day.origin if day else None,
        dateline=dateline.place if dateline else None,
        outlet=hints.outlet or (dateline.outlet if dateline else None),
        removed=tuple(Removed(text=part.text, reason=part.reason) for part in held if part.kind == "removed"),
    )


def _head_line(held: list[Part]) -> tuple[list[Part], _Day | None]:
    for at, part in enumerate(held[:_HEAD_LINES]):
        read = head_line(part.text)
        if read is not None:
            day, rest = read
            cut = Part(part.text[: len(part.text) - len(rest)].strip()).removed("head-line")
            kept = [cut, replace(part, text=rest)] if rest else [cut]
            return [*held[:at], *kept, *held[at + 1 :]], _Day(day, "head-line")
    return held, None


def _ruled(part: Part) -> list[Part]:
    if part.kind != "body":
        return [part]
    reason = line_reason(part.text)
    if reason:
        return [part.removed(reason)]
    text, cut = cut_trailing(part.text)
    return [replace(part, text=text), Part(cut).removed("clutter")] if cut else [part]


def _unstamped(held: list[Part]) -> list[Part]:
    """The first lines without the day and hour that the page set behind the headline."""
    kept: list[Part] = []
    for at, part in enumerate(held):
        stamp = stamp_of(part.text) if at < _HEAD_LINES and part.kind in {"body", "title"} else None
        kept.append(replace(part, text=part.text[: -len(stamp)].rstrip()) if stamp else part)
        kept.extend([Part(stamp).removed(_DATE_LINE)] if stamp else [])
    return kept


def _date_lines(held: list[Part]) -> list[Part]:
    """Lines that date the page, near its head or with a label, removed."""
    kept: list[Part] = []
    prose = lines = 0
    for part in held:
        if part.kind != "body":
            kept.append(part)
            continue
        read = read_date_line(part.text)
        lines += 1
        if prose < 2 and lines <= _DATE_LINES:
            dates = read is not None and (read.pure or lines > 1)
            prose += not dates and is_prose(part.text)
        else:
            dates = read is not None and read.pure and read.label is not None
        kept.append(part.removed(_DATE_LINE) if dates else part)
    return kept


def _page_day(held: list[Part], title: str | None) -> _Day | None:
    """The best of the lines that date the page: called published, not above the headline, first."""
    said = key(title) if title else None
    headline = next(
        (at for at, part in enumerate(held) if part.kind == "title" or key(part.text[:400]) == said),
        0,
    )
    ranked: list[tuple[int, bool, str]] = []
    for at, part in enumerate(held):
        read = read_date_line(part.text) if part.reason == _DATE_LINE else None
        if read is not None:
            ranked.append(({"published": 0, None: 1, "updated": 2}[read.label], at < headline, read.iso))
    return _Day(min(ranked, key=lambda rank: rank[:2])[2], "page") if ranked else None


def _titled(held: list[Part], given: str | None) -> tuple[list[Part], str | None]:
    if given:
        return held, given
    at = find_title(held)
    if at is None:
        return held, None
    kicker = [part.removed("navigation") if part.kind == "body" else part for part in held[:at]]
    return [*kicker, replace(held[at], kind="title"), *held[at + 1 :]], held[at].text


def _known_captions(held: list[Part], captions: tuple[str, ...]) -> list[Part]:
    known = set(captions)
    if not known:
        return held
    return [replace(part, kind="caption") if part.kind == "body" and part.text in known else part for part in held]


def _last_cut(held: list[Part]) -> list[Part]:
    """The last paragraph without the agency that signs it."""
    last = max((at for at, part in enumerate(held) if part.kind == "body"), default=-1)
    if last < 0:
        return held
    return [*held[:last], *cut_agency(held[last]), *held[last + 1 :]]


def _datelined(held: list[Part]) -> tuple[list[Part], Dateline | None]:
    """The dateline of one of the first paragraphs; what is not worth citing cut off."""
    body = [at for at, part in enumerate(held) if part.kind == "body"][:_DATELINES]
    for at in body:
        read = read_dateline(held[at].text)
        if read is None:
            continue
        kept = [Part(read.cut).removed("outlet" if read.place is None else "dateline")] if read.cut else []
        return [*held[:at], *kept, replace(held[at], text=read.rest), *held[at + 1 :]], read
    return held, None


def _given(hints: Hints) -> _Day | None:
    if hints.published is None:
        return None
    return _Day(hints.published, hints.published_from or "given")


def _written(held: list[Part], dateline: Dateline | None, year: int | None) -> _Day | None:
    """The day of the dateline, if its year is certain.

    It is when it is written there, in the address, or with the same day elsewhere on the page.
    """
    if dateline is None or dateline.day is None:
        return None
    if not dateline.day.startswith("--"):
        return _Day(dateline.day, "text")
    day = dateline.day[2:]
    if year is not None:
        return _Day(f"{year}-{day}", "text")
    for part in held[:40]:
        for found in find_dates(part.text[:600]):
            if found.iso[5:] == day:
                return _Day(found.iso, "text")
    return None


def _early(held: list[Part]) -> _Day | None:
    """A whole date in a short line on top of the page, or in the first words of its first paragraph."""
    prose = [at for at, part in enumerate(held) if part.kind == "body" and len(part.text) > _SHORT]
    top = min(_TOP, prose[_PARAGRAPHS]) if len(prose) > _PARAGRAPHS else _TOP
    tops = [part for part in held[:top] if len(part.text) <= _SHORT]
    first = next((part for part in held if part.kind == "body" and len(part.text) > _SHORT), None)
    days = [_whole_days(part.text) for part in tops]
    told = [found for found in days if found]
    if len({found[0] for found in told}) > 2 or (len(told) > 2 and len(set(map(tuple, told))) > 1):
        days = []  # a list of headlines, each with its day
    days.extend([_whole_days(first.text[:_SHORT])] if first else [])
    return next((_Day(found[0], "text") for found in days if found), None)


def _whole_days(text: str) -> list[str]:
    return [found.iso for found in find_dates(text) if len(found.iso) == _WHOLE]


def _captions(held: list[Part], known: tuple[str, ...]) -> tuple[str, ...]:
    texts = [part.text for part in held if part.kind == "caption"]
    texts.extend(known)
    return tuple(dict.fromkeys(text for text in texts if text))
