"""`/events/…`: one event, its sources in their own words, why it was read so, what may be decided of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.exceptions import HTTPException

from chancery.model.record import Event, Explanation, Office
from chancery.record import View
from chancery.record.view import ArticleLine
from chancery.serve.elsewhere import elsewhere
from chancery.serve.quoting import Piece, pieces
from chancery.serve.render import page
from chancery.serve.site import view_of
from chancery.serve.texts import Phrases, language_of
from chancery.serve.wording import link_of, name_of, office_title, place_name, sentence, title_of, when

router = APIRouter(include_in_schema=False)
Viewed = Annotated[View, Depends(view_of)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody in the event, with the offices told of them at its time."""

    name: str
    link: str
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article's words for the event, and other outlets that print the very same words."""

    line: ArticleLine
    quotes: tuple[tuple[Piece, ...], ...]
    reprints: tuple[ArticleLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One reason: which words were read as what, by which rule, what they add to how sure it is."""

    role: str
    words: str
    value: str
    rule: str
    weight: float


@router.get("/events/{key}")
def event_page(request: Request, key: str, view: Viewed, done: str = "") -> Response:
    """Everything the record knows of one event. An identifier from before a joining leads to what it is one with."""
    event = view.fact(key)
    if not isinstance(event, Event):
        return elsewhere(request, view, key, "event", "events")
    say = Phrases(language_of(request))
    stories = _stories(view, event)
    return page(
        request,
        "event.html",
        event=event,
        headline=sentence(view, event, say),
        act=say.act(event.type, event.mode),
        when=when(event.date, say),
        place=place_name(view, event.place, say),
        sides=[[_actor(view, event, key, say) for key in side] for side in (event.sources, event.targets)],
        stories=stories,
        parts=[(source.line.id, title_of(source.line)) for _, sources in stories for source in sources],
        why=[(_line(view, e.article), _whys(view, e)) for e in event.explanations],
        conflicts=[(field, value, _line(view, article)) for field, value, article in event.conflicts],
        done=done,
    )


def _stories(view: View, event: Event) -> list[tuple[str | None, list[Source]]]:
    """The sources by story; within one the earliest first. The same words in several outlets are one origin."""
    by_words: dict[tuple[str | None, str], list[str]] = {}
    quotes: dict[str, list[tuple[Piece, ...]]] = {}
    for evidence in event.evidence:
        article = view.article(evidence.article)
        quotes.setdefault(evidence.article, []).append(pieces(article, evidence, event.explanations))
    stories: dict[str | None, list[Source]] = {}
    for key, held in quotes.items():
        line = _line(view, key)
        told = " ".join("".join(piece.text for piece in quote) for quote in held)
        by_words.setdefault((line.story, told), []).append(key)
    for (story, _), keys in by_words.items():
        first, *others = sorted((_line(view, key) for key in keys), key=lambda line: (line.published or "~", line.id))
        source = Source(line=first, quotes=tuple(quotes[first.id]), reprints=tuple(others))
        stories.setdefault(story, []).append(source)
    ordered = sorted(stories.items(), key=lambda pair: _earliest(pair[1]))
    return [(story, sorted(sources, key=lambda s: (s.line.published or "~", s.line.id))) for story, sources in ordered]


def _earliest(sources: list[Source]) -> tuple[str, str]:
    return min((source.line.published or "~", source.line.id) for source in sources)


def _line(view: View, key: str) -> ArticleLine:
    line = view.article_line(key)
    if line is None:
        raise HTTPException(500, f"article {key} is not in the record; chancery doctor")
    return line


def _actor(view: View, event: Event, key: str, say: Phrases) -> Actor:
    entity = view.entity_line(key)
    offices = view.about(key, Office, limit=40) if entity is not None and entity.type == "person" else []
    held = tuple(dict.fromkeys(office_title(say, title) for title in _held(event, offices)))
    return Actor(name=name_of(view, key, say), link=link_of(view, key), offices=held)


def _held(event: Event, offices: list[Office]) -> Iterator[str]:
    """The offices that the event's own articles tell, or that were reported in its year."""
    told_by = {evidence.article for evidence in event.evidence}
    year = (event.date or "")[:4]
    for office in offices:
        near = {evidence.article for evidence in office.evidence} & told_by or any(s[:4] == year for s in office.seen)
        if near and not office.former:
            yield office.title


def _whys(view: View, explanation: Explanation) -> list[Why]:
    text = view.article(explanation.article).text
    return [
        Why(
            role=reason.role,
            words=text[reason.start : reason.end] if reason.start is not None and reason.end is not None else "",
            value=_read(view, reason.value),
            rule=reason.rule,
            weight=reason.weight,
        )
        for reason in explanation.reasons
    ]


def _read(view: View, value: str) -> str:
    """What words were read as, entities by name."""
    return ", ".join(name_of(view, part) for part in value.split(", "))
