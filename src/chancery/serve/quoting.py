"""Quotations with the words marked that a fact rests on: pieces that a template joins, nothing unescaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chancery.model.article import Article
from chancery.model.record import Evidence, Explanation


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, marked or not; `role` is what the marked words were read as."""

    text: str
    role: str | None = None


def pieces(article: Article, evidence: Evidence, explanations: Iterable[Explanation]) -> tuple[Piece, ...]:
    """The quote of an evidence in pieces; where marked words overlap, the first begun are marked as a whole."""
    spans = sorted(
        (max(reason.start, evidence.start), min(reason.end, evidence.end), reason.role)
        for explanation in explanations
        if explanation.article == article.id
        for reason in explanation.reasons
        if reason.start is not None and reason.end is not None
        if reason.start < evidence.end and reason.end > evidence.start
    )
    found: list[Piece] = []
    at = evidence.start
    for start, end, role in spans:
        if start >= at:
            found += [Piece(article.text[at:start]), Piece(article.text[start:end], role)]
            at = end
    found.append(Piece(article.text[at : evidence.end]))
    return tuple(piece for piece in found if piece.text)
