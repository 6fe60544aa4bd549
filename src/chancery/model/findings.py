"""What one article says, before it is linked with the others.

Everything here is local to one article: actors are named by the `key` of a LocalEntity of the same Findings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntityType = Literal["person", "organization", "state", "place"]
MentionType = Literal["person", "organization", "state", "place", "office", "time", "quantity"]
Status = Literal["occurred", "ongoing", "planned", "proposed", "denied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of the article's text that names something.

    `entity` is the key of the LocalEntity it refers to (None for offices, times and quantities);
    `value` is what it was read as: an ISO date, an amount, an office id, an entity's canonical id.
    """

    start: int
    end: int
    type: MentionType
    entity: str | None
    value: str | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalEntity:
    """Who or what, inside one article.

    `canonical` is a language-neutral identity when the text gives one: `state:VNM`, `org:un`,
    `org:ministry/foreign-affairs@VNM`, `org:party/communist@BLR`, `place:Hanoi`. None for persons and for
    organizations known only by their words. `name` is the fullest form; `names` every form seen here.
    """

    key: str
    type: EntityType
    name: str
    names: tuple[str, ...]
    state: str | None
    canonical: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One part of why a fact was read so.

    `role` is what it explains (act, source, target, date, place, status, speaker, office, …); `start` and `end` are
    the words it rests on (None when it rests on none); `value` what they were read as; `rule` the rule or cue;
    `weight` its part of the confidence.
    """

    role: str
    start: int | None
    end: int | None
    value: str
    rule: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The clause or sentence that carries a fact: `text[start:end]`, and the rule that read it."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalEvent:
    """One happening as one article tells it.

    `date` is an ISO day, month, year or closed interval a/b; None when unknown. `place` is an ISO alpha-3 code or a
    city's English name. `main` marks what the article is about; others are recalled background.
    """

    type: str
    mode: str | None
    status: Status
    date: str | None
    place: str | None
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    confidence: float
    passages: tuple[Passage, ...]
    reasons: tuple[Reason, ...]
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalStatement:
    """What a speaker is reported to have said; a claim, never a fact."""

    speaker: str
    office: str | None
    stance: str
    addressees: tuple[str, ...]
    about: tuple[str, ...]
    date: str | None
    confidence: float
    passages: tuple[Passage, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFigure:
    """A normalised quantity about relations. `unit` is an ISO 4217 code or an English count noun."""

    measure: str
    value: float
    unit: str
    period: str | None
    approx: bool
    about: tuple[str, ...]
    according_to: str | None
    confidence: float
    passages: tuple[Passage, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalOffice:
    """A person holds a title of a state or organization, as seen in this article.

    `of` and `to` are local keys (`to`: the receiving state of an ambassador). `since` and `until` are dates the text
    gives; `former` when the text says the person no longer held it.
    """

    person: str
    title: str
    of: str | None
    to: str | None
    since: str | None
    until: str | None
    former: bool
    passages: tuple[Passage, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRelation:
    """A standing state of affairs: kind is partnership, diplomatic-relations or member-of."""

    kind: str
    level: str | None
    between: tuple[str, ...]
    since: str | None
    passages: tuple[Passage, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything one article says. Pure function of the article and the packs."""

    article: str
    entities: tuple[LocalEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    offices: tuple[LocalOffice, ...] = ()
    events: tuple[LocalEvent, ...] = ()
    statements: tuple[LocalStatement, ...] = ()
    figures: tuple[LocalFigure, ...] = ()
    relations: tuple[LocalRelation, ...] = ()
    undecided: tuple[str, ...] = ()
