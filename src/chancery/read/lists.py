"""Lists of other stories, and everything else that follows the end of an article."""

from __future__ import annotations

from chancery.read.blocks import Part, ends, has_sentences, is_bullet, is_prose, width
from chancery.read.boilerplate import HEADING, TAGS_OPEN, is_agency, is_credit, is_signature
from chancery.read.captions import SIGNED
from chancery.text.characters import lower

_TAG_LINE = 200
_ONE_TAG = 48
_TEASER = 160
_SOLE_TEASER = 110
_LEAD = 200
_EARLY = 3
_GOES_ON = 3
_MOST = 0.4


def mark_lists(parts: list[Part]) -> list[Part]:
    """Lists of other stories removed; the article that goes on after one is kept."""
    held = list(parts)
    prose = 0
    at = 0
    while at < len(held):
        part = held[at]
        if _opens(part, prose):
            first = _after_tags(held, at)
            end = list_end(held, first, prose=prose)
            held[at] = _opener(part)
            for inside in range(at + 1, end):
                held[inside] = _dropped(held[inside], "tags" if inside < first else "related")
            at = max(end, at + 1)
            continue
        if part.reason == TAGS_OPEN:
            at = _drop_tags(held, at)
            continue
        prose += part.kind == "body" and is_prose(part.text)
        at += 1
    return held


def _opens(part: Part, prose: int) -> bool:
    """Does a list of other stories follow: after its heading, the tags, the agency at the end?"""
    if part.reason == HEADING:
        return True
    if prose < 2:
        return False
    if part.kind == "removed":
        return part.reason in {TAGS_OPEN, "tags", SIGNED}
    return part.kind == "body" and is_agency(lower(part.text))


def _opener(part: Part) -> Part:
    if part.reason == HEADING:
        return part.removed("related")
    if part.reason in {TAGS_OPEN, "tags"}:
        return part.removed("tags")
    return part.removed(SIGNED)


def _drop_tags(held: list[Part], at: int) -> int:
    first = _after_tags(held, at)
    for inside in range(at, first):
        held[inside] = held[inside].removed("tags")
    return max(first, at + 1)


def _dropped(part: Part, reason: str) -> Part:
    return part if part.kind == "removed" and part.reason not in {HEADING, TAGS_OPEN} else part.removed(reason)


def _after_tags(parts: list[Part], at: int) -> int:
    """The index after the tags that a label opens: the next line and short ones right after."""
    if parts[at].reason != TAGS_OPEN:
        return at + 1
    index = at + 1
    while index < len(parts) and parts[index].kind == "body":
        text = parts[index].text
        limit = _TAG_LINE if index == at + 1 else _ONE_TAG
        if len(text) > limit or ends(text) or (index > at + 1 and not parts[index].tight):
            break
        index += 1
    return index


def list_end(parts: list[Part], first: int, *, prose: int) -> int:
    """Where the list that begins at `first` ends: where the article goes on, or at its own end.

    A list is headlines, captions and teasers by turns; an article is paragraph after paragraph.
    When it is found to go on, a paragraph after two headlines (or, near the head of the page,
    any) was already its own. An article does not end after its lead (`prose` counts the
    paragraphs before the list).
    """
    if prose <= 1:
        following = [at for at in range(first, len(parts)) if _is_paragraph(parts[at])]
        if len(following) >= _GOES_ON:
            return following[0]
    early = prose < _EARLY
    heads = 0
    teasers = False
    index = first
    candidate = None
    pictured = False
    while index < len(parts):
        if not _is_paragraph(parts[index]):
            heads += parts[index].kind in {"body", "caption"}
            teasers = teasers or (pictured and parts[index].kind == "body")
            pictured = parts[index].kind == "caption" or (pictured and parts[index].kind == "removed")
            index += 1
            continue
        pictured = False
        run = _run(parts, index)
        if _resumes(parts[index].text, run=run, heads=heads, teasers=teasers, last=index + run >= len(parts)):
            return index if candidate is None else candidate
        if candidate is None and (early or heads != 1) and not teasers:
            candidate = index
        teasers = True
        heads = 0
        index += run
    return len(parts)


def _resumes(text: str, *, run: int, heads: int, teasers: bool, last: bool) -> bool:
    if run >= 3:
        return True
    if teasers:
        return False
    if run == 2 or heads == 0:
        return run == 2 or width(text) >= _LEAD
    return heads >= 2 and last


def _is_paragraph(part: Part) -> bool:
    return part.kind == "body" and is_prose(part.text)


def _run(parts: list[Part], index: int) -> int:
    """How many paragraphs of body text stand together, counted to three."""
    end = index
    while end < len(parts) and end - index < 3 and _is_paragraph(parts[end]):
        end += 1
    return end - index


def mark_head(parts: list[Part]) -> list[Part]:
    """Bylines between the title and the first paragraph removed."""
    held = list(parts)
    for at, part in enumerate(held[:12]):
        if _is_paragraph(part):
            break
        if part.kind == "body" and at > 0 and (is_credit(part.text) or _is_name(part.text)):
            held[at] = part.removed("credit")
    return held


def _is_name(text: str) -> bool:
    return is_signature(text) and 2 <= len(text.split()) <= 4 and len(text) <= 30


def mark_tail(parts: list[Part]) -> list[Part]:
    """Signatures and headlines of other stories after the last paragraph removed."""
    last = max((at for at, part in enumerate(parts) if _closes(part)), default=-1)
    if last < 0:
        return parts
    held = list(parts)
    tail = [at for at in range(last + 1, len(held)) if held[at].kind == "body"]
    if not tail or held[last].text.rstrip().endswith((":", "：", ";")):
        return held
    signed = any(
        part.kind == "removed" and part.reason in {"tags", "related", "copyright"} for part in held[last + 1 :]
    )
    for at in list(tail):
        if is_credit(held[at].text) or is_signature(held[at].text):
            held[at] = held[at].removed("credit")
            tail.remove(at)
            signed = True
    return _without_teasers(held, tail, signed=signed)


def _closes(part: Part) -> bool:
    """Can a part be the last of an article: a paragraph, a short sentence, an item of its list?"""
    if part.kind != "body":
        return False
    text = part.text
    if is_prose(text):
        return not is_credit(text)
    return (ends(text) and not is_signature(text) and not is_credit(text)) or is_bullet(text)


def _without_teasers(held: list[Part], tail: list[int], *, signed: bool) -> list[Part]:
    limit = _TEASER if signed or len(tail) > 1 else _SOLE_TEASER
    if not all(width(held[at].text) <= limit and not has_sentences(held[at].text) for at in tail):
        return held
    lost = sum(len(held[at].text) for at in tail)
    kept = sum(len(part.text) for part in held if part.kind == "body")
    if not signed and lost > _MOST * kept:
        return held
    for at in tail:
        held[at] = held[at].removed("teaser")
    return held
