"""`/stories/…`: articles of one story side by side; what carries the same fact bears the same number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.exceptions import HTTPException

from chancery.model.article import Article
from chancery.model.record import Event, Statement
from chancery.record import View
from chancery.record.view import ArticleLine
from chancery.serve.render import page
from chancery.serve.site import view_of
from chancery.serve.texts import Phrases, language_of
from chancery.serve.wording import name_of, sentence, when

router = APIRouter(include_in_schema=False)

_ABREAST = 3
"""Articles that are shown side by side."""
COLOURS = 8
"""Facts have this many colours in turn; the number is what tells them apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One event that the shown articles tell: its number, its words, which of them tell it."""

    number: int
    id: str
    sentence: str
    when: str
    status: str
    told_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of an article, with the numbers of the facts that they carry; `speech` when they are a statement."""

    text: str
    numbers: tuple[int, ...]
    speech: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One article: its letter, its line, its paragraphs, and what it reports to have been said."""

    letter: str
    line: ArticleLine
    paragraphs: tuple[tuple[Stretch, ...], ...]
    said: tuple[tuple[str, str, str], ...]


@router.get("/stories/{key}")
def story_page(
    request: Request,
    key: str,
    view: Annotated[View, Depends(view_of)],
    a: Annotated[list[str] | None, Query()] = None,
) -> Response:
    """A story. `a` chooses the articles that stand side by side; without it, one of each language first."""
    story = view.story(key)
    if story is None:
        raise HTTPException(404, f"there is no story {key[:60]!r} in this record")
    say = Phrases(language_of(request))
    lines = [line for article in story.articles if (line := view.article_line(article))]
    lines.sort(key=lambda line: (line.published or "~", line.id))
    chosen = _chosen(lines, a or [])
    letters = {line.id: chr(ord("A") + place) for place, line in enumerate(chosen)}
    events = _events(view, chosen)
    numbers = {event.id: number for number, event in enumerate(events, 1)}
    return page(
        request,
        "story.html",
        story=story,
        heading=next((line for line in lines if line.language == say.language and line.title), lines[0]),
        lines=lines,
        letters=letters,
        columns=[_column(view, say, line, letters[line.id], numbers) for line in chosen],
        facts=[_fact(view, say, event, numbers[event.id], letters) for event in events],
    )


def _chosen(lines: Sequence[ArticleLine], asked: Sequence[str]) -> list[ArticleLine]:
    """The articles asked for; else the first of each language, then others, as many as fit."""
    known = {line.id: line for line in lines}
    if asked:
        return [known[key] for key in dict.fromkeys(asked) if key in known][:_ABREAST] or list(lines[:_ABREAST])
    first: dict[str, ArticleLine] = {}
    for line in lines:
        first.setdefault(line.language, line)
    ordered = [*first.values(), *(line for line in lines if line not in first.values())]
    return sorted(ordered[:_ABREAST], key=lines.index)


def _events(view: View, lines: Sequence[ArticleLine]) -> list[Event]:
    """The events that the articles tell, in the order they are told; what several tell comes first."""
    found: dict[str, Event] = {}
    for line in lines:
        for kind, key in view.facts_in(line.id):
            fact = view.fact(key) if kind == "event" and key not in found else None
            if isinstance(fact, Event):
                found[key] = fact
    shown = {line.id for line in lines}

    def order(event: Event) -> tuple[int, int, str]:
        told = [evidence for evidence in event.evidence if evidence.article in shown]
        return -len({e.article for e in told}), min(e.start for e in told), event.id

    return sorted(found.values(), key=order)


def _fact(view: View, say: Phrases, event: Event, number: int, letters: Mapping[str, str]) -> Fact:
    told_by = sorted({letters[e.article] for e in event.evidence if e.article in letters})
    return Fact(
        number=number,
        id=event.id,
        sentence=sentence(view, event, say),
        when=when(event.date, say),
        status=event.status,
        told_by=tuple(told_by),
    )


def _column(view: View, say: Phrases, line: ArticleLine, letter: str, numbers: Mapping[str, int]) -> Column:
    article = view.article(line.id)
    spans: list[tuple[int, int, int]] = []
    said: list[tuple[str, str, str]] = []
    for kind, key in view.facts_in(line.id):
        fact = view.fact(key) if kind in {"event", "statement"} else None
        passages = [evidence for evidence in fact.evidence if evidence.article == line.id] if fact is not None else []
        if isinstance(fact, Statement):
            spans += [(e.start, e.end, 0) for e in passages]
            said += [(name_of(view, fact.speaker), say.word("stance", fact.stance), e.quote) for e in passages]
        elif isinstance(fact, Event):
            spans += [(e.start, e.end, numbers[key]) for e in passages]
    return Column(letter=letter, line=line, paragraphs=tuple(_paragraphs(article, spans)), said=tuple(said))


def _paragraphs(article: Article, spans: Iterable[tuple[int, int, int]]) -> Iterator[tuple[Stretch, ...]]:
    """The paragraphs of an article cut where a fact's words begin or end; number 0 is speech."""
    held = list(spans)
    blocks = [(block.start, block.end) for block in article.blocks] or [(0, len(article.text))]
    for start, end in blocks:
        inside = [(max(a, start), min(b, end), number) for a, b, number in held if a < end and b > start]
        cuts = sorted({start, end, *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
        stretches = []
        for a, b in pairwise(cuts):
            over = {number for first, last, number in inside if first <= a and last >= b}
            stretches.append(Stretch(article.text[a:b], tuple(sorted(over - {0})), 0 in over))
        if any(stretch.text.strip() for stretch in stretches):
            yield tuple(stretches)
