"""The rows of the record: what is true of the world as far as the articles tell.

One dataclass per exchange file of the record's contract; the field names are the contract's keys, with two
exceptions that Python's grammar forces: `since` and `until` of an Office are written `from` and `until`.
Extra keys: `removed` of an article, `reasons`, `main`, `history`, `former`, `plover_mode`, …
"""

from __future__ import annotations

from dataclasses import dataclass

from chancery.model.findings import EntityType, Reason, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words a fact rests on: `article.text[start:end] == quote`, and the rule that proposed it."""

    article: str
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why one article's words were read as this fact."""

    article: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A person's decision that a row carries: which one, of what kind, and what it changed, in words."""

    decision: str
    kind: str
    what: str
    who: str
    when: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Who or what the mentions of many articles and languages name."""

    id: str
    type: EntityType
    name: str
    names: tuple[str, ...]
    state: str | None
    articles: tuple[str, ...]
    canonical: str | None = None
    decided: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A person holds a title; `since` and `until` as far as the texts show; `seen` the dates it was reported.

    `first` and `last` are the days between which the person is known to have held it; `ended` a day by which another
    did or the person no longer; `gap` the days before, in which nobody is known to have; `conflicts` other offices
    (this title held by another person at one time), as (days, id). They are told of titles that one person has.
    """

    id: str
    person: str
    title: str
    of: str | None
    to: str | None
    since: str | None
    until: str | None
    former: bool
    seen: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    first: str | None = None
    last: str | None = None
    ended: str | None = None
    gap: str | None = None
    conflicts: tuple[tuple[str, str], ...] = ()
    decided: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening in the world, counted once however many articles tell it.

    `history` lists (published date, status) as reported over time; `conflicts` what the sources disagree on, as
    (field, value, article).
    """

    id: str
    type: str
    mode: str | None
    status: Status
    date: str | None
    place: str | None
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    plover: str
    plover_mode: str | None
    cameo: str | None
    confidence: float
    main: bool
    story: str | None
    history: tuple[tuple[str | None, str], ...]
    conflicts: tuple[tuple[str, str, str], ...]
    evidence: tuple[Evidence, ...]
    explanations: tuple[Explanation, ...]
    decided: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a speaker is reported to have said."""

    id: str
    speaker: str
    office: str | None
    stance: str
    addressees: tuple[str, ...]
    about: tuple[str, ...]
    date: str | None
    confidence: float
    evidence: tuple[Evidence, ...]
    explanations: tuple[Explanation, ...]
    decided: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A normalised quantity about relations."""

    id: str
    measure: str
    value: float
    unit: str
    period: str | None
    approx: bool
    about: tuple[str, ...]
    according_to: str | None
    confidence: float
    evidence: tuple[Evidence, ...]
    explanations: tuple[Explanation, ...]
    decided: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A standing state of affairs between states or organizations."""

    id: str
    kind: str
    level: str | None
    between: tuple[str, ...]
    since: str | None
    evidence: tuple[Evidence, ...]
    explanations: tuple[Explanation, ...]
    decided: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles, in any language, that report the same happening."""

    id: str
    articles: tuple[str, ...]
    languages: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The outcome of linking: everything the record holds besides the articles themselves.

    `story_of` maps an article's id to its story's id. `review` lists pairs left apart that a person should judge, as
    (kind, id, id, score, reason). `unapplied` are decisions that no longer apply, as (decision, why).
    """

    entities: tuple[Entity, ...]
    offices: tuple[Office, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
    stories: tuple[Story, ...]
    story_of: dict[str, str]
    review: tuple[tuple[str, str, str, float, str], ...] = ()
    unapplied: tuple[tuple[str, str], ...] = ()
