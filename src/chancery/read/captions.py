"""Photo captions, and the credits that give them away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from chancery.read.blocks import ALT_TEXT, Part, ends, has_sentences, width
from chancery.read.boilerplate import is_agency
from chancery.read.dates import alternatives
from chancery.read.words import words
from chancery.text import regex
from chancery.text.characters import is_unspaced, lower

SIGNED = "agency"
_TAIL = 120
_BODY = 300
_NAMED = 6
_REPEATED = 160
_TRIM = " \t,;:|–—-/([•"
_TRAILING_AGENCY = regex.compile(
    r"(?P<stop>[.!?…。][”\"’»)]?/?\.?)\s*[-–—/]*\s*[(\[]?(?P<who>[^.()\[\]!?。]{2,40})[)\]]?\s*\.?$"
)
_GLUED = 450
_PLACE_INSIDE = regex.compile(
    r"\s[^\W\d_][^\W\d_a-z][^\d_.:;()a-zà-öø-ÿа-я]{2,26}\s[—–]\s|\s(?:[^\W\d_a-z]\w+\s){1,3}\([A-Z]{2,9}\)\s[—–-]\s"
)
_FULL_STOPS = regex.compile(r"\s*\./\s*\.?\s*$")


@dataclass(frozen=True, slots=True)
class Credit:
    """A photo credit, and what the line says besides."""

    credit: str
    rest: str


def read_credit(text: str) -> Credit | None:
    """The photo credit at the end (or in brackets at the start) of a line."""
    lead = _leading().match(lower(text[:_TAIL]))
    if lead is not None:
        return Credit(text[: lead.end()].strip(), text[lead.end() :].strip(_TRIM + ")]."))
    from_end = max(0, len(text) - _TAIL)
    tail = lower(text[from_end:])
    for pattern in _trailing():
        match = pattern.search(tail)
        if match is not None:
            at = from_end + match.start()
            return Credit(text[at:].strip(), text[:at].rstrip(_TRIM))
    return None


@cache
def _leading() -> regex.Pattern:
    return regex.compile(rf"[(\[]\s*(?:{alternatives(words().credit_words)})\s*[:：][^()\[\]]{{1,60}}[)\]]")


@cache
def _trailing() -> tuple[regex.Pattern, ...]:
    held = words()
    wide = {form for form in held.credit_words if is_unspaced(form[0])}
    word = rf"(?:(?<!\w)(?:{alternatives(held.credit_words - wide)})|{alternatives(wide)})"
    join = rf"(?:{alternatives(held.credit_joins)})"
    agency = rf"(?:{alternatives(held.agencies)})"
    mark = rf"(?:{alternatives(held.credit_marks)})"
    who = r"(?:[^:：.!?。()\[\]]|\.(?!\s+\w{3,}))"
    lead = r"(?:^|[(\[]\s*|[–—|-]\s*|(?<=[.!?…”\"»])\s+)"
    close = r"\s*[)\]]*[.|\s]*$"
    return (
        regex.compile(rf"[(\[]?\s*{word}(?:\s+{join})?\s*[:：©]\s*{who}{{1,60}}?{close}"),
        regex.compile(rf"{lead}{word}\s+{join}\s+{who}{{1,60}}?{close}"),
        regex.compile(rf"{lead}{word}\s+{agency}(?:/{who}{{1,40}}?)?{close}"),
        regex.compile(rf"{lead}{agency}(?:\s*/\s*{agency})*\s+{mark}(?:[/\s]{who}{{1,40}}?)?{close}"),
        regex.compile(rf"(?:[(\[]|[–—|-]\s)\s*{agency}(?:\s*/\s*{who}{{1,40}}?)?[)\]]{close}"),
        regex.compile(rf"[–—]\s*{agency}(?:\s*/\s*{agency})*(?:\s+[^\s:.!?。()]{{1,12}}){{0,4}}{close}"),
        regex.compile(rf"(?<!\w){agency}/getty(?: images)?{close}|[|(–—-]\s*getty images{close}"),
        regex.compile(rf"[(\[]?\s*[©]\s*{who}{{2,60}}?{close}"),
    )


@cache
def _starts() -> regex.Pattern:
    return regex.compile(rf"[\s(\[]*(?:{alternatives(words().caption_starts)})")


def split_glued(parts: list[Part]) -> list[Part]:
    """A caption that the scraper glued to the dateline after it, made a part of its own.

    `The two ministers in Hanoi. VNA Photo HANOI — The ministers …`
    """
    at = next((at for at, part in enumerate(parts) if part.kind == "body"), None)
    if at is None:
        return parts
    text = parts[at].text
    for match in _PLACE_INSIDE.finditer(text[:_GLUED]):
        credit = read_credit(text[: match.start()])
        if credit is not None and credit.rest:
            cut = Part(credit.credit).removed("credit")
            caption = replace(parts[at], text=credit.rest, kind="caption")
            return [
                *parts[:at],
                caption,
                cut,
                Part(text[match.start() :].strip()),
                *parts[at + 1 :],
            ]
    return parts


def mark_captions(parts: list[Part]) -> list[Part]:
    """Captions told from the body, their credits cut off."""
    held: list[Part] = []
    for part in parts:
        if part.kind != "body":
            held.append(part)
        elif (
            held
            and held[-1].reason == ALT_TEXT
            and width(part.text) <= _BODY
            and not ends(part.text)
            and not read_credit(part.text)
        ):
            held.append(replace(part, kind="caption"))
        else:
            held.extend(_captioned(part, held))
    return _repeated(held)


def _captioned(part: Part, before: list[Part]) -> list[Part]:
    signed = cut_agency(part)
    if len(signed) > 1:
        return signed
    credit = read_credit(part.text)
    if credit is None:
        return [replace(part, kind="caption")] if _starts_as_caption(part.text) else [part]
    if not credit.rest:
        return _bare_credit(part, before)
    cut = Part(credit.credit).removed("credit")
    if _only_agency(credit.credit) and ends(credit.rest):
        cut = replace(cut, reason=SIGNED)
    elif width(credit.rest) <= _BODY or not has_sentences(credit.rest):
        return [replace(part, text=credit.rest, kind="caption"), cut]
    return [replace(part, text=credit.rest), cut]


def _starts_as_caption(text: str) -> bool:
    return len(text) <= _BODY and bool(_starts().match(lower(text[:60])))


def _only_agency(credit: str) -> bool:
    """Is the credit an agency in brackets, which may sign a whole article as well as a picture?"""
    return is_agency(lower(credit).strip(" ()[].–—-|/"))


def _bare_credit(part: Part, before: list[Part]) -> list[Part]:
    """A credit on a line of its own: it makes a caption of the short line right above it."""
    label, _, who = part.text.partition(":")
    if who and len(who.split()) > _NAMED and len(label) < 30:
        return [
            replace(part, text=who.strip(" )].("), kind="caption"),
            Part(label.strip(" (") + ":").removed("credit"),
        ]
    if part.tight and before and before[-1].kind == "body" and _is_short(before[-1].text) and len(before) > 1:
        before[-1] = replace(before[-1], kind="caption")
    return [part.removed("credit")]


def _is_short(text: str) -> bool:
    return width(text) <= _REPEATED and not has_sentences(text)


def _repeated(parts: list[Part]) -> list[Part]:
    """A short line that is printed twice running is the caption of a picture shown twice."""
    held: list[Part] = []
    for part in parts:
        last = held[-1] if held else None
        if last is not None and part.kind in {"body", "caption"} and _same(last, part):
            held[-1] = replace(last, kind="caption")
            held.append(part.removed("repeated"))
        else:
            held.append(part)
    return held


def _same(last: Part, part: Part) -> bool:
    if last.kind not in {"body", "caption"} or not _is_short(part.text):
        return False
    return last.text.rstrip(". ") == part.text.rstrip(". ")


def cut_agency(part: Part) -> list[Part]:
    """The last paragraph without the agency that signs it (`… in Minsk. — VNA/VNS`)."""
    text = _FULL_STOPS.sub(".", part.text)
    match = _TRAILING_AGENCY.search(text[-90:])
    if match is None:
        return [replace(part, text=text)]
    names = [name.strip() for name in lower(match["who"]).replace(" - ", "/").split("/")]
    if not all(name in words().agencies for name in names):
        return [replace(part, text=text)]
    at = len(text) - len(text[-90:]) + match.end("stop")
    return [
        replace(part, text=_FULL_STOPS.sub(".", text[:at])),
        Part(text[at:].strip()).removed(SIGNED),
    ]
