"""`/entities/…`: a person, organization or state: names, offices, contacts, statements, and what may be decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from chancery.model.record import Event, Office, Statement
from chancery.record import View
from chancery.record.answering import Answers
from chancery.record.naming import Party, party_of, state
from chancery.record.question import FactKind, PartyIs, Question, Role
from chancery.record.searchbox import written
from chancery.record.view import looks_like_id
from chancery.serve.cards import event_card
from chancery.serve.drawing.ego import Neighbour, ego
from chancery.serve.drawing.spans import Span, spans, year_of
from chancery.serve.elsewhere import elsewhere
from chancery.serve.render import page
from chancery.serve.site import site_of, view_of
from chancery.serve.texts import Phrases, language_of
from chancery.serve.wording import link_of, name_of, office_title, place_name, title_of, when

router = APIRouter(include_in_schema=False)

_EVENTS, _OFFICES, _CONTACTS, _SAID, _LOOKED = 12, 40, 12, 10, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An office as it is listed: who, what, of what, from when to when."""

    who: str
    link: str
    title: str
    of: str
    since: str
    until: str
    seen: str
    former: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as it is listed."""

    stance: str
    when: str
    about: tuple[tuple[str, str], ...]
    quote: str
    language: str


@router.get("/entities/{key}")
def entity_page(request: Request, key: str, view: Annotated[View, Depends(view_of)], done: str = "") -> Response:
    """One entity. States are found by code; an identifier from before a joining leads to what it is one with."""
    party = _party(view, key)
    if party is None:
        return elsewhere(request, view, key, "entity", "entities")
    say = Phrases(language_of(request))
    answers = Answers(view)
    offices = _offices(answers, party)
    neighbours = _contacts(view, answers, party, say)
    title = say("entity.offices", name=party.name)
    return page(
        request,
        "entity.html",
        party=party,
        key=party.entity.id if party.entity else "",
        names=_names(view, party),
        offices=[_held(view, office, say) for office in offices],
        bars=spans(_bars(view, party, offices, say), title),
        neighbours=neighbours,
        network=ego(party.name, neighbours, say("entity.network", name=party.name)),
        number=answers.count(_question(party)),
        cards=[
            event_card(view, e, say) for e in answers.page(_question(party), limit=_EVENTS).rows if isinstance(e, Event)
        ],
        search=written(_question(party)),
        stances=answers.facet(_question(party, "statement", "source"), "type"),
        addressees=[
            (place_name(view, code, say) or code, f"/entities/{code}", n)
            for code, n in answers.facet(_question(party, "statement", "source"), "party")
            if code != party.key and (party.entity is None or code != party.entity.state)
        ],
        said=_statements(view, answers, party, say),
        called=place_name(view, party.key, say) if party.is_state else party.name,
        home=place_name(view, party.entity.state, say) if party.entity and not party.is_state else None,
        decided=party.entity.decided if party.entity else (),
        parts=_parts(view, party) if site_of(request).may_edit(request) else [],
        done=done,
    )


def _parts(view: View, party: Party) -> list[tuple[str, str]]:
    """By what an entity may be parted: the names it bears, then the articles that tell of it, as (value, words)."""
    if party.entity is None:
        return []
    lines = [line for key in party.entity.articles[:_LOOKED] if (line := view.article_line(key))]
    told = [(line.id, f"{title_of(line)}, {line.published or line.language}") for line in lines]
    names = [(name, name) for name in party.entity.names]
    return names + told


def _party(view: View, key: str) -> Party | None:
    if len(key) == len("VNM") and key.isupper():
        found = state(view, key)
        return found if found.entity is not None else None
    return party_of(view, key) if looks_like_id(key) else None


def _question(party: Party, kind: FactKind = "event", role: Role = "any") -> Question:
    return Question(kind=kind, parties=(PartyIs(party.key, role),))


def _names(view: View, party: Party) -> list[tuple[str, tuple[str, ...], int]]:
    """Every name with the languages it was seen in and in how many articles, as far as the latest articles tell."""
    if party.entity is None:
        return []
    lines = [line for key in party.entity.articles[:_LOOKED] if (line := view.article_line(key))]
    texts = [(line.language, view.article(line.id).text) for line in lines]
    found = []
    for name in party.entity.names:
        seen = [language for language, text in texts if name in text]
        found.append((name, tuple(sorted(set(seen))), len(seen)))
    return sorted(found, key=lambda row: (-row[2], row[0]))


def _offices(answers: Answers, party: Party) -> list[Office]:
    """What a person held; of a state or body, who held what in it."""
    person = party.entity is not None and party.entity.type == "person"
    question = _question(party, "office", "source" if person else "target")
    return [row for row in answers.page(question, limit=_OFFICES).rows if isinstance(row, Office)]


def _held(view: View, office: Office, say: Phrases) -> Held:
    seen = sorted(office.seen)
    return Held(
        who=name_of(view, office.person),
        link=link_of(view, office.person),
        title=_title(view, office, say),
        of=" → ".join(name_of(view, key, say) for key in (office.of, office.to) if key),
        since=when(office.since, say) if office.since else "",
        until=when(office.until, say) if office.until else "",
        seen=f"{seen[0]} – {seen[-1]}" if len(seen) > 1 else "".join(seen),
        former=office.former,
    )


def _title(view: View, office: Office, say: Phrases) -> str:
    owner = view.entity(office.of) if office.of else None
    return office_title(say, office.title, owner.state if owner is not None else None)


def _bars(view: View, party: Party, offices: Iterable[Office], say: Phrases) -> list[Span]:
    person = party.entity is not None and party.entity.type == "person"
    found = []
    for office in offices:
        dates = sorted(filter(None, (office.since, office.until, *office.seen)))
        if dates:
            held = _title(view, office, say)
            name = held if person else f"{name_of(view, office.person)}, {held}"
            found.append(
                Span(
                    label=name,
                    first=year_of(dates[0]),
                    last=year_of(dates[-1].rpartition("/")[2]),
                    open_start=office.since is None,
                    open_end=office.until is None and not office.former,
                )
            )
    return sorted(found, key=lambda span: (span.first, span.label))


def _contacts(view: View, answers: Answers, party: Party, say: Phrases) -> list[Neighbour]:
    """Those it deals with most: states with a state, people and bodies with a person or body."""
    if party.is_state:
        partners = view.partners(party.key, _CONTACTS)
        return [
            Neighbour(name=place_name(view, code, say) or code, link=f"/pairs/{party.key}/{code}", number=n)
            for code, n in partners
        ]
    rows = answers.contacts(_question(party), _CONTACTS)
    return [Neighbour(name=name_of(view, key), link=link_of(view, key), number=n) for key, n in rows]


def _statements(view: View, answers: Answers, party: Party, say: Phrases) -> list[Said]:
    rows = answers.page(_question(party, "statement", "source"), limit=_SAID).rows
    found = []
    for row in rows:
        if isinstance(row, Statement):
            line = view.article_line(row.evidence[0].article)
            about = tuple((name_of(view, key, say), link_of(view, key)) for key in row.about[:4])
            found.append(
                Said(
                    stance=say.word("stance", row.stance),
                    when=when(row.date, say),
                    about=about,
                    quote=row.evidence[0].quote,
                    language=line.language if line else "",
                )
            )
    return found
