"""What lists show of a fact: a sentence, when and where, the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.model.record import Event
from chancery.record import View
from chancery.serve.texts import Phrases
from chancery.serve.wording import sentence, when


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
    quote: str
    language: str
    outlet: str | None
    tellings: int


def event_card(view: View, event: Event, say: Phrases) -> Card:
    """An event as a card."""
    first = event.evidence[0]
    line = view.article_line(first.article)
    return Card(
        id=event.id,
        sentence=sentence(view, event, say),
        when=when(event.date, say),
        place=event.place,
        type=event.type,
        act=say.act(event.type, event.mode),
        status=event.status,
        confidence=event.confidence,
        quote=first.quote,
        language=line.language if line else "",
        outlet=line.outlet if line else None,
        tellings=len({evidence.article for evidence in event.evidence}),
    )
