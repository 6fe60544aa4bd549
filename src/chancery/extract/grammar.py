"""The grammar passes: listed words and name runs become organizations and persons with their offices."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from chancery.extract.composing import compose, is_shared, is_statelike, organization_key
from chancery.extract.entities import Registry
from chancery.extract.gazetteer import Listed, spelled
from chancery.extract.headnouns import HeadNouns, note_acronyms
from chancery.extract.modifiers import as_words, drop_modifiers
from chancery.extract.nounphrases import Named, OfficeHeld, Pointer
from chancery.extract.sides import Sides
from chancery.lang import Pack
from chancery.lang.kinds import SIGNS
from chancery.ontology.bodies import bodies
from chancery.ontology.offices import offices
from chancery.ontology.places import places
from chancery.text.characters import lower
from chancery.text.patterns import Found, PatternSet
from chancery.text.units import Line, Unit

Build = Callable[[Found[str], list[Unit]], Unit | None]
COMPANION = "companion"
"""The rule of a person named as somebody's spouse: present, but rarely the one who acts."""
_SPOKEN = 4
"""Letters of the shortest name that somebody is known by alone."""
_TWICE = 2
_SEEN = 24
"""How much text before a name is looked at."""
_PEER = "counterpart"
_LETTERS = 3
"""The longest letters that stand behind a name."""
_STATE_KINDS = frozenset({"state", "adjective", "people", "metonym"})


@dataclass(frozen=True, slots=True)
class _Words:
    """What the reading of a sentence asks its pack for."""

    home: str | None
    bodies: Mapping[str, Listed]
    styles: Collection[str]
    peers: Collection[str]  # phrases that tell a counterpart
    tellers: Collection[str]


class Grammar:
    """The passes of one pack, compiled."""

    def __init__(self, pack: Pack) -> None:
        spec = pack.grammar
        self._organizations = _patterns(pack, spec.organizations)
        self._persons = _patterns(pack, [*spec.persons, *spec.peers])
        self._appositions = _patterns(pack, spec.appositions)
        self._bare = _patterns(pack, spec.bare_offices)
        self._heads = HeadNouns(pack)
        self._not_names = frozenset(lower(name) for name in pack.references.not_names)
        self._common = frozenset(pack.lists.get("common", ()))
        self._words = _Words(
            pack.manifest.home,
            spelled(pack, {"core"}),
            frozenset(pack.lists.get("styles", ())),
            frozenset(spec.peers),
            tuple(pack.lists.get("tellers", ())),
        )
        self._sides = Sides(pack)
        self._bare_heads = frozenset(pack.lists.get("bare_heads", ()))
        self._of = frozenset(pack.lists.get("name_links", ()))
        self._determiners = frozenset(pack.lists.get("det", ()))

    def run(self, text: str, line: Line, registry: Registry) -> None:
        """Join the units of one sentence; entities found on the way are entered in the registry."""
        reading = _Reading(text, registry, self._words)
        drop_modifiers(text, line)
        self._drop_not_names(text, line)
        self._heads.join(text, line)
        for _ in range(3):
            if not _rewrite(line, self._organizations, reading.organization):
                break
        note_acronyms(text, line, registry, organization_key)
        self._title_heads(line)
        _rewrite(line, self._persons, reading.person, keep_head=True)
        for _ in range(2):
            if not _rewrite(line, self._appositions, reading.person):
                break
        self._sides.inherit(line, registry)
        _rewrite(line, self._bare, reading.bare_office)

    def _title_heads(self, line: Line) -> None:
        """Plain words like "head" are titles where a body follows: "the head of the Investment Fund"."""
        for at in range(len(line.units) - 2):
            unit, behind = line.units[at], line.units[at + 1 : at + 4]
            if unit.sign in self._bare_heads and at and line.units[at - 1].kind == "organization":
                if behind[0].kind in {"name", "honorific"}:  # "the NISS chief Tamrat Lemma"
                    line.units[at] = Unit(unit.start, unit.end, SIGNS["office"], "office", (Listed("office", "head"),))
                continue
            body = next((u for u in behind[1:] if u.kind in {"core", "organization"}), None)
            if body is None or unit.sign not in self._bare_heads or behind[0].sign not in self._of:
                continue
            between = behind[1 : behind.index(body)]
            if all(u.sign in self._determiners or u.kind in _STATE_KINDS for u in between):
                line.units[at] = Unit(unit.start, unit.end, SIGNS["office"], "office", (Listed("office", "head"),))
        line.refresh()

    def _drop_not_names(self, text: str, line: Line) -> None:
        """Capitalised runs that the pack lists as naming nobody become plain words again."""
        for index in range(len(line.units) - 1, -1, -1):
            unit = line.units[index]
            if unit.kind == "name" and (lower(unit.value) in self._not_names or lower(unit.value) in self._common):
                line.units[index : index + 1] = as_words(text, unit)
        line.refresh()


class _Reading:
    """Builds units from hits, for one sentence of one article."""

    def __init__(self, text: str, registry: Registry, words: _Words) -> None:
        self.text = text
        self.registry = registry
        self.words = words

    def key(self, unit: Unit) -> str | None:
        """The entity key of an owner: a state, an organization, a place's state."""
        if unit.kind in _STATE_KINDS:
            key = self.registry.state(unit.value[0].id)
            self.registry.mention(key, self.text, (unit.start, unit.end), unit.kind)
            return key
        if unit.kind == "organization":
            key = organization_key(unit, self.registry)
            self.registry.mention(key, self.text, (unit.start, unit.end), unit.kind)
            return key
        if unit.kind == "place":
            place = places().get(unit.value[0].id)
            return self.registry.state(place.state) if place and place.state else None
        return None

    def organization(self, found: Found[str], units: list[Unit]) -> Unit | None:
        """A core with its owner: `embassy@VNM>BLR`, `ministry/foreign-affairs@RUS`, `party/communist@BLR`."""
        core_at = found.role("core")
        if core_at is None:
            return None
        core = units[core_at[0]]
        owner = self._role(found, units, "owner")
        host = self._role(found, units, "host")
        partner = self._role(found, units, "partner")
        if partner and not is_shared(core):
            return None
        named = core.value[0].id == "named"
        if host and named:
            return None
        owner_at = found.role("owner")
        local = (owner_at and units[owner_at[0]].kind == "place") or "branch" in found.roles
        if local and not named:
            if not self.text[core.start].isupper() or is_statelike(core):
                return None
            partner = None
            core = Unit(core.start, core.end, core.sign, core.kind, (Listed("core", "named"),))
        key = compose(
            core,
            owner,
            host,
            self.registry,
            self.text[slice(*_trimmed(units, found))],
            partner,
        )
        if key is None:
            return None
        start, end = _trimmed(units, found)
        return Unit(start, end, SIGNS["organization"], "organization", key)

    def _role(self, found: Found[str], units: list[Unit], role: str) -> str | None:
        at = found.role(role)
        return self.key(units[at[0]]) if at else None

    def person(self, found: Found[str], units: list[Unit]) -> Unit | None:
        """A name with the offices beside it; an office joined to a person already read is added to his."""
        name_at = found.role("name")
        if name_at is None:
            return None
        unit = units[name_at[0]]
        held = () if self._is_spouse(found, units) else self.offices(found, units)
        alone = not held and "honorific" not in found.roles and unit.kind == "name" and " " not in unit.value
        if alone and not self._speaks(unit.value):
            return None  # one word alone, told only by what it does, may be anything
        if unit.kind == "name" and unit.value.isupper() and len(unit.value) <= _LETTERS:
            return None  # letters behind a name: "Mulambo Haimbe, SC, MP"
        if _hosts_nobody(held):
            return None
        if unit.kind == "person":
            named: Named = unit.value
            if self._at_odds(named.offices, held):
                return None
            named = replace(named, offices=(*named.offices, *held), rule=found.value)
        else:
            name = self.text[unit.start : unit.end]
            styled = self._styled(found, units, name_at[0])
            peer = None if held else self._peer(found, units)
            named = Named(name, unit.start, unit.end, held, self._rule(found, units, held), styled, peer)
        start = units[min(at for spans in found.roles.values() for at, _ in spans)].start
        end = units[_without_tail(found) - 1].end
        return Unit(start, end, SIGNS["person"], "person", named)

    def _speaks(self, name: str) -> bool:
        """Does somebody known by one word speak time and again: "Lukashenko said"?"""
        if len(name) < _SPOKEN or not name.isalpha() or name.isupper() or f"the {name}" in self.text:
            return False
        said = (f"{name} {word}" for word in self.words.tellers)
        return sum(self.text.count(words) for words in said) >= _TWICE and not self._is_part(name)

    def _is_part(self, name: str) -> bool:
        """Does a word stand beside another capital, so that it is known from there?"""
        at = self.text.find(name)
        while at >= 0:
            before, after = self.text[max(at - _SEEN, 0) : at].split(" "), self.text[at + len(name) :][:2]
            if before[-1] == "" and len(before) > 1 and before[-2][:1].isupper() and before[-2].isalpha():
                return True
            if after[:1] == " " and after[1:].isupper():
                return True
            at = self.text.find(name, at + 1)
        return False

    def _peer(self, found: Found[str], units: list[Unit]) -> str | None:
        """Of which side a counterpart is, who holds there what the other holds here."""
        told = [units[first].value[0].id for first, _ in found.roles.get("modifier", ())]
        return (self._role(found, units, "owner") or "") if found.value in self.words.peers or _PEER in told else None

    @staticmethod
    def _is_spouse(found: Found[str], units: list[Unit]) -> bool:
        """Is the title the husband's or wife's of who is named: "Phu nhân Tổng thống Hàn Quốc …"?"""
        at, office, owner = found.role("honorific"), found.role("office"), found.role("owner")
        if at is None or office is None or owner is None or at[0] > office[0]:
            return False
        return bool(units[at[0]].value[0].id == "spouse")

    def _styled(self, found: Found[str], units: list[Unit], name: int) -> int | None:
        """Where a style that is often part of a name stands right before it."""
        at = found.role("honorific")
        if at is None or at[0] != name - 1:
            return None
        style = units[at[0]]
        return style.start if lower(self.text[style.start : style.end]) in self.words.styles else None

    @staticmethod
    def _rule(found: Found[str], units: list[Unit], held: tuple[OfficeHeld, ...]) -> str:
        at = found.role("honorific")
        spouse = at is not None and units[at[0]].value[0].id == "spouse"
        return COMPANION if spouse or any(offices()[o.id].rank == "consort" for o in held) else found.value

    def _at_odds(self, one: tuple[OfficeHeld, ...], other: tuple[OfficeHeld, ...]) -> bool:
        """Are two titles of different states, so that they are not of one person?"""
        mine = {self.registry.state_of(office.owner) for office in one} - {None}
        return bool(mine) and any((state := self.registry.state_of(o.owner)) and state not in mine for o in other)

    def offices(self, found: Found[str], units: list[Unit]) -> tuple[OfficeHeld, ...]:
        """Every office of a hit, sharing its owner, host and modifiers."""
        owners = [self.key(units[first]) for first, _ in found.roles.get("owner", ())]
        for (first, _), key in zip(found.roles.get("owner", ()), owners, strict=True):
            if key and units[first].kind == "organization":
                self.registry.mention(key, self.text, (units[first].start, units[first].end), "owner of an office")
        known = [owner for owner in owners if owner]
        owned = [(f, key) for (f, _), key in zip(found.roles.get("owner", ()), owners, strict=True) if key]
        host = self._role(found, units, "host")
        modifiers = frozenset(units[first].value[0].id for first, _ in found.roles.get("modifier", ()))
        held = []
        core_at, core_owner = found.role("core"), self._core_owner(found, units)
        for first, _ in found.roles.get("office", ()):
            unit = units[first]
            listed = unit.value[0]
            core = core_owner if core_at is None or first < core_at[0] else None
            self._note_body(unit, units[first + 1 : first + 4], known)
            if listed.id in offices():
                owner = core or self._owner(listed.id, first, owned, [f for f, _ in found.roles["office"]])
                ident = offices()[listed.id].of_state if self.registry.is_state(owner) else None
                held.append(
                    OfficeHeld(ident or listed.id, listed.portfolio, owner, host, modifiers, unit.start, unit.end)
                )
        return tuple(held)

    def _owner(self, office: str, at: int, owned: list[tuple[int, str]], titles: list[int]) -> str | None:
        """Whose a title is: the owner's right behind it, else any's; a body's state's where states have it."""
        after = min((place for place in titles if place > at), default=10**9)
        own = [key for place, key in owned if at < place < after]
        key = _fitting(office, own or [key for _, key in owned], self.registry)
        spec = offices()[office]
        if key is not None and not own and (spec.of == "state" or spec.of_state) and len(titles) > 1:
            state = self.registry.state_of(key)
            return self.registry.state(state) if state else key
        return key

    def _core_owner(self, found: Found[str], units: list[Unit]) -> str | None:
        """An office of a body without its state: "Bí thư thứ nhất Ban Chấp hành Trung ương Đảng"."""
        at = found.role("core")
        if at is None:
            return None
        owner = found.role("owner")
        own = owner is not None and at[0] < owner[0] and not any(u.kind == "office" for u in units[at[0] : owner[0]])
        last = owner[0] if owner is not None and own else at[0]
        whose = self._role(found, units, "owner") if own or owner is None or owner[0] < at[0] else None
        whose = whose or (self.registry.state(self.words.home) if self.words.home else None)
        if whose is None:
            self.registry.loose.append(units[at[0]])
        key = compose(units[at[0]], whose, None, self.registry, self.text[units[at[0]].start : units[last].end])
        if key is not None:
            self.registry.mention(key, self.text, (units[at[0]].start, units[last].end), "organization")
        return key

    def _note_body(self, office: Unit, behind: list[Unit], owners: list[str]) -> None:
        """A party, its organ or a shared body inside a title is named with it: "Trưởng Ban Đối ngoại Trung ương"."""
        words = lower(self.text[office.start : office.end])
        starts = [at + 1 for at, sign in enumerate(words) if sign == " "]
        named = ((at, self.words.bodies[words[at:]]) for at in starts if words[at:] in self.words.bodies)
        written = self.text[office.start : office.end]
        noted = (
            (at, body)
            for at, body in named
            if bodies()[body.id].level in {"party", "joint"} and written[at:] != words[at:]  # no plain "opposition"
        )
        at, body = next(noted, (0, None))
        if body is None:
            return
        whose = next(iter(owners), self.registry.state(self.words.home) if self.words.home else None)
        core = Unit(office.start + at, office.end, SIGNS["core"], "core", (body,))
        key = compose(core, whose, None, self.registry, None)
        owner = next((unit for unit in behind if unit.kind != "word"), None)
        if key is not None:
            end = owner.end if owner is not None and owner.kind in {"state", "organization"} else office.end
            self.registry.mention(key, self.text, (core.start, end), "body in a title")

    def bare_office(self, found: Found[str], units: list[Unit]) -> Unit | None:
        """An office with its owner but no name points to whoever holds it; an owner alone, to whoever leads it."""
        held = self.offices(found, units)
        if _hosts_nobody(held):
            return None
        start, end = units[found.first].start, units[found.last - 1].end
        if not held:
            owner = self._role(found, units, "owner")
            pointer = Pointer("head", start, end, owner=owner)
            return Unit(start, end, SIGNS["reference"], "reference", pointer) if owner else None
        return Unit(start, end, SIGNS["reference"], "reference", Pointer("office", start, end, held[0]))


def _hosts_nobody(held: tuple[OfficeHeld, ...]) -> bool:
    """Is a host given to titles that are not accredited anywhere ("the President of Belarus to Turkey")?"""
    return any(office.host for office in held) and not any(
        offices()[office.id].of == "mission" or offices()[office.id].rank == "envoy" for office in held
    )


def _fitting(office: str, owners: list[str], registry: Registry) -> str | None:
    """Of several owners the one the office is of: a party's office goes to a party, a state's to a state."""
    if not owners:
        return None
    wants_body = offices()[office].of in {"party", "body", "organization"}
    bodies_first = sorted(owners, key=lambda key: (registry.type_of(key) == "organization") != wants_body)
    return bodies_first[0]


def _patterns(pack: Pack, phrases: list[str]) -> PatternSet[str]:
    return PatternSet([(pack.phrase(phrase), phrase) for phrase in phrases])


def _trimmed(units: list[Unit], found: Found[str]) -> tuple[int, int]:
    """The span of a hit without the article or mark it may begin or end with."""
    first, last = found.first, found.last
    while first < last - 1 and units[first].kind in {"word", "mark"}:
        first += 1
    while last - 1 > first and units[last - 1].kind == "mark":
        last -= 1
    return units[first].start, units[last - 1].end


def _without_tail(found: Found[str]) -> int:
    """The end of a hit without what follows its last role: that is context, not part of it."""
    return max(last for spans in found.roles.values() for _, last in spans)


def _rewrite(line: Line, patterns: PatternSet[str], build: Build, *, keep_head: bool = False) -> bool:
    """Apply the leftmost, then longest hits; True if anything was joined. Words before the first role may be kept."""
    hits = sorted(patterns.find(line), key=lambda found: (found.first, -found.last))
    made: list[tuple[int, int, Unit]] = []
    free = 0
    for found in hits:
        if found.first < free:
            continue
        unit = build(found, line.units)
        if unit is not None:
            last = _without_tail(found)
            kept = keep_head and not found.value[0].isalpha()  # a phrase that begins with a word takes it in
            first = min(at for spans in found.roles.values() for at, _ in spans) if kept else found.first
            made.append((first, last, unit))
            free = last
    for first, last, unit in reversed(made):
        line.units[first:last] = [unit]
    if made:
        line.refresh()
    return bool(made)
