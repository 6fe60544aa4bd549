"""`/review`: what a person should judge: pairs that may be one, events that were read with little confidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from chancery.model.record import Event
from chancery.record import View
from chancery.record.answering import Answers
from chancery.record.question import Question
from chancery.serve.cards import event_card
from chancery.serve.render import page
from chancery.serve.site import view_of
from chancery.serve.texts import Phrases, language_of
from chancery.serve.wording import link_of, name_of, sentence

router = APIRouter(include_in_schema=False)

_ROWS = 25
_UNSURE = 0.65


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two rows that may be one: what they are called, their pages, how likely it is and why."""

    a: str
    b: str
    names: tuple[str, str]
    links: tuple[str, str]
    score: float
    reason: str


@router.get("/review")
def review(
    request: Request, view: Annotated[View, Depends(view_of)], after: str | None = None, done: str = ""
) -> Response:
    """Pairs by how likely they are one, then the least sure events."""
    say = Phrases(language_of(request))
    doubtful = Answers(view).page(Question(most=_UNSURE, order="confidence"), after=after, limit=_ROWS)
    pairs = view.review()
    return page(
        request,
        "review.html",
        pairs=[_pair(view, say, row) for row in pairs[:_ROWS]] if after is None else [],
        number=len(pairs),
        cards=[event_card(view, event, say) for event in doubtful.rows if isinstance(event, Event)],
        next=doubtful.next,
        done=done,
    )


def _pair(view: View, say: Phrases, row: tuple[str, str, str, float, str]) -> Pair:
    kind, a, b, score, reason = row
    if kind == "event":
        events = [view.fact(key) for key in (a, b)]
        one, other = (sentence(view, e, say) if isinstance(e, Event) else "" for e in events)
        links = f"/events/{a}", f"/events/{b}"
    else:
        one, other = name_of(view, a), name_of(view, b)
        links = link_of(view, a), link_of(view, b)
    return Pair(a=a, b=b, names=(one, other), links=links, score=score, reason=reason)
