"""Parts of a dossier in words: relations, who holds which office, last contacts, statements."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.model.record import Evidence, Office, Relation, Statement
from chancery.record import View
from chancery.record.holders import Holder, begins, ends, holders, over_by
from chancery.record.naming import name_in, state_name
from chancery.record.pairwise import LastTalk, last_talks
from chancery.serve.texts import Phrases
from chancery.serve.wording import link_of, name_of, names, office_title, sentence, when

_OFFICES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two states: its code and what it is called in the reader's language."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A relation in words, with the words it rests on."""

    id: str
    words: str
    since: str
    quote: str
    language: str
    story: str | None
    tellings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An office and who holds it, as far as is known."""

    title: str
    body: str | None
    person: str
    href: str
    known: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The last contact at a level; without a date, `what` says that there is none."""

    level: str
    when: str | None
    what: str
    href: str
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement with its words."""

    id: str
    speaker: str
    href: str
    office: str | None
    stance: str
    toward: str
    when: str
    quote: str
    language: str
    outlet: str | None
    story: str | None
    tellings: int


def side(view: View, code: str, say: Phrases) -> Side:
    """A state as it is called in the reader's language."""
    return Side(code=code, name=name_in(code, say.language) or state_name(view, code))


def standing(view: View, relation: Relation, say: Phrases) -> Standing:
    """A relation: its kind or level, and since when."""
    level = say.word("level", relation.level) if relation.level else ""
    kind = say.word("relation", relation.kind)
    quote, language, _, story = _words(view, relation.evidence)
    return Standing(
        id=relation.id,
        words=say("pairs.relation", level=level, kind=kind) if level else kind,
        since=when(relation.since, say),
        quote=quote,
        language=language,
        story=story,
        tellings=_tellings(relation.evidence),
    )


def posts(view: View, one: Side, other: Side, day: str | None, say: Phrases) -> tuple[tuple[Post, ...], int]:
    """The offices of a side on a day, the highest first, and how many more there are."""
    found = holders(view, one.code, other.code, day)
    return tuple(_post(view, holder, one, day, say) for holder in found[:_OFFICES]), max(0, len(found) - _OFFICES)


def _post(view: View, holder: Holder, one: Side, day: str | None, say: Phrases) -> Post:
    office = holder.office
    owner = view.entity_line(office.of) if office.of else None
    return Post(
        title=office_title(say, office.title, one.code),
        body=owner.name if owner is not None and not (owner.type == "state" and owner.state == one.code) else None,
        person=name_of(view, office.person),
        href=link_of(view, office.person),
        known=holder.known,
        notes=tuple(_notes(view, office, day, say)),
    )


def _notes(view: View, office: Office, day: str | None, say: Phrases) -> list[str]:
    """What is known of the time, and of the day: nobody known to have held it, or another person too."""
    notes = [say("pairs.office.since", day=office.since)] if office.since else []
    first, last = begins(office), ends(office)
    if first and not office.since:
        notes.append(say("pairs.office.first" if last != first else "pairs.office.told", day=first))
    if office.until:
        notes.append(say("pairs.office.until", day=office.until))
    elif last and last != first:
        notes.append(say("pairs.office.last", day=last))
    if not office.until and (over := over_by(office)):
        notes.append(say("pairs.office.over", day=over))
    if office.gap and day and _holds(office.gap, day):
        notes.append(say("pairs.office.gap", days=when(office.gap, say)))
    for days, key in office.conflicts:
        rival = view.fact(key)
        if isinstance(rival, Office) and _holds(days, day or last or ""):
            notes.append(say("pairs.office.conflict", name=name_of(view, rival.person), days=when(days, say)))
    return notes


def _holds(days: str, day: str) -> bool:
    """Does an interval hold a day?"""
    first, _, last = days.partition("/")
    return first[: len(day)] <= day <= (last or first)[: len(day)]


def talks(view: View, a: Side, b: Side, say: Phrases) -> list[Talk]:
    """The last contact at each level, the highest first; levels without one are told too."""
    found = []
    for talk in last_talks(view, a.code, b.code):
        event = talk.event
        found.append(
            Talk(
                level=say(f"pairs.level.{talk.level.replace(' ', '-')}"),
                when=when(event.date, say) if event else None,
                what=sentence(view, event, say) if event else _unfound(talk, say),
                href=f"/events/{event.id}" if event else "",
                people="; ".join(
                    f"{name_of(view, key)} ({office_title(say, title, state_of(view, key))})"
                    for key, title in talk.people
                ),
            )
        )
    return found


def _unfound(talk: LastTalk, say: Phrases) -> str:
    return say("pairs.none") if talk.sought is None else say("pairs.talks.sought", n=talk.sought)


def said_of(view: View, statement: Statement, say: Phrases) -> Said:
    """A statement: who, in which office, how, toward whom, and the words."""
    quote, language, outlet, story = _words(view, statement.evidence)
    return Said(
        id=statement.id,
        speaker=name_of(view, statement.speaker, say),
        href=link_of(view, statement.speaker),
        office=office_title(say, statement.office, state_of(view, statement.speaker)) if statement.office else None,
        stance=say.word("stance", statement.stance),
        toward=names(view, statement.addressees, say),
        when=when(statement.date, say),
        quote=quote,
        language=language,
        outlet=outlet,
        story=story,
        tellings=_tellings(statement.evidence),
    )


def state_of(view: View, key: str) -> str | None:
    """The state that somebody is of."""
    entity = view.entity_line(key)
    return entity.state if entity else None


def _words(view: View, evidence: tuple[Evidence, ...]) -> tuple[str, str, str | None, str | None]:
    """The first source's words, their language, outlet and story."""
    line = view.article_line(evidence[0].article)
    return (evidence[0].quote, line.language, line.outlet, line.story) if line else (evidence[0].quote, "", None, None)


def _tellings(evidence: tuple[Evidence, ...]) -> int:
    return len({one.article for one in evidence})
