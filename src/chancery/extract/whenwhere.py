"""When and where an act happens, as far as its own sentence tells."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.extract.lines import Sentence
from chancery.extract.roles import Filler, weights
from chancery.extract.setting import Setting
from chancery.extract.times import Anchor, resolve

_PLACE_REACH = 18
_COMMA = 6
"""How far a place may stand from its act, in units, and how many units a comma counts for."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A resolved date in a sentence: its units and ISO value."""

    unit: int
    iso: str


def dates_in(sentence: Sentence, anchor: Anchor) -> list[Dated]:
    """Every date of the sentence that can be resolved."""
    dated = []
    for index, unit in enumerate(sentence.line.units):
        if unit.kind == "time":
            iso = resolve(unit.value, anchor)
            if iso is not None:
                dated.append(Dated(index, iso))
    return dated


def nearest(
    scene: Setting, dated: list[Dated], core: tuple[int, int], others: list[int], *, verbal: bool
) -> Dated | None:
    """The date that stands nearest to a trigger, with what lies between counted against it.

    What is thanked, blamed or asked for has dates of its own: behind "for", a `verbal` act is not dated.
    """
    units, w = scene.units, weights()
    first, last = core
    best: tuple[float, Dated] | None = None
    for candidate in dated:
        low, high = sorted((candidate.unit, first if candidate.unit < first else last))
        between = units[low:high]
        cost = w["date-distance"] * (high - low)
        cost += w["date-comma"] * sum(unit.sign in {",", "(", ")"} for unit in between)
        cost += 2 * w["date-other-act"] * sum(unit.sign in {";", ":"} for unit in between)
        cost += w["date-since"] * sum(unit.sign in scene.lists["since"] for unit in between if candidate.unit > first)
        if candidate.unit < first:
            cost += w["date-before-and"] * sum(unit.sign in scene.lists["list"] - {","} for unit in between)
        if verbal and candidate.unit > first:
            cost += w["date-reason"] * sum(unit.sign in scene.lists["reasons"] for unit in between)
        cost += w["date-other-act"] * sum(low < other < high for other in others)
        if best is None or cost < best[0]:
            best = (cost, candidate)
    return best[1] if best is not None and -best[0] > w["date-floor"] else None


def place_of(scene: Setting, first: int, preferred: Filler | None) -> str | None:
    """The state of the role that tells where, else the nearest place or state after a word of place."""
    if preferred is not None:
        state = scene.registry.state_of(preferred.actors.keys[0])
        if state:
            return state
    best: tuple[int, str] | None = None
    for index in range(1, len(scene.units)):
        named = _place_at(scene, index)
        low, high = sorted((index, first))
        distance = high - low + _COMMA * sum(unit.sign == "," for unit in scene.units[low:high])
        if named and distance <= _PLACE_REACH and (best is None or distance < best[0]):
            best = (distance, named)
    return best[1] if best else None


def _place_at(scene: Setting, index: int) -> str | None:
    """The place that a unit names where a word of place stands before it: "in Minsk", "ở Nga"."""
    unit, before = scene.units[index], scene.units[index - 1]
    if unit.kind == "place" and (
        before.sign in scene.lists["prepositions"] or before.sign in scene.lists["determiners"]
    ):
        name: str = unit.value[0].id
        return name
    if before.sign in scene.lists["determiners"] and index > 1:
        before = scene.units[index - 2]
    if unit.kind in {"state", "metonym"} and before.sign in scene.lists["at"] and index in scene.actors:
        return scene.registry.state_of(scene.actors[index].keys[0])
    return None
