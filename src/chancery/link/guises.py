"""What many articles say alike of somebody: one guise, however often. Linking works on guises, not on mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from chancery.link.locals import Held, Local
from chancery.link.names import Words, is_whole, spelling, words
from chancery.model.findings import EntityType

Pair = tuple[int, int]

_SHARE = 10
"""Two guises are two when they stand side by side in a tenth of the articles of the rarer."""


@dataclass(slots=True)
class Guise:
    """Names, state and offices as a number of articles have them.

    `members` are the articles and the key in each; `counts` say how often each form stands there, `seen` are the first
    and the last day on which one of them came out.
    """

    type: EntityType
    language: str
    name: str
    forms: tuple[str, ...]
    state: str | None
    canonical: str | None
    offices: frozenset[Held]
    acronyms: frozenset[str]
    members: list[tuple[str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    seen: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A person's names as words: the full ones, or the short one when there is no other."""

    full: tuple[Words, ...]
    short: str | None


def read_name(bearer: Guise | Local) -> Name:
    """The names of a person, sorted."""
    forms = {words(form) for form in (*bearer.forms, bearer.name)} - {()}
    full = tuple(sorted(form for form in forms if is_whole(form)))
    short = None if full else min((form[0] for form in forms), default="")
    return Name(full, short)


def guises(locals_: Iterable[Local], published: Mapping[str, str | None]) -> list[Guise]:
    """The guises of local entities that are sorted by article and key, in the order of their names."""
    found: dict[object, Guise] = {}
    for local in locals_:
        forms = tuple(sorted(local.forms))
        marked = "vi" if local.type == "person" and local.language == "vi" else ""
        key = (local.type, marked, local.name, forms, local.state, local.canonical, local.offices, local.acronyms)
        guise = found.get(key)
        if guise is None:
            guise = found[key] = Guise(
                local.type, marked, local.name, forms, local.state, local.canonical, local.offices, local.acronyms
            )
        guise.members.append((local.article, local.key))
        for form, count in local.forms.items():
            guise.counts[form] += count
    for guise in found.values():
        days = [day for article, _ in guise.members if (day := published.get(article))]
        guise.seen = (min(days), max(days)) if days else None
    return sorted(found.values(), key=_order)


def _order(guise: Guise) -> tuple[object, ...]:
    return (
        *(guise.type, guise.name, guise.forms, guise.state or "", guise.language, guise.canonical or ""),
        *(sorted(guise.offices), sorted(guise.acronyms)),
    )


def side_by_side(people: Sequence[Guise]) -> frozenset[Pair]:
    """Pairs of guises with a word in common that one article often names as two."""
    spelled = [frozenset(spelling(w) for form in (*p.forms, p.name) for w in words(form)) for p in people]
    named: dict[str, list[int]] = {}
    for item, guise in enumerate(people):
        for article, _ in guise.members:
            named.setdefault(article, []).append(item)
    counts: Counter[Pair] = Counter()
    for items in named.values():
        if len(items) > 1:
            counts.update(
                (min(a, b), max(a, b)) for a, b in combinations(items, 2) if not spelled[a].isdisjoint(spelled[b])
            )
    return frozenset(
        (a, b)
        for (a, b), count in counts.items()
        if a != b and count * _SHARE >= min(len(people[a].members), len(people[b].members))
    )
