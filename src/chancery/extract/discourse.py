"""Who every name, title and pronoun of an article refers to, resolved in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from chancery.extract.capitals import adopt_capitals
from chancery.extract.entities import Registry, name_tokens
from chancery.extract.grammar import COMPANION, compose, organization_key
from chancery.extract.lines import Sentence
from chancery.extract.nounphrases import Actors, Named, OfficeHeld, Pointer
from chancery.lang import Pack
from chancery.lang.kinds import ACTORS, SIGNS
from chancery.ontology.bodies import bodies
from chancery.ontology.offices import LEADERS, offices
from chancery.ontology.places import places
from chancery.text.patterns import PatternSet
from chancery.text.units import Unit

_GENERIC_RANKS = frozenset({"official"})
_STATE_KINDS = frozenset({"state", "adjective", "people", "metonym"})


FAR_PRONOUN = "pronoun, far from its person"


@dataclass(slots=True)
class Scene:
    """What has been said so far, as far as references need it."""

    persons: list[tuple[str, int]] = field(default_factory=list)  # (key, sentence)
    leading: str | None = None  # the person that the last sentence with one was about
    leading_at: int = -1
    body: str | None = None  # the body or state named last as an actor
    bodies: list[str] = field(default_factory=list)
    states: list[tuple[str, int]] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    holder: str | None = None  # who holds the congress or summit spoken of
    holders: dict[str, list[OfficeHeld]] = field(default_factory=dict)  # person key -> offices


class Discourse:
    """The reference rules of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        spec = pack.references
        pointers: list[tuple[str, str]] = [(phrase, "person") for phrase in spec.person]
        pointers += [(phrase, "thing") for phrase in spec.thing]
        pointers += [(phrase, level) for level, phrases in spec.plural.items() for phrase in phrases]
        pointers += [(phrase, "state") for phrase in spec.state]
        pointers += [(phrase, "gathering") for phrase in spec.gatherings]
        pointers += [(phrase, f"body {body}") for body, phrases in spec.organization.items() for phrase in phrases]
        self._pointers = PatternSet([(pack.phrase(phrase), how) for phrase, how in pointers])

    def resolve(self, text: str, sentences: list[Sentence], registry: Registry) -> Scene:
        """Fill every actor unit's value with Actors; enter persons and mentions in the registry."""
        self._enter_persons(sentences, registry)
        self._adopt_names(text, sentences, registry)
        self._adopt_cores(text, sentences, registry)
        if self.pack.references.city_after:
            adopt_capitals(sentences, self.pack.references.city_after)
        main = main_states(sentences, registry)
        scene = Scene()
        resolver = _Resolver(text, registry, scene, main, self.pack)
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
        for sentence in sentences:
            for index, unit in enumerate(sentence.line.units):
                if unit.kind != "name":
                    continue
                known = registry.known_person(unit.value)
                tokens = unit.value.replace("-", " ").split()
                if (
                    known is None
                    and sentence.kind != "title"
                    and 2 <= len(tokens) <= 5
                    and self.pack.nominative(tokens[0]) in self.pack.given_names
                ):
                    known = registry.person(unit.value)
                if known is not None:
                    value = Named(unit.value, unit.start, unit.end, rule="known name")
                    sentence.line.units[index] = Unit(unit.start, unit.end, SIGNS["person"], "person", value)
            sentence.line.refresh()

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

    def _unowned(self, text: str, unit: Unit, full: dict[str, str], main: list[str], registry: Registry) -> str | None:
        listed = unit.value[0]
        if listed.id == "named":
            return registry.named_organization(text[unit.start : unit.end], None)
        name = listed.id + (f"/{listed.portfolio}" if listed.portfolio else "")
        if name in full:
            return full[name]
        kind = bodies().get(listed.id)
        if kind is None or not (text[unit.start].isupper() or listed.portfolio):
            return None
        home = self.pack.manifest.home
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
            free = found.last
            start, end = line.units[found.first].start, line.units[found.last - 1].end
            kind = {"person": "reference", "thing": "reference", "state": "reference", "gathering": "gathering"}.get(
                found.value, "reference" if found.value.startswith("body ") else "group"
            )
            owner_at = found.role("owner")
            owner = _owner_key(text, line.units[owner_at[0]], registry) if owner_at else None
            pointer = Pointer(found.value, start, end, owner=owner)
            made.append((found.first, found.last, Unit(start, end, SIGNS[kind], kind, pointer)))
        for first, last, unit in reversed(made):
            line.units[first:last] = [unit]
        if made:
            line.refresh()


def main_states(sentences: list[Sentence], registry: Registry) -> list[str]:
    """Codes of the states an article is about, most named first; headline and first sentences count double."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        weight = 2 if sentence.index < 3 else 1
        for unit in sentence.line.units:
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
        state = registry.state_of(organization_key(unit, registry))
        return {state} if state else set()
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


@dataclass(slots=True)
class _Resolver:
    """What references are resolved with: the article's text and entities, what was said so far, the main states."""

    text: str
    registry: Registry
    scene: Scene
    main: list[str]
    pack: Pack
    leading: str | None = None  # the first person of the sentence being read

    def sentence(self, sentence: Sentence) -> None:
        """Resolve every actor of a sentence, left to right."""
        leading: list[str] = []
        passing: list[str] = []
        line = sentence.line
        for index, unit in enumerate(line.units):
            if _given_title(line.units, index, self.pack):
                continue
            actors = self._unit(unit, sentence)
            if actors is None:
                continue
            kind = unit.kind if unit.kind in ACTORS else "reference"
            if self.pack.inflects:
                actors = replace(actors, cases=self.pack.cases(self.text[unit.start : unit.end]))
            line.units[index] = Unit(unit.start, unit.end, SIGNS[kind], kind, actors)
            for key in actors.keys:
                self._remember(key, sentence)
            persons = [key for key in actors.keys if self.registry.type_of(key) == "person"]
            governed = index > 0 and line.units[index - 1].sign in self.pack.lists.get("prepositions", ())
            (passing if governed else leading).extend(persons)
            self.leading = next(iter(leading + passing), None)
        line.refresh()
        if leading:
            self.scene.leading_at = sentence.index
        self.scene.leading = next((key for key in [*leading, self.scene.leading, *passing] if key), None)
        self.leading = None

    def _remember(self, key: str, sentence: Sentence) -> None:
        kind = self.registry.type_of(key)
        if kind in {"organization", "state"}:
            self.scene.body = key
        if kind == "person":
            self.scene.persons.append((key, sentence.index))
        code = self.registry.state_of(key)
        if code:
            self.scene.states.append((code, sentence.index))
        if kind == "organization":
            self.scene.bodies.append(key)
        if kind == "organization" and "party" in key:
            self.scene.parties.append(key)

    def _unit(self, unit: Unit, sentence: Sentence) -> Actors | None:
        if isinstance(unit.value, Pointer):
            if unit.value.how == "office":
                return self._office(unit.value)
            return self._pointer(unit.value, sentence)
        reader = getattr(self, f"_read_{unit.kind}", None)
        return reader(unit, sentence) if reader else None

    def _read_person(self, unit: Unit, _sentence: Sentence) -> Actors:
        named: Named = unit.value
        key = self.registry.person(named.name)
        self.registry.mention(key, self.text, (named.start, named.end), named.rule)
        for office in named.offices:
            self.registry.note("office", (office.start, office.end), office.id, named.rule)
            if office.host:
                self.registry.posts[key] = office.host
            if office.owner and "former" not in office.modifiers:
                self.registry.belong(key, self.registry.state_of(office.owner))
        held = self.scene.holders.setdefault(key, [])
        held.extend(office for office in named.offices if office not in held)
        weight = -1.5 if named.rule == COMPANION else 0.0
        return Actors((key,), unit.start, unit.end, named.rule, named.offices, weight)

    def _read_organization(self, unit: Unit, _sentence: Sentence) -> Actors:
        key = organization_key(unit, self.registry)
        self.registry.mention(key, self.text, (unit.start, unit.end), "organization")
        return Actors((key,), unit.start, unit.end, "organization")

    def _read_state(self, unit: Unit, _sentence: Sentence) -> Actors:
        key = self.registry.state(unit.value[0].id)
        self.registry.mention(key, self.text, (unit.start, unit.end), unit.kind)
        return Actors((key,), unit.start, unit.end, unit.kind, weight=-0.2 if unit.value[0].weak else 0.0)

    _read_metonym = _read_state

    def _read_adjective(self, unit: Unit, sentence: Sentence) -> None:
        code = unit.value[0].id
        self.registry.mention(self.registry.state(code), self.text, (unit.start, unit.end), unit.kind)
        self.scene.states.append((code, sentence.index))

    _read_people = _read_adjective

    def _read_place(self, unit: Unit, _sentence: Sentence) -> None:
        place = places().get(unit.value[0].id)
        key = self.registry.place(unit.value[0].id, place.state if place else None)
        self.registry.mention(key, self.text, (unit.start, unit.end), "place")

    def _read_office(self, unit: Unit, _sentence: Sentence) -> Actors | None:
        listed = unit.value[0]
        held = OfficeHeld(listed.id, listed.portfolio, None, None, frozenset(), unit.start, unit.end)
        return self._office(Pointer("office", unit.start, unit.end, held))

    def _office(self, pointer: Pointer) -> Actors | None:
        """Whoever was last seen in the office: "the ambassador", "the Russian president", "Tổng Bí thư"."""
        office = pointer.office
        if office is None or office.id not in offices():
            return None
        registry = self.registry
        registry.note("office", (office.start, office.end), office.id, "office")
        wanted = registry.state_of(office.owner)
        for key, _ in reversed(self.scene.persons):
            held = [h for h in self.scene.holders.get(key, ()) if _same_office(h, office)]
            if held and (wanted is None or registry.state_of(key) in {wanted, None}):
                return Actors((key,), pointer.start, pointer.end, "held office", (office,), weight=-0.1)
        if office.owner is not None:
            generic = offices()[office.id].rank == "leader"
            keys = self._leader(Pointer("head", pointer.start, pointer.end, owner=office.owner)) if generic else ()
            return Actors(keys or (office.owner,), pointer.start, pointer.end, "office of", (office,), weight=-0.3)
        return None

    def _pointer(self, pointer: Pointer, sentence: Sentence) -> Actors | None:
        keys: tuple[str, ...] = ()
        rule, weight = _POINTING.get(pointer.how, ("the two sides", -0.3))
        if pointer.how == "person":
            key = self.leading or self.scene.leading
            keys = (key,) if key else ()
            if not self.leading and sentence.index - self.scene.leading_at > 1:
                rule = FAR_PRONOUN
        elif pointer.how == "thing":
            keys = (self.scene.body,) if self.scene.body else ()
        elif pointer.how.startswith("body "):
            keys, rule = self._body(pointer.how.removeprefix("body ")), "the body spoken of"
        elif pointer.how == "head":
            keys = self._leader(pointer)
        elif pointer.how == "gathering":
            keys = self._holder(pointer)
        elif pointer.how == "state":
            keys = tuple(self.registry.state(code) for code, _ in self.scene.states[-1:])
        else:
            keys, rule = self._group(pointer.how, sentence)
        return Actors(keys, pointer.start, pointer.end, rule, weight=weight) if keys else None

    def _body(self, wanted: str) -> tuple[str, ...]:
        """The body of a kind spoken of last: "the ministry"."""
        named = (
            key
            for key in reversed(self.scene.bodies)
            if key.removeprefix("org:").startswith((f"{wanted}/", f"{wanted}@"))
        )
        return tuple(islice(named, 1))

    def _leader(self, pointer: Pointer) -> tuple[str, ...]:
        """Whoever was last seen leading the owner or its state; else the owner itself."""
        state = self.registry.state_of(pointer.owner)
        for key, _ in reversed(self.scene.persons):
            for held in self.scene.holders.get(key, ()):
                same = held.owner == pointer.owner or (
                    state is not None and self.registry.state_of(held.owner) == state
                )
                if same and offices()[held.id].rank in LEADERS:
                    return (key,)
        return (pointer.owner,) if pointer.owner else ()

    def _holder(self, pointer: Pointer) -> tuple[str, ...]:
        """Whoever holds the congress spoken of: as said here, as said before, or the party spoken of last."""
        if pointer.owner is not None:
            self.scene.holder = pointer.owner
        key = pointer.owner or self.scene.holder or (self.scene.parties[-1] if self.scene.parties else None)
        return (key,) if key else ()

    def _group(self, how: str, sentence: Sentence) -> tuple[tuple[str, ...], str]:
        """Two persons, two parties, or the two states; and what that is called."""
        if how in {"leaders", "ministers"}:
            pair = _two_persons(self.registry, self.scene)
            if pair:
                return pair, "the two leaders"
        if how == "parties" and len(set(self.scene.parties)) >= 2:
            return tuple(list(dict.fromkeys(reversed(self.scene.parties)))[:2]), "the two parties"
        codes = _two_states(self.scene, sentence, self.main) or ()
        return tuple(self.registry.state(code) for code in codes), "the two sides"


_POINTING = {
    "person": ("pronoun", -0.3),
    "thing": ("it", -0.4),
    "head": ("who leads it", -0.2),
    "gathering": ("who holds it", -0.2),
    "state": ("the country", -0.4),
    "leaders": ("the two leaders", -0.2),
    "ministers": ("the two leaders", -0.2),
    "parties": ("the two parties", -0.2),
}
"""What a pointer is called in the reasons, and what it costs to follow it."""


def _given_title(units: Sequence[Unit], index: int, pack: Pack) -> bool:
    """Is a title without a name one that somebody is given ("elected president"), not one that points at its holder?"""
    unit = units[index]
    pointing = unit.kind == "office" or (isinstance(unit.value, Pointer) and unit.value.how == "office")
    before = units[index - 1].sign if index else ""
    if before in pack.lists.get("determiners", ()) and index > 1:
        before = units[index - 2].sign
    return pointing and before in pack.references.predicates


def _same_office(held: OfficeHeld, pointed: OfficeHeld) -> bool:
    """Is the pointed-at title the held one, or a looser word for its rank ("the minister")?"""
    if held.id == pointed.id:
        return pointed.portfolio in {None, held.portfolio}
    mine, theirs = offices()[held.id], offices()[pointed.id]
    if pointed.id == mine.rank:
        return True  # the rank itself: "the head of state"
    return (
        mine.rank == theirs.rank
        and pointed.owner is None
        and pointed.portfolio is None
        and held.id.startswith(pointed.id)
    )


def _two_persons(registry: Registry, scene: Scene) -> tuple[str, ...] | None:
    """The two persons of different states spoken of last."""
    pair: list[str] = []
    for key, _ in reversed(scene.persons):
        if key not in pair and all(
            registry.state_of(key) != registry.state_of(other) or registry.state_of(key) is None for other in pair
        ):
            pair.append(key)
        if len(pair) == 2:
            return tuple(reversed(pair))
    return None


def _two_states(scene: Scene, sentence: Sentence, main: list[str]) -> tuple[str, str] | None:
    """The two states of this sentence or the one before; else the article's main pair."""
    near = list(dict.fromkeys(code for code, at in reversed(scene.states) if sentence.index - at <= 1))
    if len(near) == 2:
        return near[1], near[0]
    return (main[0], main[1]) if len(main) >= 2 else None
