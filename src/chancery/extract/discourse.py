"""Who every name, title and pronoun of an article refers to, resolved in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from chancery.extract.capitals import adopt_capitals
from chancery.extract.composing import compose, organization_key, shared_by
from chancery.extract.entities import Registry, name_tokens
from chancery.extract.lines import Sentence
from chancery.extract.nounphrases import Actors, Named, OfficeHeld, Pointer
from chancery.extract.reference import OTHER_PERSON, Resolver, Scene
from chancery.lang import Pack
from chancery.lang.kinds import SIGNS
from chancery.ontology.bodies import bodies
from chancery.ontology.places import places
from chancery.text.characters import lower
from chancery.text.patterns import PatternSet
from chancery.text.units import Unit

_STATE_KINDS = frozenset({"state", "adjective", "people", "metonym"})
_HEADS = frozenset({"leaders", "ministers"})
_POINTER_KINDS = {
    "person": "reference",
    OTHER_PERSON: "reference",
    "thing": "reference",
    "state": "reference",
    "gathering": "gathering",
}


class Discourse:
    """The reference rules of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        spec = pack.references
        pointers: list[tuple[str, str]] = [(phrase, "person") for phrase in spec.person]
        pointers += [(phrase, OTHER_PERSON) for phrase in spec.object]
        pointers += [(phrase, "thing") for phrase in spec.thing]
        pointers += [(phrase, level) for level, phrases in spec.plural.items() for phrase in phrases]
        pointers += [(phrase, "state") for phrase in spec.state]
        pointers += [(phrase, "gathering") for phrase in spec.gatherings]
        pointers += [(phrase, "official") for phrase in spec.officials]
        pointers += [(phrase, f"body {body}") for body, phrases in spec.organization.items() for phrase in phrases]
        self._pointers = PatternSet([(pack.phrase(phrase), how) for phrase, how in pointers])

    def resolve(self, text: str, sentences: list[Sentence], registry: Registry) -> Scene:
        """Fill every actor unit's value with Actors; enter persons and mentions in the registry."""
        self._enter_persons(sentences, registry)
        self._adopt_names(text, sentences, registry)
        self._adopt_missions(sentences, registry)
        self._adopt_cores(text, sentences, registry)
        if self.pack.references.city_after:
            adopt_capitals(sentences, self.pack.references.city_after)
        main = main_states(sentences, registry)
        scene = Scene(later=_offices_named(sentences, registry))
        resolver = Resolver(text, registry, scene, main, self.pack)
        for sentence in sentences:
            self._mark_pointers(text, sentence, registry)
            resolver.sentence(sentence)
        return scene

    def _enter_persons(self, sentences: list[Sentence], registry: Registry) -> None:
        """Every person named with some evidence, fullest names first, so that short forms find them."""
        named = [unit.value for s in sentences for unit in s.line.units if unit.kind == "person"]
        for person in sorted(named, key=lambda n: -len(name_tokens(n.name))):
            registry.person(person.name)

    def _adopt_names(self, text: str, sentences: list[Sentence], registry: Registry) -> None:
        """Leftover name runs: a known person's name or part of it, or a given name followed by others."""
        alone = self._alone(sentences)
        for sentence in sentences:
            for index, unit in enumerate(sentence.line.units):
                if unit.kind != "name":
                    continue
                if unit.value in registry.acronyms:
                    key = registry.acronyms[unit.value]
                    sentence.line.units[index] = Unit(unit.start, unit.end, SIGNS["organization"], "organization", key)
                    continue
                known = registry.known_person(unit.value)
                tokens = unit.value.replace("-", " ").split()
                if (
                    known is None
                    and sentence.kind != "title"
                    and 2 <= len(tokens) <= 5
                    and (
                        self.pack.nominative(tokens[0]) in self.pack.given_names or self._is_taken_up(unit.value, alone)
                    )
                ):
                    known = registry.person(unit.value)
                if known is not None:
                    value = Named(unit.value, unit.start, unit.end, rule="known name")
                    sentence.line.units[index] = Unit(unit.start, unit.end, SIGNS["person"], "person", value)
            sentence.line.refresh()

    def _alone(self, sentences: list[Sentence]) -> set[str]:
        """Capitalised words that stand alone and without an article, as family names do."""
        articles = frozenset(self.pack.lists.get("det", ()))
        common = {
            *self.pack.lists.get("not_bodies", ()),
            *self.pack.lists.get("field_words", ()),
            *self.pack.grammar.heads,
        }
        known = {lower(word) for word in common}
        told = {
            unit.value
            for units in (s.line.units for s in sentences)
            for at, unit in enumerate(units)
            if unit.kind == "name" and " " not in unit.value and not (at and units[at - 1].sign in articles)
        }
        return {word for word in told if len(word) > 3 and not word.isupper() and lower(word) not in known}

    @staticmethod
    def _is_taken_up(name: str, alone: set[str]) -> bool:
        """Is the last word of a run used alone elsewhere, as a family name is ("Brittney Griner … Griner")?"""
        first, _, last = name.rpartition(" ")
        return last in alone and any(word[0].isupper() and not word.isupper() for word in first.split())

    @staticmethod
    def _adopt_missions(sentences: list[Sentence], registry: Registry) -> None:
        """A mission named without its host is the one that is named with it."""
        same = registry.hosted()
        for line in (s.line for s in sentences) if same else ():
            for at, unit in enumerate(line.units):
                if unit.kind == "organization" and unit.value in same:
                    line.units[at] = Unit(unit.start, unit.end, unit.sign, unit.kind, same[unit.value])
                elif unit.kind == "person" and any(office.owner in same for office in unit.value.offices):
                    held = tuple(replace(o, owner=same.get(o.owner or "", o.owner)) for o in unit.value.offices)
                    line.units[at] = Unit(unit.start, unit.end, unit.sign, unit.kind, replace(unit.value, offices=held))
                elif isinstance(unit.value, Pointer) and unit.value.office and unit.value.office.owner in same:
                    office = replace(unit.value.office, owner=same[unit.value.office.owner])
                    line.units[at] = Unit(
                        unit.start, unit.end, unit.sign, unit.kind, replace(unit.value, office=office)
                    )
        registry.merge(same)

    def _adopt_cores(self, text: str, sentences: list[Sentence], registry: Registry) -> None:
        """Bodies named without their owner: the one named in full elsewhere in the text, else whose it must be."""
        full: dict[str, str] = {}
        for sentence in sentences:
            for unit in sentence.line.units:
                if unit.kind == "organization":
                    key = organization_key(unit, registry)
                    full.setdefault(key.removeprefix("org:").partition("@")[0], key)
        main = main_states(sentences, registry)
        for sentence in sentences:
            for index, unit in enumerate(sentence.line.units):
                if unit.kind == "core":
                    owned = self._unowned(text, unit, full, main, registry)
                    if owned is not None:
                        sentence.line.units[index] = Unit(
                            unit.start, unit.end, SIGNS["organization"], "organization", owned
                        )
            sentence.line.refresh()
        for unit in registry.loose:
            owned = self._unowned(text, unit, full, main, registry)
            if owned is not None and registry.type_of(owned) == "organization":
                registry.mention(owned, text, (unit.start, unit.end), "body in a title")

    def _unowned(self, text: str, unit: Unit, full: dict[str, str], main: list[str], registry: Registry) -> str | None:
        listed = unit.value[0]
        if listed.id == "named":
            return registry.named_organization(text[unit.start : unit.end], None)
        name = listed.id + (f"/{listed.portfolio}" if listed.portfolio else "")
        if name in full:
            return full[name]
        kind = bodies().get(listed.id)
        home = self.pack.manifest.home
        words = text[unit.start : unit.end]
        abroad = kind is not None and kind.level == "parliament" and home is not None and home not in main
        if kind is None or not (words.lower() != words or listed.portfolio or abroad):
            return None
        owner = home if home in main or (home and not main) else (main[0] if main else home)
        return compose(unit, registry.state(owner), None, registry, None) if owner else None

    def _mark_pointers(self, text: str, sentence: Sentence, registry: Registry) -> None:
        """Pronouns, "the two leaders", "the country" become reference and group units."""
        line = sentence.line
        free = 0
        made = []
        for found in sorted(self._pointers.find(line), key=lambda f: (f.first, -f.last)):
            if found.first < free:
                continue
            opening = line.units[found.first]
            if opening.kind == "honorific" and opening.value[0].id not in {"male", "female"}:
                continue
            if found.value == "thing" and _means_nobody(line.units, found.last):
                continue
            if found.value in _HEADS and _are_told(line.units, found.last, self.pack):
                continue
            free = found.last
            start, end = line.units[found.first].start, line.units[found.last - 1].end
            kind = _POINTER_KINDS.get(found.value, "reference" if found.value.startswith("body ") else "group")
            owner_at = found.role("owner")
            owner = _owner_key(text, line.units[owner_at[0]], registry) if owner_at else None
            pointer = Pointer(found.value, start, end, owner=owner)
            made.append((found.first, found.last, Unit(start, end, SIGNS[kind], kind, pointer)))
        for first, last, unit in reversed(made):
            line.units[first:last] = [unit]
        if made:
            line.refresh()


def _are_told(units: Sequence[Unit], after: int, pack: Pack) -> bool:
    """Do the words behind a plural say whose leaders are meant: "the leaders of Qatar and Oman"?"""
    behind = units[after : after + 3]
    return bool(behind) and behind[0].sign in pack.lists.get("belonging", ()) and any(u.kind == "state" for u in behind)


def _means_nobody(units: Sequence[Unit], after: int) -> bool:
    """Is "it" nobody, as in "it is necessary that …"?"""
    return after + 1 < len(units) and units[after].sign in {"is", "was"} and units[after + 1].kind == "word"


def _offices_named(sentences: list[Sentence], registry: Registry) -> dict[str, list[OfficeHeld]]:
    """Every office that an article gives a person by name."""
    held: dict[str, list[OfficeHeld]] = {}
    for sentence in sentences:
        for unit in sentence.line.units:
            if unit.kind == "person" and unit.value.offices:
                held.setdefault(registry.person(unit.value.name), []).extend(unit.value.offices)
    return held


def main_states(sentences: list[Sentence], registry: Registry) -> list[str]:
    """Codes of the states an article is about, most named first; headline and first sentences count double."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        weight = 2 if sentence.index < 3 else 1
        for unit in sentence.line.units:
            if unit.value is None:
                continue  # a plain word
            for code in _codes(unit, registry):
                counts[code] += weight
    return [code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _owner_key(text: str, unit: Unit, registry: Registry) -> str | None:
    """The body or state that owns what is spoken of, noted as mentioned."""
    if unit.kind == "organization":
        key = organization_key(unit, registry)
    elif unit.kind in _STATE_KINDS:
        key = registry.state(unit.value[0].id)
    else:
        return None
    registry.mention(key, text, (unit.start, unit.end), unit.kind)
    return key


def _codes(unit: Unit, registry: Registry) -> set[str]:
    """The states a unit speaks of, itself or as an owner."""
    if isinstance(unit.value, Actors):
        found = (
            {registry.state_of(key) for key in unit.value.keys}
            if unit.kind not in {"reference", "group", "gathering"}
            else set()
        )
        return {code for code in found if code}
    if unit.kind in _STATE_KINDS and isinstance(unit.value, tuple):
        return {unit.value[0].id}
    if unit.kind == "organization":
        body = organization_key(unit, registry)
        whose = registry.state_of(body)
        return {whose} if whose else set(shared_by(body))
    if unit.kind == "place":
        place = places().get(unit.value[0].id)
        return {place.state} if place and place.state else set()
    held: tuple[OfficeHeld, ...] = ()
    if unit.kind == "person" and isinstance(unit.value, Named):
        held = unit.value.offices
    elif unit.kind == "reference" and isinstance(unit.value, Pointer) and unit.value.office:
        held = (unit.value.office,)
    codes = set()
    for office in held:
        for key in (office.owner, office.host):
            state = registry.state_of(key)
            if state:
                codes.add(state)
    return codes
