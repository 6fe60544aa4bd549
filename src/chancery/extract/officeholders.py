"""Offices: every person–title pair that the text states, with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.extract.acts import Act
from chancery.extract.casting import title_after
from chancery.extract.entities import Registry
from chancery.extract.lines import Sentence
from chancery.extract.nounphrases import Actors, OfficeHeld
from chancery.model.findings import LocalEvent, LocalOffice, Passage, Reason
from chancery.ontology.offices import LEADERS, offices, titles
from chancery.ontology.portfolios import portfolios

_APPOINTED = frozenset({"APPOINT/elect", "APPOINT/appoint"})


def title_of(office: OfficeHeld, state: str | None = None) -> str:
    """The English canonical title: "Deputy Prime Minister", "Minister of Foreign Affairs"."""
    spec = offices()[office.id]
    names = titles().get(office.id + (f"/{office.portfolio}" if office.portfolio else ""), {})
    own = names.get((office.owner or "").removeprefix("org:")) or names.get(state or "")
    if own:
        return own
    if "{portfolio}" not in spec.title:
        return spec.title
    if office.portfolio is None:
        return spec.title.replace(" of {portfolio}", "").replace(" for {portfolio}", "").replace("{portfolio} ", "")
    return spec.title.replace("{portfolio}", portfolios()[office.portfolio].name)


def officeholders(sentences: Sequence[Sentence], acts: Sequence[Act], registry: Registry) -> tuple[LocalOffice, ...]:
    """Each pair once, with the first words that state it; an owner told later completes it."""
    held: dict[tuple[str, str, bool], LocalOffice] = {}
    for sentence in sentences:
        for unit in sentence.line.units:
            if unit.kind != "person" or not isinstance(unit.value, Actors):
                continue
            for office in unit.value.offices:
                _enter(held, unit.value.keys[0], office, sentence, registry)
    for act in acts:
        given = title_after(act.sentence.line.units, act.last) if act.spec.act in _APPOINTED else None
        keys = act.target.actors.keys if act.target is not None else ()
        if (
            given is not None
            and len(keys) == 1
            and act.judged.status != "denied"
            and registry.type_of(keys[0]) == "person"
        ):
            state = act.source and registry.state_of(act.source.actors.keys[0])
            owned = given if given.owner or not state else replace(given, owner=registry.state(state))
            registry.belong(keys[0], registry.state_of(owned.owner))
            _enter(held, keys[0], owned, act.sentence, registry)
    return _fullest(tuple(held.values()))


def _fullest(held: tuple[LocalOffice, ...]) -> tuple[LocalOffice, ...]:
    """A bare title ("Minister", "leader") is the fuller one, or the higher, that the same person is given elsewhere."""
    of_person: dict[str, list[LocalOffice]] = {}
    for office in held:
        of_person.setdefault(office.person, []).append(office)

    def is_bare(office: LocalOffice) -> bool:
        others = [other for other in of_person[office.person] if other.title != office.title]
        if offices()[_ident(office)].rank == "leader":
            return any(offices()[_ident(other)].rank in LEADERS for other in others)
        return any(o.title.startswith(f"{office.title} ") or o.title.endswith(f" {office.title}") for o in others)

    fuller = [_of_state(office, of_person[office.person]) for office in held if not is_bare(office)]
    once = {(office.person, office.title, office.former): office for office in reversed(fuller)}
    return tuple(reversed(once.values()))


def _ident(office: LocalOffice) -> str:
    return office.reasons[0].value or ""


def _of_state(office: LocalOffice, held: list[LocalOffice]) -> LocalOffice:
    """A chairman who leads a state or its ruling party by another title too is its president."""
    state_title = offices()[_ident(office)].of_state
    leads = any(offices()[_ident(other)].rank in {"head-of-state", "party-leader"} for other in held)
    told = office.of is None or office.of.startswith("state:")
    return replace(office, title=offices()[state_title].title) if state_title and leads and told else office


def _enter(
    held: dict[tuple[str, str, bool], LocalOffice],
    person: str,
    office: OfficeHeld,
    sentence: Sentence,
    registry: Registry,
) -> None:
    spec = offices()[office.id]
    if spec.rank == "grade":  # a rank in the army is no office
        return
    former = bool({"former", "late", "outgoing"} & office.modifiers)
    title = title_of(office, registry.state_of(office.owner) or registry.state_of(person))
    owner = office.owner
    if owner is None and not former and (state := registry.state_of(person)):
        owner = registry.state(state)
    key = (person, title, former)
    passage = Passage(start=sentence.start, end=sentence.end, rule="office beside the name")
    known = held.get(key)
    if known is None:
        held[key] = LocalOffice(
            person=person,
            title=title,
            of=owner,
            to=office.host if spec.of == "mission" else None,
            since=None,
            until=None,
            former=former,
            passages=(passage,),
            reasons=(Reason(role="office", start=office.start, end=office.end, value=office.id, rule="title"),),
        )
        return
    passages = known.passages if passage in known.passages else (*known.passages, passage)
    held[key] = LocalOffice(
        person=person,
        title=title,
        of=known.of or owner,
        to=known.to or (office.host if spec.of == "mission" else None),
        since=known.since,
        until=known.until,
        former=former,
        passages=passages,
        reasons=known.reasons,
    )


def dated_by(offices_held: tuple[LocalOffice, ...], events: Sequence[LocalEvent]) -> tuple[LocalOffice, ...]:
    """An appointment or election the text dates gives the office its beginning."""
    starts = {
        event.targets[0]: event.date
        for event in events
        if event.type == "APPOINT"
        and event.mode in {"elect", "appoint"}
        and len(event.targets) == 1
        and event.date
        and event.status == "occurred"
    }
    dated = []
    for office in offices_held:
        since = starts.get(office.person)
        dated.append(
            office
            if since is None or office.former or len([o for o in offices_held if o.person == office.person]) > 1
            else LocalOffice(
                person=office.person,
                title=office.title,
                of=office.of,
                to=office.to,
                since=since,
                until=office.until,
                former=office.former,
                passages=office.passages,
                reasons=office.reasons,
            )
        )
    return tuple(dated)
