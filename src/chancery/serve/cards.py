"""What lists show of a fact: a sentence, when and where, the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.model.record import Event
from chancery.record import View
from chancery.record.words import best_hits
from chancery.serve.quoting import Piece
from chancery.serve.texts import Phrases
from chancery.serve.wording import place_name, sentence, when


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One event in a list. `quote` is in `language`; `lang` attributes tell browsers and screen readers so."""

    id: str
    sentence: str
    when: str
    place: str | None
    type: str
    act: str
    status: str
    confidence: float
    quote: tuple[Piece, ...]
    language: str
    outlet: str | None
    tellings: int


def event_card(view: View, event: Event, say: Phrases, words: str | None = None) -> Card:
    """An event as a card; of several quotes the one with the words that were asked for, these marked."""
    first = max(event.evidence, key=lambda e: bool(words and best_hits(e.quote, words)))
    line = view.article_line(first.article)
    return Card(
        id=event.id,
        sentence=sentence(view, event, say),
        when=when(event.date, say),
        place=place_name(view, event.place, say),
        type=event.type,
        act=say.act(event.type, event.mode),
        status=event.status,
        confidence=event.confidence,
        quote=_marked(first.quote, words),
        language=line.language if line else "",
        outlet=line.outlet if line else None,
        tellings=len({evidence.article for evidence in event.evidence}),
    )


def _marked(quote: str, words: str | None) -> tuple[Piece, ...]:
    """A quote in pieces, the hits of the words marked."""
    found: list[Piece] = []
    at = 0
    for start, end in best_hits(quote, words) if words else ():
        if start >= at:
            found += [Piece(quote[at:start]), Piece(quote[start:end], "hit")]
            at = end
    return tuple(piece for piece in (*found, Piece(quote[at:])) if piece.text)
