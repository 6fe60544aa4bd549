"""Who every name, title and pronoun of an article refers to, resolved in reading order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from chancery.extract.entities import Registry, name_tokens
from chancery.extract.grammar import compose, organization_key
from chancery.extract.lines import Sentence
from chancery.extract.nounphrases import Actors, Named, OfficeHeld, Pointer
from chancery.lang import Pack
from chancery.lang.kinds import ACTORS, SIGNS
from chancery.ontology.bodies import bodies
from chancery.ontology.offices import offices
from chancery.ontology.places import places
from chancery.text.patterns import PatternSet
from chancery.text.units import Unit

_GENERIC_RANKS = frozenset({"official"})
_STATE_KINDS = frozenset({"state", "adjective", "people", "metonym"})


@dataclass(slots=True)
class Scene:
    """What has been said so far, as far as references need it."""

    persons: list[tuple[str, int]] = field(default_factory=list)  # (key, sentence)
    leading: str | None = None  # the first person of the sentence before
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
        pointers += [(phrase, level) for level, phrases in spec.plural.items() for phrase in phrases]
        pointers += [(phrase, "state") for phrase in spec.state]
        pointers += [(phrase, "gathering") for phrase in spec.gatherings]
        self._pointers = PatternSet([(pack.phrase(phrase), how) for phrase, how in pointers])

    def resolve(self, text: str, sentences: list[Sentence], registry: Registry) -> Scene:
        """Fill every actor unit's value with Actors; enter persons and mentions in the registry."""
        self._enter_persons(sentences, registry)
        self._adopt_names(text, sentences, registry)
        self._adopt_cores(text, sentences, registry)
        main = main_states(sentences, registry)
        scene = Scene()
        for sentence in sentences:
            self._mark_pointers(sentence, registry)
            _resolve_sentence(text, sentence, registry, scene, (main, self.pack.manifest.home))
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
                    and tokens[0] in self.pack.given_names
                ):
                    known = registry.person(unit.value)
                if known is not None:
                    value = Named(unit.value, unit.start, unit.end, rule="known name")
                    sentence.line.units[index] = Unit(unit.start, unit.end, SIGNS["person"], "person", value)
            sentence.line.refresh()

    def _adopt_cores(self, text: str, sentences: list[Sentence], registry: Registry) -> None:
        """Bodies named without their owner: the one named in full elsewhere in the text, else whose it must be."""
        full = {}
        for sentence in sentences:
            for unit in sentence.line.units:
                if unit.kind == "organization":
                    key = organization_key(unit, registry)
                    full.setdefault(key.removeprefix("org:").partition("@")[0], key)
        main = main_states(sentences, registry)
        for sentence in sentences:
            for index, unit in enumerate(sentence.line.units):
                if unit.kind == "core":
                    key = self._unowned(text, unit, full, main, registry)
                    if key is not None:
                        sentence.line.units[index] = Unit(
                            unit.start, unit.end, SIGNS["organization"], "organization", key
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

    def _mark_pointers(self, sentence: Sentence, registry: Registry) -> None:
        """Pronouns, "the two leaders", "the country" become reference and group units."""
        line = sentence.line
        free = 0
        made = []
        for found in sorted(self._pointers.find(line), key=lambda f: (f.first, -f.last)):
            if found.first < free:
                continue
            free = found.last
            start, end = line.units[found.first].start, line.units[found.last - 1].end
            kind = {"person": "reference", "state": "reference", "gathering": "gathering"}.get(found.value, "group")
            owner_at = found.role("owner")
            owner = _owner_key(line.units[owner_at[0]], registry) if owner_at else None
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


def _owner_key(unit: Unit, registry: Registry) -> str | None:
    if unit.kind == "organization":
        return organization_key(unit, registry)
    return registry.state(unit.value[0].id) if unit.kind in _STATE_KINDS else None


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


def _resolve_sentence(
    text: str,
    sentence: Sentence,
    registry: Registry,
    scene: Scene,
    context: tuple[list[str], str | None],
) -> None:
    leading: str | None = None
    line = sentence.line
    for index, unit in enumerate(line.units):
        actors = _resolve_unit(text, sentence, unit, registry, scene, leading, context)
        if actors is None:
            continue
        line.units[index] = Unit(
            unit.start,
            unit.end,
            unit.sign if unit.kind in ACTORS else SIGNS["reference"],
            unit.kind if unit.kind in ACTORS else "reference",
            actors,
        )
        for key in actors.keys:
            kind = registry.type_of(key)
            if kind == "person":
                if leading is None:
                    leading = key
                scene.persons.append((key, sentence.index))
            code = registry.state_of(key)
            if code:
                scene.states.append((code, sentence.index))
            if kind == "organization" and "party" in key:
                scene.parties.append(key)
    line.refresh()
    if leading is not None:
        scene.leading = leading


def _resolve_unit(
    text: str,
    sentence: Sentence,
    unit: Unit,
    registry: Registry,
    scene: Scene,
    leading: str | None,
    context: tuple[list[str], str | None],
) -> Actors | None:
    if unit.kind == "person":
        return _person(text, unit, registry, scene, context)
    if unit.kind == "organization":
        key = organization_key(unit, registry)
        registry.mention(key, text, (unit.start, unit.end), "organization")
        return Actors((key,), unit.start, unit.end, "organization")
    if unit.kind in {"state", "metonym"}:
        key = registry.state(unit.value[0].id)
        registry.mention(key, text, (unit.start, unit.end), unit.kind)
        return Actors((key,), unit.start, unit.end, unit.kind, weight=-0.2 if unit.value[0].weak else 0.0)
    if unit.kind in {"adjective", "people"}:
        registry.mention(registry.state(unit.value[0].id), text, (unit.start, unit.end), unit.kind)
        scene.states.append((unit.value[0].id, sentence.index))
        return None
    if unit.kind == "place":
        place = places().get(unit.value[0].id)
        key = registry.place(unit.value[0].id, place.state if place else None)
        registry.mention(key, text, (unit.start, unit.end), "place")
        return None
    if unit.kind == "office":
        listed = unit.value[0]
        held = OfficeHeld(listed.id, listed.portfolio, None, None, frozenset(), unit.start, unit.end)
        return _office_pointer(Pointer("office", unit.start, unit.end, held), registry, scene, sentence)
    if isinstance(unit.value, Pointer):
        if unit.value.how == "office":
            return _office_pointer(unit.value, registry, scene, sentence)
        return _pointer(unit.value, registry, scene, leading, sentence, context[0])
    return None


def _person(text: str, unit: Unit, registry: Registry, scene: Scene, context: tuple[list[str], str | None]) -> Actors:
    named: Named = unit.value
    key = registry.person(named.name)
    registry.mention(key, text, (named.start, named.end), named.rule)
    for office in named.offices:
        registry.note("office", (office.start, office.end), office.id, named.rule)
        if office.owner and not {"former"} & office.modifiers:
            registry.belong(key, registry.state_of(office.owner))
    held = scene.holders.setdefault(key, [])
    held.extend(office for office in named.offices if office not in held)
    return Actors((key,), unit.start, unit.end, named.rule, named.offices)


def _office_pointer(pointer: Pointer, registry: Registry, scene: Scene, sentence: Sentence) -> Actors | None:
    """ "The ambassador", "the Russian president", "Tổng Bí thư": whoever was last seen in that office."""
    office = pointer.office
    if office is None or office.id not in offices():
        return None
    registry.note("office", (office.start, office.end), office.id, "office")
    wanted = registry.state_of(office.owner)
    best: str | None = None
    for key, _ in reversed(scene.persons):
        held = [h for h in scene.holders.get(key, ()) if _same_office(h, office)]
        if held and (wanted is None or registry.state_of(key) in {wanted, None}):
            best = key
            break
    if best is not None:
        return Actors((best,), pointer.start, pointer.end, "held office", (office,), weight=-0.1)
    if office.owner is not None:
        return Actors((office.owner,), pointer.start, pointer.end, "office of", (office,), weight=-0.3)
    return None


def _same_office(held: OfficeHeld, pointed: OfficeHeld) -> bool:
    """Is the pointed-at title the held one, or a looser word for its rank ("the minister")?"""
    if held.id == pointed.id:
        return pointed.portfolio in {None, held.portfolio}
    mine, theirs = offices()[held.id], offices()[pointed.id]
    return (
        mine.rank == theirs.rank
        and pointed.owner is None
        and pointed.portfolio is None
        and held.id.startswith(pointed.id)
    )


def _pointer(
    pointer: Pointer,
    registry: Registry,
    scene: Scene,
    leading: str | None,
    sentence: Sentence,
    main: list[str],
) -> Actors | None:
    span = (pointer.start, pointer.end)
    if pointer.how == "person":
        key = leading or scene.leading
        if key is None:
            return None
        return Actors((key,), *span, "pronoun", weight=-0.3)
    if pointer.how == "gathering":
        if pointer.owner is not None:
            scene.holder = pointer.owner
        key = pointer.owner or scene.holder or (scene.parties[-1] if scene.parties else None)
        return Actors((key,), *span, "who holds it", weight=-0.2) if key else None
    if pointer.how == "state":
        code = scene.states[-1][0] if scene.states else None
        return Actors((registry.state(code),), *span, "the country", weight=-0.4) if code else None
    if pointer.how in {"leaders", "ministers"}:
        pair = _two_persons(registry, scene)
        if pair:
            return Actors(pair, *span, "the two leaders", weight=-0.2)
    if pointer.how == "parties" and len(set(scene.parties)) >= 2:
        distinct = list(dict.fromkeys(reversed(scene.parties)))[:2]
        return Actors(tuple(distinct), *span, "the two parties", weight=-0.2)
    pair_codes = _two_states(scene, sentence, main)
    if pair_codes is None:
        return None
    return Actors(tuple(registry.state(code) for code in pair_codes), *span, "the two sides", weight=-0.3)


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
