"""A sentence ready for role search: its units, who acts in it, and who is listed with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chancery.extract.entities import Registry
from chancery.extract.nounphrases import Actors
from chancery.lang import Pack
from chancery.lang.kinds import ACTORS
from chancery.text.units import Unit

_AGENT_HEAD = 4
"""How many words the head noun before an agent may have."""
_BRACKET = 5
"""How many units a bracket inside a list may hold."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence ready for role search: its units, which of them are verbs or act triggers, and the grammar's lists."""

    units: Sequence[Unit]
    triggers: frozenset[int]
    actors: Mapping[int, Actors]
    lists: Mapping[str, frozenset[str]]
    registry: Registry
    noun_first: bool = False
    nouns: frozenset[int] = frozenset()
    gerunds: frozenset[int] = frozenset()
    cases: Mapping[str, frozenset[str]] = field(default_factory=dict)


def word_lists(pack: Pack) -> Mapping[str, frozenset[str]]:
    """The lists of a pack that role search asks for."""
    lists = {
        name: frozenset(pack.lists.get(name, ()))
        for name in (
            "prepositions",
            "breaks",
            "determiners",
            "possessive",
            "subordinators",
            "openers",
            "at",
            "relatives",
            "since",
            "pointers",
            "placewords",
            "meanwhile",
            "deadlines",
            "dues",
            "hosting",
            "ordinals",
            "once",
            "reasons",
            "adverbs",
            "collectives",
            "deeds",
            "led",
            "belonging",
            "towards",
        )
    }
    lists["ends of names"] = lists["prepositions"] | lists["breaks"]
    lists["list"] = frozenset(pack.grammar.lists)
    lists["passive"] = frozenset(pack.verbs.passive)
    return lists


def setting(
    units: Sequence[Unit],
    triggers: frozenset[int],
    pack: Pack,
    lists: Mapping[str, frozenset[str]],
    registry: Registry,
) -> Setting:
    """The role-search view of a sentence."""
    actors = {
        index: unit.value
        for index, unit in enumerate(units)
        if (unit.kind in ACTORS and isinstance(unit.value, Actors))
    }
    cases = {cue: frozenset(held) for cue, held in pack.grammar.cases.items()}
    return Setting(units, triggers, actors, lists, registry, pack.manifest.noun_first, cases=cases)


def together(scene: Setting, index: int) -> tuple[int, ...]:
    """The actor at a unit with those it is listed with ("Japan, China and Korea").

    Commas alone make no list, and a comma after the last "and" closes it.
    """
    chain, words = [index], list[bool]()  # members left to right; between each two, was there more than a comma?
    while (previous := _listed(scene, chain[0], -1)) is not None:
        chain.insert(0, previous[0])
        words.insert(0, previous[1])
    while (following := _listed(scene, chain[-1], 1)) is not None:
        chain.append(following[0])
        words.append(following[1])
    start = 0
    for at in range(1, len(words)):
        if words[at - 1] and not words[at]:
            if chain.index(index) <= at:
                chain, words = chain[: at + 1], words[:at]
                break
            start = at + 1
    chain, words = chain[start:], words[start:]
    return tuple(chain) if any(words) or _are_paired(scene, chain) else (index,)


def _are_paired(scene: Setting, chain: Sequence[int]) -> bool:
    """Is a comma between states an "and", as in headlines ("Mỹ, Hàn Quốc tập trận"), or does a new clause begin?"""
    kinds = [scene.units[at].kind for at in chain]
    if not scene.noun_first or len(chain) < 2 or kinds[0] not in {"state", "reference"} or {*kinds[1:]} != {"state"}:
        return False
    first, last = chain[0], chain[-1]
    before = range(first)
    if any(scene.units[at].sign in scene.lists["subordinators"] for at in before):
        return False
    if scene.units[first - 1].sign in scene.lists["openers"] and first > 0:
        return True
    if not any(at in scene.triggers or scene.units[at].sign in scene.lists["prepositions"] for at in before):
        return True
    after = last + 1
    while after < len(scene.units) and scene.units[after].sign in scene.lists["adverbs"]:
        after += 1
    object_too = kinds[0] == "state" and any(at in scene.triggers for at in range(max(first - 2, 0), first))
    opens_clause = after in scene.triggers and not object_too
    return not opens_clause and any(at in scene.actors for at in before)


def _listed(scene: Setting, at: int, step: int) -> tuple[int, bool] | None:
    """The next actor of a list, in one direction, past "," and "and"; was there more than a comma?"""
    place, by_word = _past_brackets(scene, at + step, step), False
    passed = 0
    while 0 <= place < len(scene.units) and passed < 4:
        sign = scene.units[place].sign
        if sign in scene.lists["list"]:
            by_word = by_word or sign != ","
        elif sign not in scene.lists["determiners"] or place in scene.actors:
            break
        place += step
        passed += 1
    place = _past_brackets(scene, place, step) if passed else place
    if passed and 0 <= place < len(scene.units) and place in scene.actors and _alike(scene, at, place):
        return place, by_word
    return None


def _past_brackets(scene: Setting, place: int, step: int) -> int:
    """Past a short bracket, such as an acronym: "the United Arab Emirates (UAE), Bahrain and Egypt"."""
    opening, closing = ("(", ")") if step > 0 else (")", "(")
    units = scene.units
    if 0 <= place < len(units) and units[place].sign == opening:
        for steps in range(1, _BRACKET):
            inside = place + step * steps
            if 0 <= inside < len(units) and units[inside].sign == closing:
                return inside + step
    return place


def _alike(scene: Setting, one: int, other: int) -> bool:
    """May two actors be members of one list? Persons with persons, bodies and states with each other."""
    kinds = {scene.units[one].kind, scene.units[other].kind}
    if kinds & {"group"}:
        return False
    if kinds & {"adjective", "people"}:
        return kinds <= {"state", "adjective", "people", "metonym", "gathering", "organization"}
    if kinds == {"state", "reference"}:
        return scene.noun_first  # "Ngoại trưởng Nga và Iran"
    return len(kinds) == 1 or kinds <= {"state", "organization", "metonym"} or kinds <= {"person", "reference"}


def joined(scene: Setting, index: int) -> Actors:
    """The actors of a whole list, keys in order of the text."""
    members = together(scene, index)
    if len(members) == 1:
        return scene.actors[index]
    keys = tuple(dict.fromkeys(key for member in members for key in scene.actors[member].keys))
    own = scene.actors[index]
    return Actors(
        keys,
        scene.actors[members[0]].start,
        scene.actors[members[-1]].end,
        own.rule,
        own.offices,
        own.weight,
    )


def is_agent(scene: Setting, index: int, passive: frozenset[str]) -> bool:
    """Does a passive word stand before the actor, its head noun apart ("bị lực lượng tuần tra Trung Quốc bắt")?"""
    for place in range(index - 1, max(index - 2 - _AGENT_HEAD * scene.noun_first, -1), -1):
        unit = scene.units[place]
        if unit.sign in passive:
            return True
        if unit.kind != "word" or unit.sign in scene.lists["prepositions"] | scene.lists["breaks"]:
            return False
    return False
