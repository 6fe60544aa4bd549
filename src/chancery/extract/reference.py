"""Reference in reading order: whom each name, title and pronoun of a sentence means, given what was said before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from chancery.extract.composing import organization_key, shared_by
from chancery.extract.entities import Registry
from chancery.extract.grammar import COMPANION
from chancery.extract.lines import Sentence
from chancery.extract.nounphrases import Actors, Named, OfficeHeld, Pointer
from chancery.extract.quotations import OPENING
from chancery.lang import Pack
from chancery.lang.kinds import ACTORS, SIGNS
from chancery.ontology.offices import LEADERS, offices
from chancery.ontology.places import places
from chancery.text.characters import lower
from chancery.text.units import Unit

_MINISTERS = frozenset({"minister"})
_GENERIC_RANKS = frozenset({"official"})
_STATE_KINDS = frozenset({"state", "adjective", "people", "metonym"})

IT = "it"
OTHER_PERSON = "other person"
"""How a pronoun points that stands for somebody else than its sentence is about."""
PRONOUN = "pronoun"
TWO_SIDES = "the two sides"
FAR_PRONOUN = "pronoun, far from its person"
"""The rule of a pronoun whose person was not named in this sentence or the one before."""


@dataclass(slots=True)
class Scene:
    """What has been said so far, as far as references need it."""

    persons: list[tuple[str, int]] = field(default_factory=list)  # (key, sentence)
    leading: str | None = None  # the person that the last sentence with one was about
    leading_at: int = -1
    body: str | None = None  # the body or state named last as an actor
    body_before: str | None = None  # the same before the sentence being read
    bodies: list[str] = field(default_factory=list)
    states: list[tuple[str, int]] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    holder: str | None = None  # who holds the congress or summit spoken of
    holders: dict[str, list[OfficeHeld]] = field(default_factory=dict)  # person key -> offices
    later: dict[str, list[OfficeHeld]] = field(default_factory=dict)  # the same of the whole article


@dataclass(slots=True)
class Resolver:
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
        self.scene.body_before = self.scene.body
        for index, unit in enumerate(line.units):
            if unit.value is None:
                continue  # a plain word
            if _given_title(line.units, index, self.pack) or _of_others(line.units, index, self.pack):
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
                return self._office(unit.value, sentence)
            return self._pointer(unit.value, sentence)
        reader = getattr(self, f"_read_{unit.kind}", None)
        return reader(unit, sentence) if reader else None

    def _read_person(self, unit: Unit, sentence: Sentence) -> Actors:
        named: Named = unit.value
        key = self.registry.person(named.name)
        if named.peer is not None:
            named = replace(named, offices=self._like_the_other(key, named, sentence))
        self.registry.mention(key, self.text, (named.start, named.end), named.rule)
        if named.styled is not None:
            self.registry.mention(key, self.text, (named.styled, named.end), named.rule)
        for office in named.offices:
            self.registry.note("office", (office.start, office.end), office.id, named.rule)
            if office.host:
                self.registry.posts[key] = office.host
            if office.owner and "former" not in office.modifiers:
                self.registry.belong(key, self.registry.state_of(office.owner))
        if named.offices and self._is_native(named.name) and any(office.owner is None for office in named.offices):
            self.registry.belong(key, self.pack.manifest.home)
        held = self.scene.holders.setdefault(key, [])
        held.extend(office for office in named.offices if office not in held)
        weight = -1.5 if named.rule == COMPANION else 0.0
        return Actors((key,), unit.start, unit.end, named.rule, named.offices, weight)

    def _like_the_other(self, key: str, named: Named, sentence: Sentence) -> tuple[OfficeHeld, ...]:
        """What a counterpart holds: the same as whoever he is the counterpart of, for his own side."""
        here = [other for other, at in reversed(self.scene.persons) if at == sentence.index]
        for other in (*here, self.scene.leading):
            held = [h for h in self.scene.holders.get(other or "", ()) if not h.modifiers and _is_of_state(h)]
            if other == key or not held:
                continue
            return (replace(held[-1], owner=named.peer or None, host=None, start=named.start, end=named.end),)
        return ()

    def _is_native(self, name: str) -> bool:
        """Does a name begin with a family name of the state whose press the language is?"""
        return lower(name.split(maxsplit=1)[0]) in self.pack.lists.get("families", ())

    def _read_organization(self, unit: Unit, _sentence: Sentence) -> Actors:
        key = organization_key(unit, self.registry)
        self.registry.mention(key, self.text, (unit.start, unit.end), "organization")
        pair = shared_by(key) if self.registry.state_of(key) is None else ()
        sides = tuple(self.registry.state(code) for code in pair if self.registry.is_known_state(code))
        return Actors(sides or (key,), unit.start, unit.end, "organization")

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

    def _read_office(self, unit: Unit, sentence: Sentence) -> Actors | None:
        listed = unit.value[0]
        held = OfficeHeld(listed.id, listed.portfolio, None, None, frozenset(), unit.start, unit.end)
        return self._office(Pointer("office", unit.start, unit.end, held), sentence)

    def _office(self, pointer: Pointer, sentence: Sentence) -> Actors | None:
        """Whoever was last seen in the office: "the ambassador", "the Russian president", "Tổng Bí thư"."""
        office = pointer.office
        if office is None or office.id not in offices():
            return None
        registry = self.registry
        registry.note("office", (office.start, office.end), office.id, "office")
        wanted = registry.state_of(office.owner)
        for key, at in reversed(self.scene.persons):
            held = [h for h in self.scene.holders.get(key, ()) if _same_office(h, office)]
            stateless = registry.state_of(key) is None and at != sentence.index
            if held and (wanted is None or stateless or registry.state_of(key) == wanted):
                return Actors((key,), pointer.start, pointer.end, "held office", (office,), weight=-0.1)
        later = self._named_later(office)
        if later is not None:
            return Actors((later,), pointer.start, pointer.end, "named later", (office,), weight=-0.2)
        if office.owner is not None:
            generic = offices()[office.id].rank == "leader"
            keys = self._leader(Pointer("head", pointer.start, pointer.end, owner=office.owner)) if generic else ()
            return Actors(keys or (office.owner,), pointer.start, pointer.end, "office of", (office,), weight=-0.3)
        return None

    def _named_later(self, office: OfficeHeld) -> str | None:
        """The only one whom the article names with the office further on: titles lead, names follow."""
        wanted = self.registry.state_of(office.owner)
        named = {
            key
            for key, held in self.scene.later.items()
            for h in held
            if _same_office(h, office) and "former" not in h.modifiers and self._may_be_of(wanted, h.owner, key)
        }
        return named.pop() if len(named) == 1 else None

    def _may_be_of(self, state: str | None, owner: str | None, key: str) -> bool:
        """May a holder be of the state, as far as the text tells?"""
        told = self.registry.state_of(owner) or self.registry.state_of(key)
        return state is None or told is None or told == state

    def _pointer(self, pointer: Pointer, sentence: Sentence) -> Actors | None:
        keys: tuple[str, ...] = ()
        rule, weight = _POINTING.get(pointer.how, (TWO_SIDES, -0.3))
        if pointer.how == "person":
            key = self.leading or self.scene.leading
            keys = (key,) if key else ()
            if not self.leading and sentence.index - self.scene.leading_at > 1:
                rule = FAR_PRONOUN
        elif pointer.how == OTHER_PERSON:
            keys = self._other_person(sentence)
        elif pointer.how == "thing":
            quoted = self.text[sentence.start] in OPENING  # whoever says it is not what the words quoted speak of
            body = self.scene.body_before if quoted else self.scene.body
            keys = (body,) if body else ()
        elif pointer.how.startswith("body "):
            keys, rule = self._body(pointer.how.removeprefix("body ")), "the body spoken of"
        elif pointer.how == "head":
            keys = self._leader(pointer)
        elif pointer.how == "official":
            keys = self._official(pointer)
        elif pointer.how == "gathering":
            keys = self._holder(pointer)
        elif pointer.how == "state":
            keys = tuple(self.registry.state(code) for code, _ in self.scene.states[-1:])
        else:
            keys, rule = self._group(pointer.how, sentence)
        return Actors(keys, pointer.start, pointer.end, rule, weight=weight) if keys else None

    def _other_person(self, sentence: Sentence) -> tuple[str, ...]:
        """Whom "him" means: the person named last in this sentence, or spoken of before, that it is not about."""
        here = (key for key, at in reversed(self.scene.persons) if at == sentence.index)
        others = (key for key in (*here, self.scene.leading) if key and key != self.leading)
        return tuple(islice(others, 1))

    def _body(self, wanted: str) -> tuple[str, ...]:
        """The body of a kind spoken of last: "the ministry"."""
        named = (
            key
            for key in reversed(self.scene.bodies)
            if key.removeprefix("org:").startswith((f"{wanted}/", f"{wanted}@"))
            or (key.startswith("org-named:") and wanted in key.removeprefix("org-named:").split())
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
        return self._stateless_leader() or ((pointer.owner,) if pointer.owner else ())

    def _stateless_leader(self) -> tuple[str, ...]:
        """The only leader of whom the text has not told yet what he leads."""
        leaders = {
            key
            for key, _ in self.scene.persons
            if self.registry.state_of(key) is None
            and any(h.owner is None and offices()[h.id].rank in LEADERS for h in self.scene.holders.get(key, ()))
        }
        return tuple(leaders) if len(leaders) == 1 else ()

    def _official(self, pointer: Pointer) -> tuple[str, ...]:
        """Whoever of the owner's state was spoken of last; else the owner itself."""
        state = self.registry.state_of(pointer.owner)
        named = (key for key, _ in reversed(self.scene.persons) if state and self.registry.state_of(key) == state)
        return tuple(islice(named, 1)) or ((pointer.owner,) if pointer.owner else ())

    def _holder(self, pointer: Pointer) -> tuple[str, ...]:
        """Whoever holds the congress spoken of: as said here, as said before, or the party spoken of last."""
        if pointer.owner is not None:
            self.scene.holder = pointer.owner
        key = pointer.owner or self.scene.holder or (self.scene.parties[-1] if self.scene.parties else None)
        return (key,) if key else ()

    def _group(self, how: str, sentence: Sentence) -> tuple[tuple[str, ...], str]:
        """Two persons, two parties, or the two states; and what that is called."""
        if how in {"leaders", "ministers"}:
            ranks = _MINISTERS if how == "ministers" else LEADERS
            pair = _two_persons(self.registry, self.scene, ranks) or _two_persons(self.registry, self.scene)
            if pair:
                return pair, "the two leaders"
        if how == "parties" and len(set(self.scene.parties)) >= 2:
            return tuple(list(dict.fromkeys(reversed(self.scene.parties)))[:2]), "the two parties"
        codes = _two_states(self.scene, sentence, self.main) or ()
        if how == "leaders":
            known = [self._known_leader(code) for code in codes]
            return tuple(key or self.registry.state(c) for key, c in zip(known, codes, strict=True)), TWO_SIDES
        return tuple(self.registry.state(code) for code in codes), TWO_SIDES

    def _known_leader(self, code: str) -> str | None:
        """The only one whom the article names as the leader of a state."""
        named = {
            key
            for key, held in self.scene.later.items()
            for h in held
            if offices()[h.id].rank in LEADERS
            and "former" not in h.modifiers
            and code in {self.registry.state_of(key), self.registry.state_of(h.owner)}
        }
        return named.pop() if len(named) == 1 else None


_POINTING = {
    "person": (PRONOUN, -0.3),
    "thing": (IT, -0.4),
    "head": ("who leads it", -0.2),
    "official": ("somebody of that side", -0.2),
    "gathering": ("who holds it", -0.2),
    "state": ("the country", -0.4),
    "leaders": ("the two leaders", -0.2),
    "ministers": ("the two leaders", -0.2),
    "parties": ("the two parties", -0.2),
}
"""What a pointer is called in the reasons, and what it costs to follow it."""


def _is_of_state(held: OfficeHeld) -> bool:
    """Is an office one that other states have as well: no envoy's, no party's?"""
    spec = offices()[held.id]
    return spec.of in {"state", "portfolio"} and spec.rank != "grade"


def _given_title(units: Sequence[Unit], index: int, pack: Pack) -> bool:
    """Is a title without a name one that somebody is given ("elected president"), not one that points at its holder?"""
    unit = units[index]
    pointing = unit.kind == "office" or (isinstance(unit.value, Pointer) and unit.value.how == "office")
    before = units[index - 1].sign if index else ""
    if before in pack.lists.get("determiners", ()) and index > 1:
        before = units[index - 2].sign
    return pointing and before in pack.references.predicates


def _of_others(units: Sequence[Unit], index: int, pack: Pack) -> bool:
    """Is a title followed by an owner that is nobody known ("the president of the club"), so that it is nobody's?"""
    unit = units[index]
    office = unit.value.office if isinstance(unit.value, Pointer) and unit.value.how == "office" else None
    bare = unit.kind == "office" or (office is not None and office.owner is None)
    signs = [unit.sign for unit in units[index + 1 : index + 4]]
    if not bare or not signs or signs[0] not in pack.lists.get("of", ()):
        return False
    own = pack.lists.get("own", ())  # "the president of the republic" is whoever is president here
    return not any(sign in own for sign in signs[1:])


def _same_office(held: OfficeHeld, pointed: OfficeHeld) -> bool:
    """Is the pointed-at title the held one, or a looser word for its rank ("the minister")?"""
    if held.id == pointed.id:
        return pointed.portfolio in {None, held.portfolio}
    mine, theirs = offices()[held.id], offices()[pointed.id]
    if pointed.id == mine.rank:
        return True  # the rank itself: "the head of state"
    return mine.rank == theirs.rank and pointed.portfolio is None and held.id.startswith(pointed.id)


def _two_persons(registry: Registry, scene: Scene, ranks: Collection[str] = ()) -> tuple[str, ...] | None:
    """The two persons of different states spoken of last; who holds such an office, if ranks are told."""
    pair: list[str] = []
    for key, _ in reversed(scene.persons):
        if ranks and not any(offices()[h.id].rank in ranks for h in scene.holders.get(key, ())):
            continue
        if key not in pair and all(
            registry.state_of(key) != registry.state_of(other) or registry.state_of(key) is None for other in pair
        ):
            pair.append(key)
        if len(pair) == 2:
            named = [key for key, _ in scene.persons]
            return tuple(sorted(pair, key=named.index))
    return None


def _two_states(scene: Scene, sentence: Sentence, main: list[str]) -> tuple[str, str] | None:
    """The two states of this sentence or the one before; else the article's main pair."""
    near = list(dict.fromkeys(code for code, at in reversed(scene.states) if sentence.index - at <= 1))
    if len(near) == 2:
        return near[1], near[0]
    return (main[0], main[1]) if len(main) >= 2 else None
