"""When and where an act happens, as far as its own sentence tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from chancery.extract.anchors import Anchor
from chancery.extract.lines import Sentence
from chancery.extract.roles import Filler, weights
from chancery.extract.setting import Setting
from chancery.extract.times import When, resolve

_PLACE_REACH = 18
_COMMA = 6
"""How far a place may stand from its act, in units, and how many units a comma counts for."""


_PERIODS = frozenset({"goal", "years", "first-months", "quarter", "half"})
_SPANS = frozenset({"relative-year", "relative-month", "relative-week"})
_QUOTES = frozenset({"“", "”", '"'})
_OWNED = 4
_CLAUSE = 10
"""How many units before its verb a clause may begin."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A resolved date in a sentence: its units and ISO value."""

    unit: int
    iso: str
    coming: str | None = None  # what a bare weekday is for something planned


def dates_in(sentence: Sentence, anchor: Anchor) -> list[Dated]:
    """Every date of the sentence that can be resolved and is one that acts have: no goal, no period of statistics."""
    dated = []
    for index, unit in enumerate(sentence.line.units):
        if unit.kind == "time" and unit.value.reads not in _PERIODS and not _is_said(sentence, index):
            iso = resolve(unit.value, anchor)
            if iso is not None:
                dated.append(Dated(index, iso, _coming(unit.value, iso, anchor)))
    return dated


def _coming(when: When, iso: str, anchor: Anchor) -> str | None:
    """The next such weekday, where one is named without "last" or "next"."""
    if when.reads != "weekday" or when.unit or anchor.day is None or iso >= anchor.day.isoformat():
        return None
    return (date.fromisoformat(iso) + timedelta(days=7)).isoformat()


def _is_said(sentence: Sentence, index: int) -> bool:
    """Is it "today" in somebody's words, which is the day of speaking?"""
    units = sentence.line.units
    if units[index].value.reads != "relative-day":
        return False
    before = [unit.sign for unit in units[:index] if unit.sign in _QUOTES]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


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
        if candidate.unit > first:
            cost += w["date-since"] * sum(is_since(scene, place) for place in range(low + 1, high))
            cost += w["date-relative"] * sum(unit.sign in scene.lists["relatives"] for unit in between)
            if units[candidate.unit].value.reads in _SPANS:  # "the sixth such swap this year"
                cost += w["date-since"] * any(unit.sign in scene.lists["ordinals"] for unit in between)
        else:
            cost += w["date-since"] * _is_of_another(scene, candidate.unit, first)
        cost += w["date-owned"] * _is_owned(scene, candidate.unit, first)
        if candidate.unit < first:
            cost += w["date-before-and"] * sum(unit.sign in scene.lists["list"] - {","} for unit in between)
        if verbal and candidate.unit > first:
            cost += w["date-reason"] * sum(unit.sign in scene.lists["reasons"] for unit in between)
        cost += w["date-other-act"] * sum(low < other < high for other in others)
        if best is None or cost < best[0]:
            best = (cost, candidate)
    return best[1] if best is not None and -best[0] > w["date-floor"] else None


def is_since(scene: Setting, place: int) -> bool:
    """Does a word stand there that dates by something else: "after the attack", "since the visit"?"""
    following = scene.units[place + 1].sign if place + 1 < len(scene.units) else ""
    return scene.units[place].sign in scene.lists["since"] and following not in scene.lists["pointers"]


def _is_of_another(scene: Setting, at: int, first: int) -> bool:
    """Is a date before the act that of what it followed: "after the attack of April 22, India expelled"?"""
    if not any(unit.sign == "," for unit in scene.units[at:first]):
        return False
    for place in range(at - 1, max(at - _CLAUSE, -1), -1):
        if scene.units[place].sign in {",", ";", ":"}:
            return False
        if is_since(scene, place):
            return place < at - 1
    return False


def _is_owned(scene: Setting, at: int, first: int) -> bool:
    """Is it the date of the noun behind it, "last Saturday's incident", "the 2025 Games", and that noun not the act?"""
    after, units = at + 1, scene.units
    if after >= len(units) or after <= first <= after + _OWNED:
        return False
    if units[after].sign in scene.lists["possessive"]:
        return True
    when = units[at].value
    bare = when.reads == "date" and when.month is None and when.day is None
    return bare and units[at - 1].sign in scene.lists["determiners"] and units[after].kind not in {"mark", "time"}


def is_recalled(scene: Setting, first: int, source: int | None) -> bool:
    """Is the act told in a clause of its own behind "after" or "since", with its own subject?"""
    if source is None:
        return False
    for place in range(source - 1, max(source - _CLAUSE, -1), -1):
        if scene.units[place].sign in {",", ";", ":", "."} or place in scene.triggers:
            return False
        if is_since(scene, place):
            return source < first
    return False


def is_thanked_for(scene: Setting, first: int) -> bool:
    """Is an act only what another is about: "gratitude for the letter", "praised for its support"?"""
    for place in range(first - 1, max(first - 4, 0), -1):
        if scene.units[place].sign in scene.lists["reasons"]:
            return bool({place - 1, place - 2} & (scene.triggers | scene.nouns))
    return False


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
