"""What the grammar passes read: persons with their offices, organizations with their owners."""

from __future__ import annotations

from dataclasses import dataclass

COLLECTIVE = "collective"
"""The rule of people or forces of a state: "Tajik officials"."""
QUALITY = "adjective"
"""The rule of an adjective said of anything else: "Iranian goods" may be what an act is aimed at, but do nothing."""


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """A title as it stands in the text: ontology id, portfolio, whose it is, where accredited, and its words.

    `owner` and `host` are entity keys; `modifiers` are ids such as former, acting, elect.
    """

    id: str
    portfolio: str | None
    owner: str | None
    host: str | None
    modifiers: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A person's name with the offices standing beside it: `text[start:end]` is the name alone."""

    name: str
    start: int
    end: int
    offices: tuple[OfficeHeld, ...] = ()
    rule: str = "name"
    styled: int | None = None  # where the name begins with a style that is often part of it: "Sheikh Hasina"
    peer: str | None = None  # told as somebody's counterpart: the key of his own side, empty when it is not said


@dataclass(frozen=True, slots=True)
class Actors:
    """What a unit resolved to: entity keys, the words that name them, and how it was decided."""

    keys: tuple[str, ...]
    start: int
    end: int
    rule: str
    offices: tuple[OfficeHeld, ...] = ()
    weight: float = 0.0
    cases: frozenset[str] = frozenset()  # the grammatical cases its words can stand in; empty: any


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that point back, to be resolved in reading order.

    `how` is person (he), thing (it), office (the ambassador), head (whoever leads `owner`), state (the country),
    gathering (the congress: whoever holds it, `owner` when the words say), or leaders / ministers / sides / countries /
    parties (the two …).
    """

    how: str
    start: int
    end: int
    office: OfficeHeld | None = None
    owner: str | None = None
