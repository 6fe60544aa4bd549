"""Who fills a role of an act: candidates by cue, weighed by where they stand.

The weights are in `weights.yaml`; their sum, part by part, is what `why` shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from chancery.extract.nounphrases import COLLECTIVE, QUALITY, Actors
from chancery.extract.setting import Setting, is_agent, joined, together
from chancery.ontology.decode import decode_yaml
from chancery.text.patterns import split_signs


@cache
def weights() -> Mapping[str, float]:
    """The weights of role candidates, statuses and confidence, by name."""
    return decode_yaml(files("chancery.extract") / "weights.yaml", dict[str, float])


@dataclass(frozen=True, slots=True)
class Filler:
    """A candidate for a role: the actors, the cue that proposed them and what they weigh."""

    actors: Actors
    cue: str
    weight: float
    unit: int


def find(scene: Setting, cues: Sequence[str], first: int, last: int, allowed: frozenset[str]) -> Filler | None:
    """The best filler of a role around the trigger units[first:last], or None when no cue proposes one."""
    best: Filler | None = None
    for rank, cue in enumerate(cues):
        if cue in _CAST:
            continue
        filler = _by_cue(scene, cue, first, last, allowed)
        if filler is not None:
            filler = Filler(filler.actors, filler.cue, filler.weight - rank * weights()["cue-rank"], filler.unit)
            if best is None or filler.weight > best.weight:
                best = filler
    return best if best is not None and best.weight > weights()["role-floor"] else None


_RELATIVE_REACH = 5
_VERB_WORDS = 2
_OPENING = 8
_AGENT_REACH = 5
_DECIDED = 7
_BODIES = frozenset({"organization", "reference"})
"""What acts as a body does, though it stands for its state: "South Korea's trade minister"."""
_LISTED = 7
_PLACED = frozenset({"subject", "object", "possessive", "after-comma"})
_CAST = frozenset({"other", "own-state", "main-pair", "place-state", "about", "host"})
"""Cues that say where an actor stands, and those that casting knows; any other is a word."""


def _by_cue(scene: Setting, cue: str, first: int, last: int, allowed: frozenset[str]) -> Filler | None:
    left, case = cue.startswith("<"), cue.removeprefix("<")
    wanted = frozenset({case[1:]}) if case.startswith("=") else scene.cases.get(case)
    if wanted:
        fitting = {at: actors for at, actors in scene.actors.items() if not actors.cases or actors.cases & wanted}
        scene = replace(scene, actors=fitting)
    if case.startswith("="):
        return _subject(scene, first, last, allowed) if left else _object(scene, last, allowed)
    if cue not in _PLACED:
        return _by_word(scene, cue, first, last, allowed)
    if cue == "subject":
        return _subject(scene, first, last, allowed)
    if cue == "object":
        return _object(scene, last, allowed)
    return _possessive(scene, first, allowed) if cue == "possessive" else _late_subject(scene, 0, last, allowed)


def _by_word(scene: Setting, cue: str, first: int, last: int, allowed: frozenset[str]) -> Filler | None:
    if cue.startswith("<"):
        return _left_of(scene, split_signs(cue[1:]), cue, first, allowed)
    return _right_of(scene, split_signs(cue), cue, last, allowed)


def _may_fill(scene: Setting, index: int, allowed: frozenset[str]) -> bool:
    actors = scene.actors.get(index)
    if actors is None or (actors.rule == QUALITY and "person" in allowed):
        return False
    return (
        not allowed
        or any(scene.registry.type_of(key) in allowed for key in actors.keys)
        or ("organization" in allowed and (actors.rule == COLLECTIVE or scene.units[index].kind in _BODIES))
    )


def _breaks(scene: Setting, first: int, last: int) -> float:
    """What lies between two places of a sentence and speaks against their belonging together."""
    w = weights()
    cost = 0.0
    for index in range(first, last):
        unit = scene.units[index]
        if unit.sign == ",":
            cost += w["comma"]
        elif unit.sign in {";", ":", "–", "—"}:
            cost += w["semicolon"]
        elif unit.sign in {"“", "”", '"', "«", "»"}:
            cost += w["quotation-mark"]
        elif unit.sign in scene.lists["breaks"]:
            cost += w["subordinator"]
        if index in scene.triggers:
            cost += w["other-verb"]
        elif index in scene.nouns:
            cost += w["other-noun"]
    return cost


def _governed(scene: Setting, index: int) -> bool:
    """Does a preposition stand before the actor (articles and adjectives apart)?"""
    place = index - 1
    while place >= 0 and (
        scene.units[place].sign in scene.lists["determiners"] or scene.units[place].kind in {"adjective", "honorific"}
    ):
        place -= 1
    members = together(scene, index)
    if members[0] != index:
        return _governed(scene, members[0])
    return place >= 0 and scene.units[place].sign in scene.lists["prepositions"] and not _leads_on(scene, place)


def _follows_in_list(scene: Setting, index: int) -> bool:
    """Do people without a name come after somebody named: "Minister X and a Japanese delegation"?"""
    if scene.actors[index].rule != COLLECTIVE and scene.units[index].kind != "organization":
        return False
    place = index - 1
    while place > index - _LISTED and place > 0:
        unit = scene.units[place]
        if unit.kind == "word" and unit.sign in scene.lists["list"] and unit.sign != "-":
            before = scene.units[place - 1]
            return before.kind == "person" or (before.kind == "reference" and place - 1 in scene.actors)
        if unit.kind not in {"word", "modifier"} and unit.sign != "-":
            return False
        place -= 1
    return False


def _leads_on(scene: Setting, place: int) -> bool:
    """Does a preposition bring in who counts: "a delegation led by Minister X", "leaders of Egypt and Iraq"?"""
    before = scene.units[max(place - 1, 0)]
    if before.sign in scene.lists["led"]:
        return True
    groups = before.sign in scene.lists["collectives"] or before.kind == "group"
    return groups and scene.units[place].sign in scene.lists["belonging"]


def _owned(scene: Setting, index: int) -> bool:
    """Is the actor the owner of what follows ("Russia's …"), not of those who act for it ("Russia's forces")?"""
    if scene.actors[index].rule == COLLECTIVE:
        return False
    return index + 1 < len(scene.units) and scene.units[index + 1].sign in scene.lists["possessive"]


def _modifies(scene: Setting, index: int) -> bool:
    """Where the noun comes first, does a state after a plain noun only qualify it ("chính giới Belarus")?"""
    if not scene.noun_first or scene.units[index].kind != "state" or index == 0:
        return False
    before = scene.units[index - 1]
    if any(place in scene.triggers for place in range(max(index - _VERB_WORDS, 0), index)):
        return False  # "tố Nga tấn công"
    return before.kind == "word" and not any(
        before.sign in scene.lists[name] for name in ("prepositions", "determiners", "breaks", "list", "openers")
    )


def _subject(scene: Setting, first: int, last: int, allowed: frozenset[str]) -> Filler | None:
    best: Filler | None = _antecedent(scene, first, allowed)
    if best is not None:
        return best
    for index in range(first - 1, -1, -1):
        if not _may_fill(scene, index, allowed) or scene.actors[index].rule == QUALITY:
            continue
        weight = _subject_weight(scene, index, first)
        if best is None or weight > best.weight:
            best = Filler(joined(scene, index), "subject", weight, index)
    if best is not None and best.weight > weights()["role-floor"]:
        return best
    return _late_subject(scene, first, last, allowed) or best


def _subject_weight(scene: Setting, index: int, first: int) -> float:
    """How likely an actor is the subject of the trigger at `first`."""
    w = weights()
    weight = w["subject"] - w["distance"] * (first - index) + scene.actors[index].weight
    weight -= _breaks(scene, index + 1, first)
    if _after_and(scene, first):
        if any(verb < index for verb in scene.triggers):
            weight -= w["object-before-and"]
        else:  # the subject of all the verbs before
            weight += w["other-verb"] * sum(index < verb < first for verb in scene.triggers)
    if first in scene.nouns and any(index < verb < first for verb in scene.triggers):
        weight -= w["object-of-verb"]
    if _follows_in_list(scene, index):
        weight -= w["companions"]
    if first in scene.gerunds and first > 1 and scene.units[first - 1].sign == ",":
        weight += _beyond_comma(scene, index, first)
    if _governed(scene, index) and not _decides(scene, index, first) and not _opens_clause(scene, index, first):
        weight -= w["governed"]
    if _owned(scene, index) and not _decides(scene, index, first):
        weight -= w["owned"]
    if (
        scene.noun_first
        and is_agent(scene, index, scene.lists["passive"])
        and any(index < v < first for v in scene.triggers)
    ):
        weight -= w["owned"]  # who did to the subject what stands between: "được Thái Lan thả sau khi bị giam"
    return weight - (w["modifier"] if _modifies(scene, index) else 0.0)


def _did_before(scene: Setting, index: int, first: int) -> bool:
    """Did the actor do to the subject what stands before the trigger: "được Thái Lan thả sau khi bị giam"?"""
    if not scene.noun_first or not is_agent(scene, index, scene.lists["passive"]):
        return False
    return any(index - _AGENT_REACH < verb < first for verb in scene.triggers)


def _decides(scene: Setting, index: int, first: int) -> bool:
    """Does what somebody decided stand between: "France's decision to recall", "a move by Iran to ban"?"""
    if first - index > _DECIDED:
        return False
    before = scene.units[max(index - 3, 0) : index] if _governed(scene, index) else []
    return any(unit.sign in scene.lists["deeds"] for unit in (*before, *scene.units[index + 1 : first]))


def _after_and(scene: Setting, first: int) -> bool:
    """Does a verb go on after "and" with the subject of the one before, not with its object?

    Where verbs have no forms, a comma is enough: "hội kiến Thủ tướng A, gặp Bộ trưởng B".
    """
    place = first - 1
    while place > 0 and scene.units[place].sign in scene.lists["adverbs"]:
        place -= 1
    sign = scene.units[place].sign
    return place > 0 and sign in scene.lists["list"] and (sign != "," or scene.noun_first)


def _beyond_comma(scene: Setting, index: int, first: int) -> float:
    """A participle after a comma has the subject of the verbs before, not their object: "shut its embassy, blaming"."""
    w = weights()
    if any(verb < index for verb in scene.triggers):
        return -2 * w["object-before-and"]
    return (w["other-verb"] + w["comma"]) * sum(index < verb < first for verb in scene.triggers)


def _opens_clause(scene: Setting, index: int, first: int) -> bool:
    """Is what stands before an actor no preposition but the opening of his clause: "after Kenyan police arrested"?"""
    place = index - 1
    while place > 0 and scene.units[place].sign in scene.lists["determiners"]:
        place -= 1
    opened = scene.units[place].sign in scene.lists["breaks"] and first not in scene.nouns | scene.gerunds
    between = scene.units[index + 1 : first]
    return opened and len(between) < _RELATIVE_REACH and not any(unit.kind == "mark" for unit in between)


def _antecedent(scene: Setting, first: int, allowed: frozenset[str]) -> Filler | None:
    """Whom a relative pronoun before the trigger stands for: "Niinistö, who was yesterday elected"."""
    for index in range(first - 1, max(first - _RELATIVE_REACH, 0), -1):
        unit = scene.units[index]
        if index in scene.actors or index in scene.triggers:
            return None
        if unit.sign in scene.lists["relatives"]:
            place = index - 2 if scene.units[index - 1].sign == "," else index - 1
            if place >= 0 and _may_fill(scene, place, allowed):
                return Filler(joined(scene, place), "relative", weights()["subject"], place)
            return None
    return None


def _late_subject(scene: Setting, first: int, last: int, allowed: frozenset[str]) -> Filler | None:
    """A participle opens the sentence and its subject follows the comma: "Stressing …, the ambassador said"."""
    w = weights()
    nobody_yet = scene.noun_first and not any(at in scene.actors for at in range(first))
    if first > (_OPENING if nobody_yet else 2) and first not in scene.gerunds:
        return None
    for index in range(last, len(scene.units)):
        if scene.units[index].sign == "," and index + 1 < len(scene.units):
            for place in range(index + 1, min(index + 4, len(scene.units))):
                if scene.units[place].sign in scene.lists["subordinators"]:
                    break  # "In Paris, when Merkel arrived, Macron said"
                if _may_fill(scene, place, allowed) and not _governed(scene, place) and not _owned(scene, place):
                    return Filler(joined(scene, place), "late subject", w["late-subject"], place)
    return None


def _object(scene: Setting, last: int, allowed: frozenset[str]) -> Filler | None:
    w = weights()
    best: Filler | None = None
    for index in range(last, min(last + 14, len(scene.units))):
        if not _may_fill(scene, index, allowed):
            continue
        between = scene.units[last:index]
        prepositions: float = sum(
            unit.sign in scene.lists["prepositions"] and not _leads_on(scene, at)
            for at, unit in enumerate(between, start=last)
        )
        if scene.actors[index].cases and not _governed(scene, index):
            prepositions *= 0.5  # its case says that it hangs on none of them
        weight = (
            w["object"]
            - w["object-distance"] * (index - last)
            - w["governed-object"] * prepositions
            - _breaks(scene, last, index)
            + scene.actors[index].weight
        )
        if _owned(scene, index):
            weight -= w["object-owner"]
        if scene.noun_first:  # the next clause, for objects follow their verbs at once
            weight -= w["governed"] * sum(unit.sign == "," for unit in between)
        if best is None or weight > best.weight:
            best = Filler(joined(scene, index), "object", weight, index)
    return best


def _possessive(scene: Setting, first: int, allowed: frozenset[str]) -> Filler | None:
    w = weights()
    for index in range(first - 1, max(first - 6, -1), -1):
        unit = scene.units[index]
        if _may_fill(scene, index, allowed) and (_owned(scene, index) or index == first - 1):
            return Filler(
                joined(scene, index),
                "possessive",
                w["possessive"] - w["distance"] * (first - index),
                index,
            )
        if unit.kind == "adjective" and (not allowed or "state" in allowed):
            key = scene.registry.state(unit.value[0].id)
            return Filler(
                Actors((key,), unit.start, unit.end, "adjective"),
                "possessive",
                w["adjective-owner"],
                index,
            )
        if unit.kind == "mark":
            return None
    return None


def _right_of(scene: Setting, cue: list[str], name: str, last: int, allowed: frozenset[str]) -> Filler | None:
    w = weights()
    start = max(last - len(cue), 0)  # the cue may be the trigger's own last word
    for place in range(start, min(last + 40, len(scene.units) - len(cue))):
        if [unit.sign for unit in scene.units[place : place + len(cue)]] != cue:
            continue
        index = _following_actor(scene, place + len(cue), allowed, inside=name in scene.lists["towards"])
        if index is not None:
            weight = (
                w["cue"]
                - w["cue-distance"] * max(place - last, 0)
                - _breaks(scene, last, place)
                + scene.actors[index].weight
            )
            if _owned(scene, index):
                weight -= w["object-owner"]
            return Filler(joined(scene, index), name, weight, index)
    return None


def _left_of(scene: Setting, cue: list[str], name: str, first: int, allowed: frozenset[str]) -> Filler | None:
    w = weights()
    for place in range(first - len(cue) - 1, -1, -1):
        if [unit.sign for unit in scene.units[place : place + len(cue)]] != cue:
            continue
        index = _following_actor(scene, place + len(cue), allowed)
        if index is not None and index < first:
            weight = (
                w["cue"]
                - w["cue-distance"] * (first - index)
                - _breaks(scene, index + 1, first)
                + scene.actors[index].weight
            )
            return Filler(joined(scene, index), name, weight, index)
    return None


def _following_actor(scene: Setting, place: int, allowed: frozenset[str], *, inside: bool = False) -> int | None:
    """The actor that a preposition governs: the first within a few words, no mark or other preposition between."""
    for index in range(place, min(place + 7, len(scene.units))):
        if _may_fill(scene, index, allowed):
            return index
        unit = scene.units[index]
        if unit.sign in scene.lists["at"] and inside and index > place:
            return _following_actor(scene, index + 1, allowed, inside=False)  # "to a hospital in Fiji"
        if unit.kind == "mark" or unit.sign in scene.lists["prepositions"] or index in scene.triggers:
            return None
    return None
