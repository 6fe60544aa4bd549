"""Who speaks: the actor that a reporting phrase of a sentence belongs to."""

from __future__ import annotations

from collections.abc import Collection

from chancery.extract.roles import Filler, _governed, _owned, find, weights
from chancery.extract.setting import Setting, joined
from chancery.lang.schema import Speech
from chancery.text.patterns import Found
from chancery.text.units import Unit

SPEAKERS = frozenset({"person", "organization", "state"})
GOES_ON = "goes on"
_CLOSING = frozenset({"”", '"', "»", "'", "’"})
_ENDS = _CLOSING | {","}
_STYLES = frozenset({"name", "adjective", "modifier", "core", "honorific"})
_BEFORE_NAME = 3
"""How much of an unknown title may stand before an inverted speaker: ", said Foreign Affairs spokesperson X"."""
_TAIL = 12
"""How many units may follow an outer speaker's verb: ", the ministry said in a statement on Monday."""


def speaker_of(
    scene: Setting, found: Found[str], spec: Speech, agents: Collection[str], joins: Collection[str]
) -> Filler | None:
    """The best speaker of a reporting phrase."""
    captured = found.role("speaker")
    if captured:
        actors = scene.actors.get(captured[0])
        return Filler(actors, "phrase", 1.8, captured[0]) if actors else None
    for at in (found.last, found.last + 1):
        if at and at in scene.actors and scene.units[at - 1].sign in agents:
            return Filler(scene.actors[at], "agent", 2.0, at)
    if is_nameless(scene, found.first):
        return None
    right = _inverted(scene, found) if spec.inverted else None
    left = _adjacent(scene, found.first) or find(scene, spec.speaker, found.first, found.last, SPEAKERS)
    if left is not None and left.cue == "late subject" and not _opens(scene, found.first, joins):
        left = None
    if right is not None and (left is None or right.weight > left.weight):
        return right
    return _going_on(scene, found.first, left, joins) or left


def is_outer(scene: Setting, found: Found[str], by: Filler, *, inverted: bool) -> bool:
    """Does the reporting clause close its sentence, so that all before it is what is said: "…, the ministry said"?"""
    units = scene.units
    tail = units[found.last :]
    goes_on = inverted and bool(tail) and tail[0].sign == ","  # "…, he said, adding that …"
    if not goes_on and (len(tail) > _TAIL or any(found.last <= at for at in scene.triggers)):
        return False
    if by.cue == "inverted":
        return True
    ending = units[found.last - 1].sign
    aside = not tail or ending in scene.lists["prepositions"] or _is_aside(scene, tail[0])
    if not aside or ending == ":" or ending in scene.lists["subordinators"]:
        return False
    start = by.unit - 1
    while start > 0 and (units[start].sign in scene.lists["determiners"] or units[start].kind == "honorific"):
        start -= 1
    return by.cue == "subject" and found.first - by.unit <= 3 and start > 3 and units[start].sign in _ENDS


def _is_aside(scene: Setting, unit: Unit) -> bool:
    """May a word behind the verb begin where, when or to whom it was said?"""
    return (
        unit.kind == "time"
        or unit.sign in scene.lists["prepositions"]
        or (unit.kind == "mark" and unit.sign not in {":", "“", "«"})
    )


def is_contrasted(scene: Setting, found: Found[str], by: Filler, contrasts: Collection[str]) -> bool:
    """Does a clause of its own begin with the speaker: "…, while the Thai minister accused …"?"""
    place = by.unit - 1
    while place > 0 and scene.units[place].sign in scene.lists["determiners"]:
        place -= 1
    return by.cue == "subject" and found.first - by.unit <= 3 and place > 3 and scene.units[place].sign in contrasts


def first_subject(scene: Setting, before: int) -> int | None:
    """The first actor of a sentence that is nobody's object or owner."""
    for index in range(before):
        actors = scene.actors.get(index)
        if actors is None or not any(scene.registry.type_of(key) in SPEAKERS for key in actors.keys):
            continue
        if not _governed(scene, index) and not _owned(scene, index):
            return index
    return None


def _opens(scene: Setting, first: int, joins: Collection[str]) -> bool:
    """Does the verb open its sentence, so that its subject may follow: "Stressing …, the ambassador said"?"""
    return all(
        unit.kind == "mark" or unit.sign in joins or unit.sign in scene.lists["adverbs"] for unit in scene.units[:first]
    )


def _going_on(scene: Setting, first: int, near: Filler | None, joins: Collection[str]) -> Filler | None:
    """Who began the sentence, when the verb goes on after "and", a comma or a semicolon: "…; đánh giá cao …"."""
    place = first - 1
    joined_by = False
    while place > 0 and (scene.units[place].sign in joins or scene.units[place].sign in scene.lists["adverbs"]):
        joined_by = joined_by or scene.units[place].sign in scene.lists["list"]
        place -= 1
    if place <= 0 or not (scene.units[place].sign in {",", ";"} or joined_by):
        return None
    start = first_subject(scene, place)
    done = scene.units[place].sign == ";" or any(verb < first for verb in scene.triggers | scene.nouns)
    if start is None or not done:
        return None
    if near is not None and near.weight >= weights()["speaker-floor"]:
        acted_on = any(verb < near.unit for verb in scene.triggers) and start < near.unit
        if not acted_on or near.cue != "subject":
            return None
    return Filler(joined(scene, start), GOES_ON, 1.0, start)


def _adjacent(scene: Setting, first: int) -> Filler | None:
    """Somebody named or pointed at right before the verb: "Complimenting Sall, he stated"."""
    place = first - 1
    while place > 0 and scene.units[place].sign in scene.lists["adverbs"]:
        place -= 1
    actors = scene.actors.get(place)
    if actors is None or scene.units[place].kind not in {"person", "reference"}:
        return None
    if _governed(scene, place) or not any(scene.registry.type_of(key) in SPEAKERS for key in actors.keys):
        return None
    return Filler(joined(scene, place), "subject", weights()["subject"] + actors.weight, place)


def is_nameless(scene: Setting, first: int) -> bool:
    """Is the subject of the verb a name or title that nobody is known by?"""
    place = first - 1
    while place > 0 and scene.units[place].sign in scene.lists["adverbs"]:
        place -= 1
    if place > 2 and scene.units[place].sign == ",":
        place -= 1  # ", its administrator, X, said"
    before = scene.units[place - 1] if place > 0 else None
    opens = before is None or before.kind == "mark"
    return place >= 0 and (scene.units[place].kind == "office" or (scene.units[place].kind == "name" and opens))


def _inverted(scene: Setting, found: Found[str]) -> Filler | None:
    """The speaker directly after the verb, the verb after a comma or closing quotation mark: "…, said X"."""
    before = scene.units[found.first - 1] if found.first else None
    after = found.last
    if before is None or before.sign not in _ENDS:
        return None
    while after < len(scene.units) and after - found.last < _BEFORE_NAME and scene.units[after].kind in _STYLES:
        after += 1
    if after in scene.actors and scene.units[after].kind in {"person", "reference", "organization"}:
        return Filler(scene.actors[after], "inverted", 2.2, after)
    return None
