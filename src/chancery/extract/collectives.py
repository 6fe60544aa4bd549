"""Who acts without being named: "Tajik officials", "Kyrgyz and Uzbek guards", "the Armenians" stand for their state."""

from __future__ import annotations

from dataclasses import replace

from chancery.extract.nounphrases import COLLECTIVE, QUALITY, Actors
from chancery.extract.setting import Setting
from chancery.ontology.places import places

_REACH = 5
"""How many words may stand between an adjective and the people or things it is said of."""
_WEIGHTS = {COLLECTIVE: -0.3, QUALITY: -0.9}


def with_collectives(scene: Setting) -> Setting:
    """The setting with adjectives, peoples and places as their states, in languages that list such groups."""
    if not scene.lists["collectives"]:
        return scene
    found = {
        index: actors
        for index, unit in enumerate(scene.units)
        if unit.kind in _STANDING and index not in scene.actors and (actors := _standing(scene, index))
    }
    found |= {
        index: replace(actors, rule=COLLECTIVE)
        for index, actors in scene.actors.items()
        if scene.units[index].kind in {"state", "metonym"}
        and (_of_group(scene, index) or _rule(scene, index) == COLLECTIVE)
    }
    return replace(scene, actors={**scene.actors, **found}) if found else scene


def _standing(scene: Setting, index: int) -> Actors | None:
    unit = scene.units[index]
    rule = QUALITY if unit.kind == "place" else _rule(scene, index)
    place = places().get(unit.value[0].id) if unit.kind == "place" else None
    code = place.state if place else unit.value[0].id
    if rule is None or not code or not scene.registry.is_known_state(code):
        return None
    return Actors((scene.registry.state(code),), unit.start, unit.end, rule, weight=_WEIGHTS[rule])


def _of_group(scene: Setting, index: int) -> bool:
    """Do people of the state stand before it: "the foreign ministers of Egypt"?"""
    if index < 2 or scene.units[index - 1].sign not in scene.lists["belonging"]:
        return False
    return scene.units[index - 2].sign in scene.lists["collectives"] or scene.units[index - 2].kind == "group"


def _rule(scene: Setting, index: int) -> str | None:
    """What an adjective is said of: a group that acts, anything else, or somebody named (then it stands for nobody)."""
    if scene.units[index].kind == "people":
        return COLLECTIVE
    said_of = None
    listed = False
    owner = index + 1 < len(scene.units) and scene.units[index + 1].sign in scene.lists["possessive"]
    for unit in scene.units[index + 1 + owner : index + 1 + owner + _REACH]:
        if unit.sign in scene.lists["collectives"] or unit.kind in {"gathering", "core"}:
            return COLLECTIVE
        if listed and unit.kind in {"organization", "reference"}:
            return COLLECTIVE
        listed = listed or unit.sign in scene.lists["list"]
        if unit.kind in {"adjective", "state"} or unit.sign in scene.lists["list"]:
            continue
        if unit.kind not in {"word", "modifier"} or unit.sign in scene.lists["ends of names"]:
            return None if unit.kind in _NAMED else said_of
        said_of = QUALITY
    return said_of


_STANDING = frozenset({"adjective", "people", "place"})
_NAMED = frozenset({"person", "organization", "reference", "name", "office", "media"})
