"""Casting: who plays which role of an act, from what the cues of its frame propose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.extract.nounphrases import Actors, OfficeHeld, Pointer
from chancery.extract.roles import Filler, weights
from chancery.extract.setting import Setting, is_agent, joined, together
from chancery.lang.schema import Frame
from chancery.ontology.offices import LEADERS, offices
from chancery.ontology.places import places
from chancery.text.units import Unit

_TITLE_REACH = 5
_ENVOY_REACH = 5
_AIMED = frozenset({"ACCUSE", "REJECT", "SANCTION", "THREATEN", "REQUEST", "PROTEST", "MOBILIZE", "CONCEDE"})
"""Types of act that states do to each other."""
_STATE_KINDS = frozenset({"adjective", "people"})


def captured(scene: Setting, index: int) -> Filler | None:
    """A role that the phrase itself names; an adjective, a people or a place stands for its state."""
    unit = scene.units[index]
    if index in scene.actors:
        return Filler(joined(scene, index), "phrase", weights()["object"], index)
    if unit.kind in _STATE_KINDS:
        key = scene.registry.state(unit.value[0].id)
        return Filler(Actors((key,), unit.start, unit.end, unit.kind), "phrase", weights()["cue"], index)
    if unit.kind == "place":
        place = places().get(unit.value[0].id)
        if place and place.state:
            key = scene.registry.state(place.state)
            return Filler(
                Actors((key,), unit.start, unit.end, "place"),
                "phrase",
                weights()["adjective-owner"],
                index,
            )
    return None


def inner_agent(scene: Setting, first: int, passive: frozenset[str], allowed: frozenset[str]) -> Filler | None:
    """The agent between the passive marker and the verb: "được Quốc hội bầu"."""
    for index in range(first - 1, max(first - 4, 0), -1):
        if index in scene.actors and is_agent(scene, index, passive):
            return Filler(scene.actors[index], "agent", weights()["cue"], index)
    return None


def sides(source: Filler | None, target: Filler | None) -> tuple[Filler | None, Filler | None]:
    """Of a symmetric act whose actors were all found in one place, one each side."""
    both = source or target
    if both is None or (source is not None and target is not None) or len(both.actors.keys) < 2:
        return source, target
    a = both.actors
    return (
        Filler(
            Actors(a.keys[:1], a.start, a.end, a.rule, a.offices, a.weight),
            both.cue,
            both.weight,
            both.unit,
        ),
        Filler(
            Actors(a.keys[1:], a.start, a.end, a.rule, (), a.weight),
            both.cue,
            both.weight,
            both.unit,
        ),
    )


def apart(source: Filler | None, target: Filler | None) -> tuple[Filler | None, Filler | None]:
    """Nobody stands on both sides; what both cues propose stays where it weighs more."""
    if source is None or target is None:
        return source, target
    shared = set(source.actors.keys) & set(target.actors.keys)
    if not shared:
        return source, target
    if source.weight >= target.weight:
        return source, _without(target, shared)
    return _without(source, shared), target


def _without(filler: Filler, keys: set[str]) -> Filler | None:
    a = filler.actors
    kept = tuple(key for key in a.keys if key not in keys)
    return (
        Filler(
            Actors(kept, a.start, a.end, a.rule, a.offices, a.weight),
            filler.cue,
            filler.weight,
            filler.unit,
        )
        if kept
        else None
    )


def other_side(scene: Setting, source: Filler, main: Sequence[str]) -> Filler | None:
    """The other state of the article's main pair."""
    mine = {scene.registry.state_of(key) for key in source.actors.keys}
    pair = list(main[:2])
    if len(pair) < 2 or not mine & set(pair):
        return None
    other = next((code for code in pair if code not in mine), None)
    if other is None:
        return None
    a = source.actors
    return Filler(
        Actors(
            (scene.registry.state(other),),
            a.start,
            a.end,
            "main pair",
            weight=weights()["other-side"],
        ),
        "other",
        0.0,
        source.unit,
    )


Pair = tuple[Filler | None, Filler | None]


def completed(scene: Setting, frame: Frame, roles: Pair, main: Sequence[str], core: tuple[int, int]) -> Pair:
    """Source and target, what no cue told taken from what the frame says of it: `main-pair`, `host`, `other`, …."""
    source, target = doer(scene, frame, roles[0]), roles[1]
    target = abroad(scene, frame, source, target)
    first, last = core
    if source is None and target is None and "main-pair" in frame.source:
        source, target = main_pair(scene, main, first)
    if "host" in frame.target:
        target = host_near(scene, first, last) or target
    if "own-state" in frame.source and source is None and target is not None:
        source = own_state(scene, target, last)
    if source is None and target is not None and "other" in frame.source:
        source = other_side(scene, target, main)
    if target is None and source is not None:
        if "about" in frame.target:
            target = most_spoken_of(scene, source, main, first)
        if target is None and "main-pair" in frame.target:
            target = between_whom(scene, source, main)
        if target is None and ("other" in frame.target or (_is_aimed(frame) and "target" not in frame.borrow)):
            target = other_side(scene, source, main)
    elif target is not None and source is None and _is_aimed(frame):
        source = other_side(scene, target, main)
    return source, target


def _is_aimed(frame: Frame) -> bool:
    """Is an act one of those between two states, though its frame is content with one of them?"""
    mentioned = "two" in frame.needs or "target" in frame.borrow
    return frame.act.partition("/")[0] in _AIMED and not mentioned


def abroad(scene: Setting, frame: Frame, source: Filler | None, target: Filler | None) -> Filler | None:
    """Nobody pays a visit to his own state."""
    if frame.act != "CONSULT/visit" or source is None or target is None:
        return target
    home = {scene.registry.state_of(key) for key in source.actors.keys if scene.registry.type_of(key) == "person"}
    own = {key for key in target.actors.keys if scene.registry.state_of(key) in home - {None}}
    return _without(target, own) if own else target


def doer(scene: Setting, frame: Frame, source: Filler | None) -> Filler | None:
    """Relations are broken by a state, not by the embassy spoken of last."""
    if source is None or not frame.act.startswith("SANCTION/"):
        return source
    keys = [scene.registry.state_of(key) if ">" in key else None for key in source.actors.keys]
    if not any(keys):
        return source
    state = scene.registry.state(next(key for key in keys if key))
    return replace(source, actors=replace(source.actors, keys=(state,), rule="whose mission it is"))


def between_whom(scene: Setting, source: Filler, main: Sequence[str]) -> Filler | None:
    """Between whom somebody mediates when nobody is named: the states that the article is most about."""
    mine = {scene.registry.state_of(key) for key in source.actors.keys}
    codes = [code for code in main[:3] if code not in mine][:2]
    if len(codes) < 2:
        return None
    keys = tuple(scene.registry.state(code) for code in codes)
    a = source.actors
    return Filler(Actors(keys, a.start, a.end, "main pair", weight=weights()["other-side"]), "other", 0.0, source.unit)


def main_pair(scene: Setting, main: Sequence[str], first: int) -> tuple[Filler | None, Filler | None]:
    """The two states an article is about, where an act between states names nobody."""
    if len(main) < 2:
        return None, None
    at = scene.units[first]
    one, other = (
        Filler(Actors((scene.registry.state(code),), at.start, at.end, "main pair"), "main-pair", 0.0, first)
        for code in main[:2]
    )
    return one, other


def own_state(scene: Setting, target: Filler, last: int) -> Filler | None:
    """Who appoints or elects when nobody is named: the state whose title is given, else that of the one appointed."""
    title = title_after(scene.units, last)
    codes = [scene.registry.state_of(title.owner)] if title is not None else []
    codes += [scene.registry.state_of(key) for key in target.actors.keys]
    code = next((code for code in codes if code), None)
    if code is None:
        return None
    a = target.actors
    key = scene.registry.state(code)
    actors = Actors((key,), a.start, a.end, "state of the target", weight=weights()["other-side"])
    return Filler(actors, "own-state", 0.0, target.unit)


def host_near(scene: Setting, first: int, last: int) -> Filler | None:
    """Where an envoy named by the trigger or right after it is posted: recalling him is aimed at that state."""
    for index in range(first, min(last + _ENVOY_REACH, len(scene.units))):
        actors = scene.actors.get(index)
        if actors is None:
            continue
        hosts = [office.host for office in actors.offices] + [scene.registry.posts.get(key) for key in actors.keys]
        host = next((state for key in hosts if (state := scene.registry.state_of(key))), None)
        if host:
            posted = Actors((scene.registry.state(host),), actors.start, actors.end, "where he is posted")
            return Filler(posted, "host", weights()["cue"], index)
    return None


def state_of_place(scene: Setting, place: str | None, first: int) -> Filler | None:
    """Who arrests when nobody is named: the state where it happens."""
    known = places().get(place or "")
    code = known.state if known else place
    if not code or not scene.registry.is_known_state(code):
        return None
    at = scene.units[first]
    actors = Actors(
        (scene.registry.state(code),), at.start, at.end, "state of the place", weight=weights()["other-side"]
    )
    return Filler(actors, "place-state", 0.0, first)


def most_spoken_of(scene: Setting, source: Filler, main: Sequence[str], first: int) -> Filler | None:
    """Whom condolences or congratulations are for when nobody is named: the state the article is most about."""
    mine = {scene.registry.state_of(key) for key in source.actors.keys}
    if not main or main[0] in mine:
        return None
    at = scene.units[first]
    actors = Actors((scene.registry.state(main[0]),), at.start, at.end, "main state", weight=weights()["other-side"])
    return Filler(actors, "about", 0.0, first)


def title_after(units: Sequence[Unit], last: int) -> OfficeHeld | None:
    """The title that is given right after a trigger: "appointed Foreign Minister of Japan"."""
    for unit in units[last : last + _TITLE_REACH]:
        if isinstance(unit.value, Pointer) and unit.value.how == "office":
            return unit.value.office
        if unit.kind == "office":
            listed = unit.value[0]
            return OfficeHeld(listed.id, listed.portfolio, None, None, frozenset(), unit.start, unit.end)
    return None


def one_by_one(scene: Setting, target: Filler | None) -> list[Filler | None]:
    """A list of leaders met is a list of meetings: "he met the President, the Prime Minister and the Speaker"."""
    if target is None:
        return [None]
    members = [at for at in together(scene, target.unit) if at in scene.actors]
    if len(members) < 2 or not all(_leads(scene, at) for at in members):
        return [target]
    return [Filler(scene.actors[at], target.cue, target.weight, at) for at in members]


def _leads(scene: Setting, at: int) -> bool:
    return any(offices()[held.id].rank in LEADERS | {"speaker"} for held in scene.actors[at].offices)
