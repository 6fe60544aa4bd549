"""Which line of a plain text is its headline."""

from __future__ import annotations

from chancery.read.blocks import Part, ends, has_sentences, is_bullet, is_prose, width
from chancery.read.boilerplate import is_credit
from chancery.read.captions import read_credit
from chancery.read.datelines import read_dateline
from chancery.read.repeats import key

_LONGEST = 220
_KICKER = 30
_LINES = 8
_CLOSERS = "\"'”’»)"
_FINAL = "?!？！"


def find_title(parts: list[Part]) -> int | None:
    """The index of the headline among the parts; None when the text begins with its body."""
    lines = [at for at, part in enumerate(parts) if part.kind == "body"][:_LINES]
    if len(lines) < 2:
        return None
    if _comes_again(parts, lines[0]):
        return lines[0]
    found = None
    for at in lines:
        text = parts[at].text
        if _follows(parts[at]) and not (ends(text) and text.rstrip(_CLOSERS)[-1:] in _FINAL and _is_headline(text)):
            break
        if _is_headline(text):
            found = at if found is None else found
            if not _is_kicker(text):
                found = at
                break
    return found if found is not None and any(_follows(part) for part in parts[found + 1 :]) else None


def _follows(part: Part) -> bool:
    return part.kind == "body" and (is_prose(part.text) or ends(part.text))


def _is_headline(text: str) -> bool:
    if width(text) > _LONGEST or text[-1:] in ":：,;，；、":
        return False
    if ends(text) and text.rstrip("\"'”’»)")[-1:] not in _FINAL:
        return False
    if has_sentences(text) and len(text) > 140:
        return False
    if is_bullet(text) and not text[0].isdigit():
        return False
    return not (is_credit(text) or read_credit(text) or read_dateline(text))


def _is_kicker(text: str) -> bool:
    """Is a line above a headline only the name of a section, an address, a rate?"""
    digits = sum(map(str.isdigit, text))
    return (width(text) <= _KICKER and len(text.split()) <= 4) or digits * 5 > len(text)


def _comes_again(parts: list[Part], first: int) -> bool:
    """Is a first line with a full stop printed again further down, as headlines are?"""
    text = parts[first].text
    if width(text) > 160 or has_sentences(text):
        return False
    said = key(text)
    return any(part.kind == "body" and key(part.text) == said for part in parts[first + 2 : first + 40])
