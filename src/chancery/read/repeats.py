"""Words that a page prints twice: its headline, a pull quote, a paragraph."""

from __future__ import annotations

from dataclasses import replace

from chancery.read.blocks import Part, width
from chancery.text import regex
from chancery.text.characters import lower

_QUOTES = " \"'“”‘’«»…."
_SENTENCE = regex.compile(r"(?<=[.!?…])[”\"’»)]?\s+|(?<=[。！？])")
_NOT_WORD = regex.compile(r"\W+")
_LEAST = 30
_NEAR = 4
_FAR = 4000


def key(text: str) -> str:
    """What two printings of one text share."""
    return _NOT_WORD.sub(" ", lower(text)).strip()


def mark_repeats(parts: list[Part], title: str | None) -> list[Part]:
    """Every repetition removed: of the title, of a paragraph, of a sentence set by itself."""
    held: list[Part] = []
    seen: set[str] = {key(title)} if title else set()
    for part in parts:
        if part.kind not in {"body", "caption"}:
            held.append(part)
            continue
        said = key(part.text)
        if title and said == key(title):
            held.append(part.removed("repeated-title"))
        elif said in seen and width(part.text) >= _LEAST:
            held.append(part.removed("repeated"))
        else:
            seen.add(said)
            held.append(part)
    return _without_quotes(held)


def _without_quotes(parts: list[Part]) -> list[Part]:
    """Pull quotes removed: a paragraph that stands inside another one."""
    body = [at for at, part in enumerate(parts) if part.kind == "body"]
    sentences = _sentences([parts[at].text for at in body])
    held = list(parts)
    for order, at in enumerate(body):
        text = parts[at].text.strip(_QUOTES)
        if width(text) < _LEAST or len(text) > _FAR:
            continue
        near = body[max(0, order - _NEAR) : order + _NEAR + 1]
        if text in sentences or any(other != at and _inside(text, parts[other].text) for other in near):
            held[at] = replace(parts[at].removed("pull-quote"))
    return held


def _sentences(texts: list[str]) -> set[str]:
    """The sentences of all paragraphs that have more than one."""
    held: set[str] = set()
    for text in texts:
        pieces = [piece for piece in _SENTENCE.split(text) if piece]
        if len(pieces) > 1:
            held.update(piece.strip(_QUOTES) for piece in pieces if len(piece) >= _LEAST // 3)
    return held


def _inside(text: str, other: str) -> bool:
    return len(text) < len(other) <= _FAR and text in other
