"""When and where an act happens, as far as its own sentence tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chancery.extract.anchors import Anchor
from chancery.extract.lines import Sentence
from chancery.extract.roles import Filler, weights
from chancery.extract.setting import Setting
from chancery.extract.status import Judged
from chancery.extract.times import When, resolve
from chancery.ontology.places import places

_PLACE_REACH = 18
_COMMA = 6
"""How far a place may stand from its act, in units, and how many units a comma counts for."""


_AHEAD = frozenset({"planned", "proposed"})
_VAGUE_REACH = 8
_KIND_WORDS = 5
_PERIODS = frozenset({"goal", "years", "first-months", "quarter", "half"})
_SPANS = frozenset({"relative-year", "relative-month", "relative-week"})
_QUOTES = frozenset({"“", "”", '"'})
_OWNED = 4
_LATE = 2
_IN_CITIES = frozenset({"CONSULT", "AGREE", "CONVENE", "SUPPORT"})
_DAY, _LONG_PAST, _LONGEST = len("2026-01-24"), 90, 366
_CLAUSE = 10
"""How many units before its verb a clause may begin."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A resolved date in a sentence: its units and ISO value."""

    unit: int
    iso: str
    is_ahead: bool = False  # does it begin after the day of publication?
    coming: str | None = None  # what a bare weekday is for something planned


def dates_in(sentence: Sentence, anchor: Anchor) -> list[Dated]:
    """Every date of the sentence that can be resolved and is one that acts have: no goal, no period of statistics."""
    dated = []
    for index, unit in enumerate(sentence.line.units):
        if unit.kind == "time" and unit.value.reads not in _PERIODS and not _is_said(sentence, index):
            iso = resolve(unit.value, anchor)
            if iso is not None and _length(iso) <= _LONGEST:
                dated.append(Dated(index, iso, anchor.is_ahead(iso), _coming(unit.value, iso, anchor)))
    return dated


def _length(iso: str) -> int:
    """The days of an interval of days, else 1."""
    first, _, last = iso.partition("/")
    return (date.fromisoformat(last) - date.fromisoformat(first)).days if len(first) == len(last) == _DAY else 1


def _coming(when: When, iso: str, anchor: Anchor) -> str | None:
    """The next such weekday, where one is named without "last" or "next", or day of the year, where it is long past."""
    if when.reads == "date" and when.year is None and when.day and anchor.day is not None and len(iso) == _DAY:
        past = (anchor.day - date.fromisoformat(iso)).days
        return f"{int(iso[:4]) + 1}{iso[4:]}" if past > _LONG_PAST and iso[5:] != "02-29" else None
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
    scene: Setting, dated: list[Dated], core: tuple[int, int], others: list[int], *, verbal: bool, ahead: bool
) -> Dated | None:
    """The date that stands nearest to a trigger, with what lies between counted against it.

    What is thanked, blamed or asked for has dates of its own: behind "for", a `verbal` act is not dated. Beside
    an act that lies `ahead`, a date is of the verb that announces it: "said on Monday that it would".
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
            cost += w["date-since"] * sum(_is_since(scene, place) for place in range(low + 1, high))
            cost += w["date-relative"] * sum(unit.sign in scene.lists["relatives"] for unit in between)
            if units[candidate.unit].value.reads in _SPANS:  # "the sixth such swap this year"
                cost += w["date-since"] * any(unit.sign in scene.lists["ordinals"] for unit in between)
            told = range(last, candidate.unit)
        else:
            cost += w["date-since"] * _is_of_another(scene, candidate.unit, first)
            told = range(max(candidate.unit - 2, 0), first)
        if ahead:
            cost += w["date-owned"] * any(place in scene.triggers for place in told if place != candidate.unit)
        cost += w["date-owned"] * (_is_owned(scene, candidate.unit, first) or _is_due(scene, candidate.unit, first))
        if candidate.unit < first:
            cost += w["date-before-and"] * sum(unit.sign in scene.lists["list"] - {","} for unit in between)
        if verbal and candidate.unit > first:
            cost += w["date-reason"] * sum(unit.sign in scene.lists["reasons"] for unit in between)
        cost += w["date-other-act"] * sum(low < other < high for other in others)
        cost += w["date-other-act"] * any(unit.kind == "gathering" for unit in between[1:])
        if best is None or cost < best[0]:
            best = (cost, candidate)
    return best[1] if best is not None and -best[0] > w["date-floor"] else None


def date_of(
    scene: Setting,
    dated: list[Dated],
    core: tuple[int, int],
    others: list[int],
    judged: Judged,
    *,
    verbal: bool,
) -> Dated | None:
    """The date of an act; no `verbal` act told as done is dated by a day to come, which is of what it is about."""
    near = nearest(scene, dated, core, others, verbal=verbal, ahead=judged.status in _AHEAD)
    return None if near and verbal and judged.first is None and near.is_ahead else near


def is_of_no_day(
    scene: Setting, vague: Sequence[tuple[int, int]], core: tuple[int, int], subject: int | None, *, noun: bool
) -> bool:
    """Is an act only recalled: vaguely dated, before another act, or as what somebody is thanked for?"""
    first = core[0]
    long_ago = any(unit.sign in scene.lists["once"] for unit in scene.units[max(first - 3, 0) : core[1]])
    about = noun and _is_thanked_for(scene, first)
    return long_ago or about or _is_recalled(scene, first, subject) or _is_vague(scene, vague, core)


def _is_since(scene: Setting, place: int) -> bool:
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
        if _is_since(scene, place):
            return place < at - 1
    return False


def _is_owned(scene: Setting, at: int, first: int) -> bool:
    """Is it the date of the noun behind it, "last Saturday's incident", "the 2025 Games", and that noun not the act?"""
    after, units = at + 1, scene.units
    if after >= len(units) or after <= first <= after + _OWNED:
        return False
    if first > after and any(unit.sign in scene.lists["subordinators"] for unit in units[after:first]):
        return False  # "Saturday's incident, in which ships collided"
    if units[after].sign in scene.lists["possessive"]:
        return not any(unit.sign in scene.lists["meanwhile"] for unit in units[max(at - 4, 0) : at])
    when = units[at].value
    bare = when.reads == "date" and when.month is None and when.day is None
    return bare and units[at - 1].sign in scene.lists["determiners"] and units[after].kind not in {"mark", "time"}


def _is_due(scene: Setting, at: int, first: int) -> bool:
    """Is it a deadline, "to leave by May 21", or the day of what was told before: "the congress due in May, Japan"?"""
    before = scene.units[at - 1].sign if at else ""
    return before in scene.lists["deadlines"] or (at < first and before in scene.lists["dues"])


def _is_recalled(scene: Setting, first: int, source: int | None) -> bool:
    """Is the act told in a clause of its own behind "after" or "since", with its own subject?"""
    if source is None:
        return False
    for place in range(source - 1, max(source - _CLAUSE, -1), -1):
        if scene.units[place].sign in {",", ";", ":", "."} or place in scene.triggers:
            return False
        if _is_since(scene, place):
            return source < first
    return False


def _is_thanked_for(scene: Setting, first: int) -> bool:
    """Is an act only what another is about: "gratitude for the letter", "praised for its support"?"""
    for place in range(first - 1, max(first - 4, 0), -1):
        if scene.units[place].sign in scene.lists["reasons"]:
            return bool({place - 1, place - 2} & (scene.triggers | scene.nouns))
    return False


def is_precise(act: str) -> bool:
    """Is an act told with the city that it takes place in, and not only with the state?"""
    return act != "CONSULT/visit" and (act.partition("/")[0] in _IN_CITIES or act == "APPOINT/accredit")


def place_of(scene: Setting, first: int, preferred: Filler | None, *, precise: bool) -> str | None:
    """The state of the role that tells where, else the nearest place or state after a word of place.

    A city of that state said in the sentence is told instead, if the act is one that a `precise` place is told of.
    """
    state = scene.registry.state_of(preferred.actors.keys[0]) if preferred is not None else None
    if state and not precise:
        return state
    best: tuple[int, str] | None = None
    named: dict[int, str] = {}
    for index in range(len(scene.units)):
        name = _place_at(scene, index)
        if name is None:
            continue
        named[index] = name
        low, high = sorted((index, first))
        distance = high - low + _COMMA * sum(unit.sign == "," for unit in scene.units[low:high])
        if distance <= _PLACE_REACH and (best is None or distance < best[0]):
            best = (distance, name)
    if state:
        return best[1] if best and _is_city_of(best[1], state) else state
    return best[1] if best else _only_place(scene, named)


def _is_city_of(name: str, state: str) -> bool:
    place = places().get(name)
    return place is not None and place.kind == "city" and place.state == state


def _only_place(scene: Setting, named: Mapping[int, str]) -> str | None:
    """The one city or venue that a sentence says something is in or at, however far from the act."""
    said = {name for at, name in named.items() if name in places() and _is_at(scene, at)}
    return said.pop() if len(said) == 1 and len(set(named.values())) == 1 else None


def _is_at(scene: Setting, index: int) -> bool:
    before = scene.units[_outside(scene, index)].sign
    return before in scene.lists["at"] or before == "("


def _outside(scene: Setting, index: int) -> int:
    """The unit before a place, past words for what kind of place it is: "in the capital", "tại thủ đô"."""
    at = index - 1
    while at > max(index - _KIND_WORDS, 0) and scene.units[at].sign in scene.lists["placewords"]:
        at -= 1
    return at


def _place_at(scene: Setting, index: int) -> str | None:
    """The place that a unit names where a word of place stands before it: "in Minsk", "ở Nga"; or where it hosts."""
    unit, before = scene.units[index], scene.units[_outside(scene, index)].sign if index else ""
    if unit.kind == "name":
        return _town(scene, index)
    if unit.kind == "place":
        behind = scene.units[index + 1].sign if index + 1 < len(scene.units) else ""
        bracketed = before == "(" and behind == ")" and index > _LATE
        said = before in scene.lists["prepositions"] or before in scene.lists["determiners"]
        name: str = unit.value[0].id
        return name if said or bracketed or _is_host(scene, index) else None
    if unit.kind not in {"state", "metonym"} or index not in scene.actors:
        return None
    if before in scene.lists["determiners"] and index > 1:
        before = scene.units[index - 2].sign
    at = before in scene.lists["at"] or _is_host(scene, index)
    return scene.registry.state_of(scene.actors[index].keys[0]) if at else None


def _town(scene: Setting, index: int) -> str | None:
    """A place that nobody lists, if its state is named behind it: "in Gyeongju, South Korea"."""
    if index == 0 or not _is_at(scene, index) or not _names_its_state(scene, index):
        return None
    words: list[str] = scene.units[index].value.split()
    while len(words) > 1 and words[0].lower() in scene.lists["placewords"]:
        words = words[1:]
    return " ".join(words)


def _is_host(scene: Setting, index: int) -> bool:
    """Does a word for hosting follow: "Chisinau will host a meeting"?"""
    return any(unit.sign in scene.lists["hosting"] for unit in scene.units[index + 1 : index + 3])


def _names_its_state(scene: Setting, index: int) -> bool:
    """Does a comma or bracket with a state follow a name: "in Gyeongju, South Korea"?"""
    behind = scene.units[index + 1 : index + 3]
    return len(behind) == 2 and behind[0].sign in {",", "("} and behind[1].kind in {"state", "metonym"}


def _is_vague(scene: Setting, vague: Sequence[tuple[int, int]], core: tuple[int, int]) -> bool:
    """Does a vague time ("recently", "in the past") stand beside the trigger, nothing but words between?"""
    for first, last in vague:
        low, high = (last, core[0]) if last <= core[0] else (core[1], first)
        between = scene.units[low:high]
        if len(between) <= _VAGUE_REACH and not any(unit.kind == "time" for unit in between):
            marks = sum(unit.kind == "mark" for unit in between)
            if not marks or (marks == 1 and first == 0):
                return True
    return False
