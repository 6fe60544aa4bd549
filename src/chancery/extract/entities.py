"""The entities of one article: who its names name, and every mention of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from chancery.model.findings import EntityType, LocalEntity, Mention, MentionType
from chancery.ontology.organizations import organizations
from chancery.ontology.states import states
from chancery.text.folding import fold
from chancery.text.units import Unit


@dataclass(slots=True)
class _Draft:
    """An entity while the article is being read."""

    key: str
    type: EntityType
    names: dict[str, int] = field(default_factory=dict)
    state: str | None = None
    canonical: str | None = None
    order: int = 0


class Registry:
    """Entities by key. States are `state:VNM`, places `place:Hanoi`, organizations `org:…`, persons `person:…`."""

    def __init__(self, stem: Callable[[str], str] = str, cited: Callable[[str], str] = str) -> None:
        self._stem, self._cited = stem, cited
        self._drafts: dict[str, _Draft] = {}
        self.loose: list[Unit] = []  # bodies in titles whose owner is not told beside them
        self.acronyms: dict[str, str] = {}  # letters in brackets behind an organization → its key
        self.posts: dict[str, str] = {}  # envoy → the key of where he is accredited
        self._noted: set[tuple[str, tuple[int, int]]] = set()
        self.mentions: list[Mention] = []

    def __contains__(self, key: str) -> bool:
        return key in self._drafts

    def state(self, code: str) -> str:
        """The key of a state, made on first use."""
        key = f"state:{code}"
        if key not in self._drafts:
            self._add(_Draft(key, "state", state=code, canonical=key))
        return key

    def place(self, name: str, state: str | None) -> str:
        """The key of a place by its English name."""
        key = f"place:{name}"
        if key not in self._drafts:
            self._add(_Draft(key, "place", state=state, canonical=key))
        return key

    def organization(self, canonical: str, state: str | None) -> str:
        """The key of an organization whose identity is language-neutral (`org:un`, `org:embassy@VNM>BLR`)."""
        if canonical not in self._drafts:
            self._add(_Draft(canonical, "organization", state=state, canonical=canonical))
        elif state and not self._drafts[canonical].state:
            self._drafts[canonical].state = state
        return canonical

    def named_organization(self, name: str, state: str | None) -> str:
        """The key of an organization known only by its words."""
        words = fold(name)
        key = next(
            (k for k in self._drafts if k.startswith(f"org-named:{words} ") and " " in words), f"org-named:{words}"
        )
        if key not in self._drafts:
            self._add(_Draft(key, "organization", state=state))
        return key

    def person(self, name: str) -> str:
        """The key of a person: one whose names agree with this one, or a new one."""
        tokens = self._stems(name)
        key = self._same_person(tokens)
        if key is None:
            key = "person:" + "-".join(tokens)
            self._add(_Draft(key, "person"))
        return key

    def known_person(self, name: str) -> str | None:
        """The one person already met whose full name this is, or is part of."""
        return self._same_person(self._stems(name))

    def _stems(self, name: str) -> tuple[str, ...]:
        """The words of a name as they are compared: folded, without case endings."""
        return tuple(self._stem(token) for token in name_tokens(name))

    def _same_person(self, tokens: tuple[str, ...]) -> str | None:
        if not tokens:
            return None
        exact = "person:" + "-".join(tokens)
        if exact in self._drafts:
            return exact
        persons = {key: tuple(key[7:].split("-")) for key, draft in self._drafts.items() if draft.type == "person"}
        turned = [key for key, full in persons.items() if len(full) > 1 and sorted(full) == sorted(tokens)]
        if turned:
            return turned[0]  # "Takaichi Sanae", "Sanae Takaichi"
        fits = [key for key, full in persons.items() if _part_of(tokens, full)]
        if not fits:
            return None
        if len(fits) == 1:
            return fits[0]
        surname = [key for key in fits if key[7:].split("-")[-1] == tokens[-1]]
        return surname[0] if len(surname) == 1 else None

    def merge(self, same: Mapping[str, str]) -> None:
        """Entities that turned out to be others: what named them names those."""
        for old, new in same.items():
            draft = self._drafts.pop(old)
            for name, count in draft.names.items():
                self._drafts[new].names[name] = self._drafts[new].names.get(name, 0) + count
        self.mentions = [replace(m, entity=same.get(m.entity or "", m.entity)) for m in self.mentions]
        self.acronyms = {letters: same.get(key, key) for letters, key in self.acronyms.items()}

    def _add(self, draft: _Draft) -> None:
        draft.order = len(self._drafts)
        self._drafts[draft.key] = draft

    def mention(self, key: str, text: str, span: tuple[int, int], rule: str) -> None:
        """Note that text[span] names the entity; the words become one of its names."""
        if (key, span) in self._noted:
            return
        self._noted.add((key, span))
        draft = self._drafts[key]
        words = text[span[0] : span[1]]
        draft.names[words] = draft.names.get(words, 0) + 1
        self.mentions.append(
            Mention(
                start=span[0],
                end=span[1],
                type=draft.type,
                entity=key,
                value=draft.canonical,
                rule=rule,
            )
        )

    def note(self, kind: MentionType, span: tuple[int, int], value: str | None, rule: str) -> None:
        """Note a mention that is no entity: an office, a time or a quantity."""
        self.mentions.append(Mention(start=span[0], end=span[1], type=kind, entity=None, value=value, rule=rule))

    def type_of(self, key: str) -> EntityType:
        """What kind of thing a key names."""
        return self._drafts[key].type

    def is_known_state(self, code: str) -> bool:
        """Is it the code of a state?"""
        return code in states()

    def is_state(self, key: str | None) -> bool:
        """Is it the key of a state?"""
        return key in self._drafts and self._drafts[key].type == "state"

    def state_of(self, key: str | None) -> str | None:
        """The alpha-3 code of the state an entity is or belongs to."""
        return self._drafts[key].state if key in self._drafts else None

    def belong(self, key: str, state: str | None) -> None:
        """An entity's state, once the text has told it; the first word counts."""
        if state and not self._drafts[key].state:
            self._drafts[key].state = state

    def hosted(self) -> dict[str, str]:
        """Missions named without their host → the one that is named with it, when there is but one."""
        seats: dict[str, set[str]] = {}
        for key in self._drafts:
            if ">" in key:
                seats.setdefault(key.rpartition(">")[0], set()).add(key)
        return {key: next(iter(full)) for key, full in seats.items() if key in self._drafts and len(full) == 1}

    def persons(self) -> list[str]:
        """The keys of all persons, in the order they were met."""
        return [key for key, draft in self._drafts.items() if draft.type == "person"]

    def entities(self, used: Collection[str]) -> tuple[LocalEntity, ...]:
        """Every entity that some mention names or some row uses (a state known by its ministry alone), in order."""
        held = [draft for draft in self._drafts.values() if draft.names or draft.key in used]
        return tuple(_finished(draft, self._cited) for draft in held)


def _finished(draft: _Draft, cited: Callable[[str], str]) -> LocalEntity:
    names = tuple(draft.names)
    best = max(
        names, key=lambda n: (len(name_tokens(n)), not n.isupper(), cited(n) == n, draft.names[n], n), default=draft.key
    )
    return LocalEntity(
        key=draft.key,
        type=draft.type,
        name=_canonical_name(draft) or (cited(best) if draft.type == "person" else best),
        names=names,
        state=draft.state,
        canonical=draft.canonical,
    )


def _canonical_name(draft: _Draft) -> str | None:
    """The English name of what the ontology knows."""
    if draft.type == "state" and draft.state:
        known = states().get(draft.state)
        return known.name if known else None
    if draft.type == "place":
        return draft.key.removeprefix("place:")
    if draft.type == "organization" and draft.canonical:
        known_body = organizations().get(draft.canonical.removeprefix("org:"))
        return known_body.name if known_body else None
    return None


def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name, folded; initials and hyphens fall apart."""
    return tuple(fold(name).replace("-", " ").replace(".", " ").replace("'", "").split())


def _part_of(tokens: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Is one name a shorter form of the other: the same words, some left out, in the same order?"""
    short, long = (tokens, full) if len(tokens) <= len(full) else (full, tokens)
    if len(short) == len(long):
        return False
    rest = iter(long)
    if not all(any(_same_word(word, other) for other in rest) for word in short):
        return False
    return len(short) > 1 or _same_word(short[0], long[-1]) or _same_word(short[0], long[0])


def _same_word(short: str, full: str) -> bool:
    return short == full or (len(short) == 1 and full.startswith(short))
