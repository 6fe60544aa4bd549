"""What one line of page furniture is, told from the line alone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from chancery.read.blocks import ends, has_sentences
from chancery.read.dates import alternatives
from chancery.read.words import words
from chancery.text import regex
from chancery.text.characters import is_unspaced, lower

if TYPE_CHECKING:
    from collections.abc import Callable

HEADING = "related-heading"
TAGS_OPEN = "tags-open"
_MAX = 320
_SHORT = 160
_BYLINE = 70
_BULLETS = " \t>»›►▶•●*#+-–—|\"“”'«"
_MARKS = regex.compile(r"[\d\s.,:;|/·•()\[\]<>{}+−–—\-_=*~#@&%↺↻'\"“”…!?？！：，。、（）]+|(?<=\d)[kmKМмтT]\b")
_FLAT = regex.compile(r"^[\W\d_]+$")
_CRUMB = regex.compile(r"\s*[>»›→]\s*|\s+[/|]\s+|\s*\|\s*")
_ARROWS = regex.compile(r"^\s*(?:>{1,3}|»|►|▶|→)\s*\S")
_IMAGE = regex.compile(r"^!\[[^\]]*\]\([^)]*\)$")
_LINKED = regex.compile(r"^(?P<rest>.{0,80}?)\s*(?:https?://|www\.|pic\.twitter\.com/)\S+$")
_TWEET = regex.compile(r"^[—–-]\s?.{1,60}\(@\w{1,30}\)")
_RATE = regex.compile(r"^[\d.,\s]+(?:[a-z]{3}|°[cf]?)$")
_HASHTAGS = regex.compile(r"^(?:#[\w-]+[\s,]*){1,30}$")
_CONNECTIVES = frozenset(
    {
        "và",
        "and",
        "et",
        "y",
        "e",
        "и",
        "und",
        "&",
        "-",
        "–",
        "—",
        "/",
        ",",
        "de",
        "van",
        "von",
        "bin",
        "al",
    }
)


def line_reason(text: str) -> str | None:
    """Why a line is no part of an article; None when it may be one."""
    if len(text) > _MAX:
        return None
    flat = lower(text)
    bare = flat.strip(_BULLETS).rstrip(" :：>»…-–—.|")
    if len(text) <= _SHORT:
        reason = _whole(flat, bare)
        if reason is not None:
            return reason
    return _led(text, flat, bare)


def _whole(flat: str, bare: str) -> str | None:
    """Lines known as a whole."""
    held = words()
    named = (
        (HEADING, held.headings),
        ("furniture", held.furniture),
        ("furniture", held.home),
        (TAGS_OPEN, held.tag_labels),
    )
    for reason, forms in named:
        if bare in forms or (reason == TAGS_OPEN and bare.strip("()[] ") in forms):
            return reason
    return next((reason for reason, holds in _SHAPES if holds(flat)), None)


def _is_ornament(flat: str) -> bool:
    """Is a line without a word (a lone year may be a subheading)?"""
    if _IMAGE.match(flat) or _RATE.match(flat):
        return True
    year = flat.strip()
    return bool(_FLAT.match(flat)) and not (len(year) == 4 and year.isdigit())


def is_counter(flat: str) -> bool:
    """Is a line (lower case) made of share, comment and print buttons and their numbers only?"""
    spaced, wide = _counter_words()
    rest = wide.sub(" ", spaced.sub(" ", flat))
    return rest != flat and not _MARKS.sub("", rest)


@cache
def _counter_words() -> tuple[regex.Pattern, regex.Pattern]:
    forms = words().counters | words().furniture
    wide = {form for form in forms if is_unspaced(form[0])}
    spaced = alternatives(forms - wide)
    return regex.compile(rf"(?<![^\W\d_])(?:{spaced})(?!\w)"), regex.compile(alternatives(wide))


def _is_crumbs(flat: str) -> bool:
    segments = [s.strip() for s in _CRUMB.split(flat) if s.strip()]
    if len(segments) < 2 or any(len(s.split()) > 4 or len(s) > 40 for s in segments[:-1]):
        return False
    return segments[0] in words().home or (len(segments) >= 4 and len(segments[-1].split()) <= 4 and not ends(flat))


_SHAPES: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("tags", _HASHTAGS.match),
    ("furniture", _is_ornament),
    ("counter", is_counter),
    ("navigation", _is_crumbs),
)


def _led(text: str, flat: str, bare: str) -> str | None:
    """Lines known by how they begin or end."""
    notice = _notices().match(bare)
    if notice is not None:
        return words().notices[" ".join(notice[0].split())]
    sentences = ends(text) and has_sentences(text)
    tests: tuple[tuple[str, object], ...] = (
        ("copyright", flat.startswith(("©", "(c) "))),
        ("embed", _TWEET.match(text)),
        ("clutter", any(form in flat for form in words().contained)),
        ("link", _LINKED.match(flat)),
        ("newsletter", _follow().match(flat)),
        ("related", not sentences and _read_more().match(flat)),
        ("related", not ends(text) and _ARROWS.match(text)),
        ("tags", not sentences and _tags().match(flat)),
    )
    return next((reason for reason, holds in tests if holds), None)


def cut_trailing(text: str) -> tuple[str, str]:
    """A paragraph without the button that a teaser page leaves at its end, and the button."""
    from_end = max(0, len(text) - 60)
    match = _trailing().search(lower(text[from_end:]))
    if match is None or from_end + match.start() == 0:
        return text, ""
    return text[: from_end + match.start()], text[from_end + match.start() :].strip()


@cache
def _trailing() -> regex.Pattern:
    return regex.compile(rf"(?<=[.!?…»\])])\s*\[?(?:{alternatives(words().trailing)})[\s.…>»\]]*$")


@cache
def _notices() -> regex.Pattern:
    return regex.compile(rf"(?:{alternatives(words().notices)})(?!\w)|(?!)")


@cache
def _follow() -> regex.Pattern:
    where = rf"(?:[\w-]+\.[a-z]{{2,4}}|{alternatives(words().channels)})"
    return regex.compile(rf"(?:{alternatives(words().follow)})\b.{{0,40}}(?<!\w){where}(?!\w)")


@cache
def _read_more() -> regex.Pattern:
    return regex.compile(rf"[\s>»►▶•*(\[|-]*(?:{alternatives(words().read_more)})\s*(?:[:：|>»►]|[–—-]\s)\s*\S")


@cache
def _tags() -> regex.Pattern:
    return regex.compile(rf"[\s•*#(\[|-]*(?:{alternatives(words().tag_labels)})\s*[:：]\s*\S")


@cache
def _author() -> regex.Pattern:
    labels = alternatives(words().author_labels)
    return regex.compile(rf"[\s(\[*•–—-]*(?:{labels})\s*[:：/]\s*\S")


@cache
def _byline() -> regex.Pattern:
    return regex.compile(rf"[\s(\[*•–—-]*(?:{alternatives(words().byline_words)})\s+(?P<who>\S.*)")


def is_credit(text: str) -> bool:
    """Is a line at the head or foot of an article a byline or an agency's name?"""
    if len(text) > _BYLINE or (ends(text) and has_sentences(text)):
        return False
    flat = lower(text)
    if _author().match(flat) or is_agency(flat):
        return True
    match = _byline().match(flat)
    return match is not None and not (ends(text) and len(text.split()) > 5)


def is_agency(flat: str) -> bool:
    """Is a line (lower case) nothing but names of agencies?"""
    names = [name.strip(" .") for name in flat.strip(" ()[]-–—./*").replace(" - ", "/").replace(",", "/").split("/")]
    return all(name in words().agencies for name in names if name) and any(names)


def is_signature(text: str) -> bool:
    """Has a line at the foot the shape of names: `Quang Huy (compiled)`, `T.H.`, `NHÂN DÂN`?"""
    if len(text) > _BYLINE or any(map(str.isdigit, text)):
        return False
    outside = regex.compile(r"\([^)]*\)").sub(" ", text)
    pieces = [p for p in regex.compile(r"[\s,/–—-]+").split(outside) if p]
    if not 1 <= len(pieces) <= 8 or (ends(text) and not _is_initials(text)):
        return False
    if len(pieces) == 1 and len(pieces[0]) > 20:
        return False
    return all(p[0].isupper() or p in _CONNECTIVES for p in pieces) and text[0].isupper()


def _is_initials(text: str) -> bool:
    return len(text) <= 30 and (text.isupper() or len(text) <= 6)
