"""What is between two parties, and what is known of one: the queries put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chancery.model.article import Article
from chancery.model.record import Event, Figure, Office, Relation, Statement
from chancery.record.involved import Fact, actors, first
from chancery.record.naming import Party, names_of, state
from chancery.record.ranks import height, rank
from chancery.record.view import ArticleLine, View
from chancery.text.folding import fold

CONTACTS = {
    "heads of state": {"head-of-state", "royal"},
    "party leaders": {"party-leader"},
    "heads of government": {"head-of-government"},
    "speakers": {"speaker"},
    "ministers": {"minister"},
}
_IN_PERSON = {"meeting", "visit", "phone", "video", "multilateral"}

Span = tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The last time people of a level dealt with each other."""

    level: str
    date: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What is between two parties. Facts are latest first; `offices` are by side, the highest first."""

    a: Party
    b: Party
    articles: tuple[ArticleLine, ...]
    stories: int
    languages: tuple[str, ...]
    happened: Span
    reported: Span
    relations: tuple[Relation, ...]
    offices: tuple[tuple[str, Office], ...]
    contacts: tuple[Contact, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    statements: tuple[Statement, ...]

    @property
    def is_empty(self) -> bool:
        """Is there nothing between them?"""
        return not (self.events or self.relations or self.figures or self.statements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of one party. `names` are (name, languages it was seen in)."""

    party: Party
    names: tuple[tuple[str, tuple[str, ...]], ...]
    articles: tuple[ArticleLine, ...]
    offices: tuple[Office, ...]
    relations: tuple[Relation, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    statements: tuple[Statement, ...]
    partners: tuple[tuple[Party, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Why there is nothing between two parties: how many articles name either, both, and both only in removed words."""

    a: int
    b: int
    both: tuple[ArticleLine, ...]
    removed: tuple[ArticleLine, ...]
    reason: str | None


def dossier(view: View, a: Party, b: Party) -> Dossier:
    """Everything filed under both parties."""
    events = view.between(a.key, b.key, Event)
    statements = view.between(a.key, b.key, Statement)
    figures = view.between(a.key, b.key, Figure)
    relations = view.between(a.key, b.key, Relation)
    articles = _articles(view, [*events, *statements, *figures, *relations])
    offices = _offices(view, a, b, articles)
    return Dossier(
        a=a,
        b=b,
        articles=tuple(articles),
        stories=len({line.story for line in articles if line.story}),
        languages=_languages(articles),
        happened=_span([e.date for e in events if e.status in {"occurred", "ongoing"}] + [r.since for r in relations]),
        reported=_span([line.published for line in articles]),
        relations=tuple(relations),
        offices=offices,
        contacts=_contacts(view, events, offices),
        events=tuple(events),
        figures=tuple(figures),
        statements=tuple(statements),
    )


def profile(view: View, party: Party) -> Profile:
    """Everything filed under one party."""
    keys = party.entity.articles if party.entity else ()
    lines = [line for key in keys if (line := view.article_line(key))]
    lines.sort(key=lambda line: (line.published or "", line.id), reverse=True)
    events = view.about(party.key, Event)
    offices = view.about(party.key, Office)
    if party.is_state:
        offices = [o for o in offices if _side(view, o) == party.key]
    return Profile(
        party=party,
        names=_names(view, party, lines),
        articles=tuple(lines),
        offices=tuple(sorted(offices, key=_office_order)),
        relations=tuple(view.about(party.key, Relation)),
        events=tuple(events),
        figures=tuple(view.about(party.key, Figure)),
        statements=tuple(view.about(party.key, Statement)),
        partners=_partners(view, party, events),
    )


def silence(view: View, a: Party, b: Party) -> Silence:
    """Why a dossier is empty."""
    ids = [party.entity.id for party in (a, b) if party.entity]
    both = view.articles_naming(ids) if len(ids) == 2 else []
    names = [[name for name in names_of(party) if len(name) > 2] for party in (a, b)]
    pages = [] if both else view.removed_naming(names[0], names[1])
    return Silence(
        a=len(a.entity.articles) if a.entity else 0,
        b=len(b.entity.articles) if b.entity else 0,
        both=tuple(line for key in both if (line := view.article_line(key))),
        removed=tuple(line for page in pages if (line := view.article_line(page.id))),
        reason=next((_reason(page, names) for page in pages), None),
    )


def _reason(page: Article, names: Iterable[Iterable[str]]) -> str | None:
    """Why the first piece was removed that bears one of the names."""
    folded = [fold(name) for several in names for name in several]
    return next((p.reason for p in page.removed if any(name in fold(p.text) for name in folded)), None)


def _articles(view: View, found: Iterable[Fact]) -> list[ArticleLine]:
    keys = sorted({evidence.article for fact in found for evidence in fact.evidence})
    lines = [line for key in keys if (line := view.article_line(key))]
    return sorted(lines, key=lambda line: (line.published or "", line.id), reverse=True)


def _languages(articles: Iterable[ArticleLine]) -> tuple[str, ...]:
    counted = Counter(line.language for line in articles)
    return tuple(sorted(counted, key=lambda language: (-counted[language], language)))


def _span(dates: Iterable[str | None]) -> Span:
    known = [date for date in dates if date]
    if not known:
        return None
    return min(map(first, known)), max(date.rpartition("/")[2] for date in known)


def _side(view: View, office: Office) -> str | None:
    """The state whose office it is: that of the body it is held in, else the person's."""
    for key in (office.of, office.person):
        entity = view.entity_line(key) if key else None
        if entity is not None and entity.state:
            return entity.state
    return None


def _offices(view: View, a: Party, b: Party, articles: Iterable[ArticleLine]) -> tuple[tuple[str, Office], ...]:
    """The offices of either side that the articles of the dossier tell."""
    keys = {key for line in articles for kind, key in view.facts_in(line.id) if kind == "office"}
    found = [fact for key in sorted(keys) if isinstance(fact := view.fact(key), Office)]
    sides = [(party.key, office) for party in (a, b) for office in found if _of(view, office, party)]
    return tuple(sorted(sides, key=lambda pair: (pair[0] != a.key, _office_order(pair[1]))))


def _of(view: View, office: Office, party: Party) -> bool:
    if party.is_state:
        return _side(view, office) == party.key
    return party.key in actors(office)


def _office_order(office: Office) -> tuple[int, str, str]:
    latest = max(office.seen, default="")
    return height(office.title), "".join(chr(0x10FFFF - ord(c)) for c in latest), office.id


def _contacts(view: View, events: Iterable[Event], offices: Iterable[tuple[str, Office]]) -> tuple[Contact, ...]:
    """Per level, the latest talk that has happened with someone of that level on one side at least."""
    ranks: dict[str, set[str]] = {}
    for _, office in offices:
        if not office.former:
            ranks.setdefault(office.person, set()).add(rank(office.title))
    last: dict[str, Contact] = {}
    for event in events:
        if event.type != "CONSULT" or event.mode not in _IN_PERSON or not event.date:
            continue
        if event.status != "occurred":
            continue
        present = set[str]().union(*(ranks.get(key, set()) for key in actors(event)))
        for level, wanted in CONTACTS.items():
            if present & wanted and level not in last:
                last[level] = Contact(level=level, date=event.date, event=event.id)
    return tuple(last[level] for level in CONTACTS if level in last)


def _names(view: View, party: Party, lines: Sequence[ArticleLine]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names, each with the languages of the articles it stands in; looked up in the latest two hundred."""
    if party.entity is None:
        return ()
    seen: dict[str, set[str]] = {name: set() for name in party.entity.names}
    for line in lines[:200]:
        text = view.article(line.id).text
        for name, languages in seen.items():
            if line.language not in languages and name in text:
                languages.add(line.language)
    return tuple((name, tuple(sorted(languages))) for name, languages in seen.items())


def _partners(view: View, party: Party, events: Iterable[Event]) -> tuple[tuple[Party, int], ...]:
    if party.is_state:
        return tuple((state(view, code), count) for code, count in view.partners(party.key))
    counted: Counter[str] = Counter()
    own = party.entity.state if party.entity else None
    for event in events:
        entities = (view.entity_line(key) for key in actors(event) if key != party.key)
        counted.update({e.state for e in entities if e is not None and e.state and e.state != own})
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((state(view, code), count) for code, count in ranked[:12])
