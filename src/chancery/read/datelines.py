"""The place, day and agency in front of an article's first sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from chancery.ontology.places import places
from chancery.read.dates import Found, find_dates
from chancery.read.words import words
from chancery.text import regex
from chancery.text.characters import lower

_REACH = 90
_DASH = regex.compile(r"\s+[-–—]{1,2}\s*|\s*[–—]\s*|-{1,2}\s+|(?<=\))\s*:\s*")
_STOP = regex.compile(r"\s*\.?\s*/[^/]{2,24}/\s*[.:]?\s*[-–—]?\s*|(?:(?<=\d)|(?<=года)|(?<=г))\.\s+")
_CITY = regex.compile(r"([A-Z][A-Z '-]{2,30}):\s+(?=[A-Z])")
_PARENTHESIS = regex.compile(r"\(([^()]{1,60})\)")
_DOMAIN = regex.compile(r"^[\w-]{2,}(?:\.[\w-]{2,})+$")
_LEAD = regex.compile(r"^[(\[【]([^()\[\]【】]{2,40})[)\]】]\s*(?:[-–—:.]+\s*)?")
_CHINESE = regex.compile(
    r"^(?P<outlet>[\u4e00-\u9fff]{1,6}(?:社|网|報|报|網))?(?P<place>[\u4e00-\u9fff]{2,6}?)"
    r"(?P<date>(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)\s*(?:电|電|讯|訊|消息)"
)
_EDGES = " ,.;:/|-–—"


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence; `rest` is the paragraph without what is cut off."""

    place: str | None
    day: str | None
    outlet: str | None
    rest: str
    cut: str


def read_dateline(text: str) -> Dateline | None:
    """The dateline of a paragraph, if it has one.

    A place with a date stays in the text, so that the date can be cited; a place alone and an
    outlet are cut off.
    """
    lead = _lead_outlet(text)
    if lead is not None:
        inner = read_dateline(lead.rest)
        if inner is None:
            return lead
        cut = f"{lead.cut} {inner.cut}".strip()
        return Dateline(inner.place, inner.day, inner.outlet or lead.outlet, inner.rest, cut)
    return _chinese(text) or _separated(text)


def _lead_outlet(text: str) -> Dateline | None:
    """`(Ngày Nay) - …`: an outlet in brackets before anything else."""
    match = _LEAD.match(text)
    if match is None or match.end() >= len(text):
        return None
    name = match[1].strip()
    dashed = match[0].rstrip()[-1] in "-–—"
    if not (dashed and len(name.split()) <= 5) and not _is_outlet(name):
        return None
    if find_dates(name, partial=True):
        return None
    return Dateline(None, None, name, text[match.end() :], match[0].strip())


def _chinese(text: str) -> Dateline | None:
    match = _CHINESE.match(text)
    if match is None:
        return None
    found = find_dates(match["date"], partial=True)
    return Dateline(match["place"], found[0].iso if found else None, match["outlet"], text, "")


def _separated(text: str) -> Dateline | None:
    """`HANOI, Jan. 20 (VNA) - …`: all before the mark must be place, day or agency."""
    reach = text[:_REACH]
    city = _CITY.match(reach)
    if city is not None and _is_place(city[1].strip()):
        return Dateline(city[1].strip().title(), None, None, text[city.end() :].lstrip(), city[0].strip())
    for pattern in (_DASH, _STOP):
        for match in list(pattern.finditer(reach))[:3]:
            read = _head(text, match.start(), match.end())
            if read is not None:
                return read
    return None


def _head(text: str, stop: int, after: int) -> Dateline | None:
    head, rest = text[:stop], text[after:].lstrip()
    if not rest or not head or not head[0].isupper():
        return None
    noted = [inner.strip() for inner in _PARENTHESIS.findall(head)]
    days = find_dates(head, partial=True)
    place = _without(head, days)
    outlet = next(
        (name for name in (_without(inner, find_dates(inner, partial=True)) for inner in noted) if name),
        None,
    )
    if _is_outlet(place) and not days:
        return Dateline(None, None, place, rest, text[:after].strip())
    if not _could_be_place(place):
        return None
    sure = outlet is not None and _is_outlet(outlet)
    if days:
        named = sure or head.find("(") > days[0].start  # before the day it is a region: "BURABAY (Kazakhstan), 29 May"
        return Dateline(place, days[0].iso, outlet if named else None, text, "")
    if sure or _is_place(place) or _all_capitals(place):
        return Dateline(place, None, outlet, rest, text[:after].strip())
    return None


def _without(head: str, days: list[Found]) -> str:
    for found in reversed(days):
        head = head[: found.start] + "," + head[found.end :]
    head = _PARENTHESIS.sub(" ", head)
    kept = [piece.strip(_EDGES) for piece in head.split(",")]
    fillers = words().date_fillers | set(words().weekdays)
    return ", ".join(
        " ".join(w for w in piece.split() if lower(w) not in fillers) for piece in kept if _says(piece, fillers)
    )


def _says(piece: str, fillers: set[str] | frozenset[str]) -> bool:
    return any(lower(word) not in fillers for word in piece.split()) and lower(piece) not in fillers


def _could_be_place(place: str) -> bool:
    if not place or len(place) > 40 or lower(place) in words().agencies:
        return False
    pieces = place.replace(",", " ").split()
    return len(pieces) <= 5 and all(p[0].isupper() for p in pieces) and not any(map(str.isdigit, place))


def _is_place(name: str) -> bool:
    return lower(name) in words().places or lower(name) in _cities()


@cache
def _cities() -> frozenset[str]:
    return frozenset(lower(name) for name, place in places().items() if place.kind == "city")


def _all_capitals(place: str) -> bool:
    letters = [c for c in place if c.isalpha()]
    return len(letters) >= 4 and all(c.isupper() for c in letters)


def _is_outlet(name: str) -> bool:
    return lower(name) in words().agencies or bool(_DOMAIN.match(name))
