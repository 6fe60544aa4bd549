"""How the rows of a record are put in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from chancery.model.record import Entity, Event, Evidence, Figure, Linked, Office, Relation, Ruling, Statement
from chancery.ontology.states import states
from chancery.record.involved import Fact, kind_of
from chancery.record.view import ArticleLine

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE", "CONVENE"})
_OWN_WORD = frozenset({"CONSULT", "AGREE", "SUPPORT", "CONVENE", "APPOINT", "ASSAULT"})
_SHOWN_ID = 11
_MOST_ACTORS = 4
_RULED = {
    "same": "joined by hand",
    "different": "kept apart by hand",
    "accept": "accepted",
    "edit": "edited",
    "reject": "rejected",
}
_SCALES = ((1e12, "T"), (1e9, "bn"), (1e6, "M"))


def date(value: str | None) -> str:
    """A date as a reader writes it: `2023-12-06 … 09` for an interval, `–` for an unknown one."""
    if not value:
        return "–"
    start, _, end = value.partition("/")
    return _range(start, end) if end and end != start else start


def span(ends: tuple[str, str] | None) -> str:
    """From the first to the last of several dates."""
    if ends is None:
        return "–"
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} … {ends[1]}"


def _range(start: str, end: str) -> str:
    """The end without what it shares with the start."""
    if len(start) == len(end):
        for shared in (8, 5):
            if start[:shared] == end[:shared] and len(end) > shared:
                return f"{start} … {end[shared:]}"
    return f"{start} … {end}"


def short(key: str) -> str:
    """An id cut to what is enough to ask for it."""
    return key[:_SHOWN_ID]


def happened(status: str) -> str:
    """A status in a reader's word."""
    return "happened" if status == "occurred" else status


def act(event: Event) -> str:
    """`visit`, `sign`, `sanction: expel`."""
    family = event.type.lower()
    if not event.mode or event.mode == "other":
        return family
    mode = event.mode.replace("-", " ")
    return mode if event.type in _OWN_WORD else f"{family}: {mode}"


def amount(value: float, unit: str, *, approx: bool) -> str:
    """`113.9 M USD`, `about 600 people`."""
    scale, letter = 1.0, ""
    if unit.isupper() and len(unit) == 3:
        scale, letter = next(((s, f" {x}") for s, x in _SCALES if abs(value) >= s), (1.0, ""))
    number = f"{value / scale:,.6f}".rstrip("0").rstrip(".")
    return f"{'about ' if approx else ''}{number}{letter} {unit}"


def ruled(rulings: Sequence[Ruling]) -> str:
    """What a person has decided of a row, in a word or two; nothing where nobody has."""
    words = dict.fromkeys(_RULED[ruling.kind] for ruling in rulings)
    return f" ({', '.join(words)})" if words else ""


class Known(Protocol):
    """What a teller must know of a record; a `View` does."""

    @property
    def entity(self) -> Callable[[str], Entity | None]:
        """The entity of an id."""

    def state(self, code: str) -> Entity | None:
        """The entity of a state."""

    def article_line(self, key: str) -> ArticleLine | None:
        """What a list shows of an article."""


class Rows:
    """What is known of linkings that are not published."""

    def __init__(self, *linkings: Linked) -> None:
        self._entities: Mapping[str, Entity] = {e.id: e for linked in linkings for e in linked.entities}

    @property
    def entity(self) -> Callable[[str], Entity | None]:
        """The entity of an id."""
        return self._entities.get

    def state(self, code: str) -> Entity | None:
        """The entity of a state: here its name as the ontology has it is enough."""
        del code
        return None

    def article_line(self, key: str) -> ArticleLine | None:
        """Articles are not told of."""
        del key
        return None


class Teller:
    """Tells rows of a view, or of what else is known."""

    def __init__(self, view: Known) -> None:
        self._view = view

    def name(self, key: str | None) -> str:
        """What an entity is called."""
        if key is None:
            return "–"
        entity = self._view.entity(key)
        return entity.name if entity else key

    def names(self, keys: Sequence[str]) -> str:
        """Several names; of many, the first ones."""
        shown = ", ".join(self.name(key) for key in keys[:_MOST_ACTORS])
        more = len(keys) - _MOST_ACTORS
        return f"{shown} and {more} more" if more > 0 else shown

    def place(self, value: str) -> str:
        """A place: a state by its name, a city by its own."""
        if len(value) == 3 and value.isupper():
            entity = self._view.state(value)
            known = states().get(value)
            return entity.name if entity else known.name if known else value
        return value

    def who(self, event: Event) -> str:
        """Who did it, and to or with whom."""
        sources, targets = self.names(event.sources), self.names(event.targets)
        if not targets or not sources:
            return sources or targets or "–"
        joint = event.type in SYMMETRIC and event.mode not in {"visit", "briefing", "letter"}
        return f"{sources} {'–' if joint else '→'} {targets}"

    def event(self, event: Event) -> str:
        """Who, to whom, where."""
        where = f", in {self.place(event.place)}" if event.place else ""
        return f"{self.who(event)}{where}{ruled(event.decided)}"

    def languages(self, evidence: Iterable[Evidence]) -> str:
        """The languages of the articles that tell it."""
        articles = dict.fromkeys(e.article for e in evidence)
        lines = (self._view.article_line(key) for key in articles)
        return " ".join(sorted({line.language for line in lines if line}))

    def told(self, evidence: Sequence[Evidence]) -> str:
        """In how many articles, in which languages."""
        return f"[{len({e.article for e in evidence})}] {self.languages(evidence)}"

    def office(self, office: Office, *, besides: str | None = None) -> str:
        """Title, of what, to where, from when, seen when; `besides` is the state that need not be said."""
        words = office.title
        if office.to:
            words += f" to {self.name(office.to)}"
        owner = self._view.entity(office.of) if office.of else None
        if owner is not None and not (owner.type == "state" and owner.state == besides):
            words += f", {owner.name}"
        notes = [self._term(office)] if office.since or office.until or office.former else []
        if office.seen:
            notes.append(f"seen {span((min(office.seen), max(office.seen)))}")
        return (f"{words} ({'; '.join(notes)})" if notes else words) + ruled(office.decided)

    def _term(self, office: Office) -> str:
        if office.since and office.until:
            return f"{date(office.since)} – {date(office.until)}"
        if office.since:
            return f"since {date(office.since)}"
        return f"until {date(office.until)}" if office.until else "former"

    def relation(self, relation: Relation) -> str:
        """`strategic partnership since 2025-05`."""
        level = relation.level.replace("-", " ") if relation.level else ""
        kind = relation.kind.replace("-", " ")
        words = kind if level in {"", kind} else f"{level} {kind}"
        return (f"{words} since {date(relation.since)}" if relation.since else words) + ruled(relation.decided)

    def figure(self, figure: Figure) -> str:
        """The amount, between whom, according to whom."""
        words = amount(figure.value, figure.unit, approx=figure.approx)
        if figure.about:
            words += f", {' – '.join(self.name(key) for key in figure.about)}"
        if figure.according_to:
            words += f", per {self._according(figure.according_to)}"
        return words + ruled(figure.decided)

    def _according(self, who: str) -> str:
        entity = self._view.entity(who)
        return entity.name if entity else who

    def quote(self, fact: Fact) -> str:
        """The words of the first source."""
        return fact.evidence[0].quote if fact.evidence else ""

    def line(self, fact: Fact) -> str:
        """Any fact on one line, without its date."""
        match fact:
            case Event():
                return f"{act(fact)}: {self.event(fact)}"
            case Statement():
                return f"{self.name(fact.speaker)}, {fact.stance.replace('-', ' ')}: “{self.quote(fact)}”"
            case Figure():
                return f"{fact.measure}: {self.figure(fact)}"
            case Relation():
                return f"{' – '.join(map(self.name, fact.between))}: {self.relation(fact)}"
            case Office():
                return f"{self.name(fact.person)}, {self.office(fact)}"


__all__ = ["Teller", "act", "amount", "date", "happened", "kind_of", "ruled", "short", "span"]
