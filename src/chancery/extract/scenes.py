"""The scene of an article: the day and place it reports from, and what is told as part of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from chancery.extract.anchors import Anchor
from chancery.extract.entities import Registry
from chancery.extract.happenings import Happening, dates_agree

_DAY = len("2026-01-24")
_NEAR = 2
"""Days between two meetings of one stay."""
_FRESH = 1
"""How many days before publication the day of its news may lie."""
LEAD = 3
"""How many sentences are the lead of an article."""
_TOGETHER = {
    "CONSULT": frozenset({"meeting", "briefing", "multilateral", "third-party"}),
    "AGREE": frozenset({"agree", "sign", "joint-statement", "upgrade-relations", "establish-relations"}),
    "SUPPORT": frozenset({"thank", "award"}),
    "CONVENE": frozenset({"session", "conference", "summit"}),
    "APPOINT": frozenset({"accredit"}),
    "REQUEST": frozenset({"invite", "assist"}),
}
"""Acts that take place where the people are."""
_AT_HOME = {
    "PROTEST": frozenset({"note", "demo"}),
    "SANCTION": frozenset({"expel", "embargo"}),
    "COERCE": frozenset({"arrest", "restrict"}),
    "ACCUSE": frozenset({"investigate"}),
    "APPOINT": frozenset({"elect", "appoint", "dismiss"}),
    "CONVENE": frozenset({"congress"}),
    "RETREAT": frozenset({"resign"}),
}
"""Acts that take place in the state of who does them, or of who is appointed."""
_AT_THEIRS = frozenset({"AID", "ASSAULT"})
"""Acts that take place in the state of those who are helped or attacked."""


def set_scene(
    happenings: list[Happening], main: Happening | None, registry: Registry, anchor: Anchor, dateline: str | None
) -> None:
    """Day and place of what is told as part of the scene: the main event, the visit it belongs to, the dateline."""
    visits = [h for h in happenings if (h.type, h.mode) == ("CONSULT", "visit") and h.place]
    for happening in happenings:
        _by_visit_beside(happening, visits, registry)
    _set_days(happenings, main, visits, registry, anchor)
    for happening in happenings:
        if (happening.type, happening.mode) == ("PROTEST", "note"):
            happening.place = (
                _at_mission(happening, registry)
                or _by_nature(happening, registry)
                or _at_post(happening, registry)
                or happening.place
            )
        happening.place = happening.place or _at_mission(happening, registry)
        if happening.place is None and _is_together(happening):
            happening.place = _place_of_visit(happening, visits, registry)
    if main is not None:
        main.place = main.place or (dateline if _is_together(main) else None)
        _at_main(happenings, main, registry, undated=anchor.day is None)
    for happening in happenings:
        happening.place = happening.place or _by_nature(happening, registry)


def _set_days(
    happenings: Sequence[Happening],
    main: Happening | None,
    visits: Sequence[Happening],
    registry: Registry,
    anchor: Anchor,
) -> None:
    """The day of the scene for what is told undated as part of it, and a visit's days for what is planned for it."""
    day = _day(happenings, main, anchor)
    for happening in happenings:
        if happening.date is None and day and (happening is main or _is_of_scene(happening, main, registry, anchor)):
            pictured = main is not None and happening.type == main.type
            _date(happening, day, is_main=happening is main, pictured=pictured)
    for happening in happenings:
        if happening.date is None and _is_together(happening):
            happening.date = _days_of_visit(happening, visits, registry)


def _by_nature(happening: Happening, registry: Registry) -> str | None:
    """Arrests, elections and summonses are made at home; aid and attacks are where those live who get them."""
    sources, targets = happening.roles(registry)
    if happening.mode in _AT_HOME.get(happening.type, ()):
        told = (*sources, *targets) if happening.type == "APPOINT" else sources
    else:
        told = targets if happening.type in _AT_THEIRS else ()
    if happening.type == "CONVENE" or happening.mode == "briefing":
        states = {registry.state_of(key) for key in (*sources, *targets)}
        told = (*sources, *targets) if len(states) == 1 else told
    return next((state for state in map(registry.state_of, told) if state), None)


def _at_main(happenings: Sequence[Happening], main: Happening, registry: Registry, *, undated: bool) -> None:
    """What the people of the main event, or their states, do on those days, they do where it is."""
    stages = [main, *(h for h in happenings if min(a.sentence.index for a in h.acts) < LEAD)]
    stage = next((h for h in stages if h.place and _is_together(h)), None)
    if stage is None:
        return
    for happening in happenings:
        if happening.place is None and _is_together(happening):
            shared = _people(stage, registry) & _people(happening, registry)
            states = _cast(stage, registry) & _people(happening, registry) and happening.type != "CONSULT"
            third = happening.mode == "third-party" and _cast(stage, registry) & _people(happening, registry)
            same = _near(happening.date, stage.date) or (undated and happening.date == stage.date)
            if (shared or states or third or happening.dated_by_scene) and same:
                happening.place = stage.place


def _is_together(happening: Happening) -> bool:
    if happening.type == "REQUEST" and happening.date is None:
        return False
    return happening.mode in _TOGETHER.get(happening.type, ())


def _day(happenings: Sequence[Happening], main: Happening | None, anchor: Anchor) -> str | None:
    """The day the article reports on: its main event's when known, else the one its lead names, else publication."""
    known = main.date if main is not None and main.date and len(main.date) == _DAY else None
    earliest = (anchor.day - timedelta(days=_FRESH)).isoformat() if anchor.day else ""
    if known and main is not None and anchor.day is not None and (_is_together(main) or known >= earliest):
        return known if not anchor.is_ahead(known) else anchor.published
    own = {act.sentence.index for act in main.acts} if main is not None else set[int]()
    free = [a for h in happenings if h is main or h.type == "CONSULT" or _is_together(h) for a in h.acts]
    last = LEAD if anchor.day is not None or not own else min(own) + 1
    lead = [act for h in happenings for act in h.acts if act.sentence.index <= last and act.sentence.index < LEAD]
    lead = sorted((a for a in lead if a.sentence.index not in own or a in free), key=lambda a: a.sentence.index)
    days = [act.date for act in lead if act.date and len(act.date) == _DAY and act.judged.status != "planned"]
    if anchor.day is None:
        return days[0] if days else known
    return next((iso for iso in days if iso >= earliest and not anchor.is_ahead(iso)), anchor.published)


def _is_of_scene(happening: Happening, main: Happening | None, registry: Registry, anchor: Anchor) -> bool:
    """Is something told of the people of the main event, so that it may be news of the same day?"""
    if happening.type == "COOPERATE":
        return False  # it goes on
    people = _people(happening, registry)
    cast = _cast(main, registry) if main is not None else set()
    if anchor.day is None and not _is_together(happening):
        return main is not None and people <= _people(main, registry)
    nameless = all(registry.state_of(key) is None for key in people)
    return bool(cast & _cast(happening, registry)) or (nameless and _is_together(happening))


def _near(one: str | None, other: str | None) -> bool:
    """Are two days the same, or so near that both are of one stay?"""
    if one and other and ("/" in one or "/" in other):
        return dates_agree(one, other)
    if one is None or other is None or len(one) != _DAY or len(other) != _DAY:
        return one == other and one is not None
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= _NEAR


def _people(happening: Happening, registry: Registry) -> set[str]:
    return {key for side in happening.roles(registry) for key in side}


def _cast(happening: Happening, registry: Registry) -> set[str]:
    """Who takes part, persons and bodies together with their states."""
    keys = _people(happening, registry)
    return keys | {f"state:{code}" for key in keys if (code := registry.state_of(key))}


def _date(happening: Happening, day: str, *, is_main: bool, pictured: bool) -> None:
    """An undated act told as news of the day takes the scene's day; recalled or planned ones stay undated."""
    told = [
        a
        for a in happening.acts
        if (a.spec.when == "scene" or is_main)
        and not a.long_ago
        and a.judged.status in {"occurred", "denied"}
        and (a.sentence.kind != "caption" or pictured)
    ]
    if any(not a.noun or a.sentence.index < LEAD for a in told):
        happening.date, happening.dated_by_scene = day, True


def _by_visit_beside(happening: Happening, visits: Sequence[Happening], registry: Registry) -> None:
    """An agreement told together with the visit that brought it: "upgraded during the visit to Minsk in May"."""
    if happening.type != "AGREE":
        return
    told = {act.sentence.index for act in happening.acts}
    for visit in visits:
        beside = told & {act.sentence.index for act in visit.acts}
        agree = dates_agree(visit.date, happening.date)
        if beside and visit.date and agree and _cast(visit, registry) & _cast(happening, registry):
            happening.date = happening.date or (visit.date if "/" not in visit.date else None)
            happening.place = happening.place or visit.place
            return


def _at_mission(happening: Happening, registry: Registry) -> str | None:
    """What an embassy does, or what is done to it, is where it stands; an envoy meets where he is accredited."""
    for key in sorted(_people(happening, registry)):
        host = key.rpartition(">")[2] if ">" in key else None
        if host and registry.is_known_state(host):
            return host
    return _at_post(happening, registry) if _is_together(happening) else None


def _at_post(happening: Happening, registry: Registry) -> str | None:
    """Where an envoy is accredited whom people of that state meet or summon."""
    for key in sorted(_people(happening, registry)):
        state = registry.state_of(registry.posts.get(key))
        others = _people(happening, registry) - {key}
        if state and any(registry.state_of(other) in {state, None} for other in others):
            return state
    return None


def _days_of_visit(happening: Happening, visits: Sequence[Happening], registry: Registry) -> str | None:
    """What is planned for a planned visit, told right before, takes place in its days."""
    people = _people(happening, registry)
    told = min(act.sentence.index for act in happening.acts)
    before = [(act.sentence.index, visit) for visit in visits for act in visit.acts if act.sentence.index <= told]
    if not before or not all(act.judged.status == "planned" for act in happening.acts):
        return None
    _, visit = max(before, key=lambda found: found[0])
    ahead = any(act.judged.status == "planned" for act in visit.acts)
    return visit.date if ahead and set(visit.roles(registry)[0]) & people else None


def _place_of_visit(happening: Happening, visits: Sequence[Happening], registry: Registry) -> str | None:
    """Where the visit is made that an act belongs to: the visitor takes part, and the days agree."""
    people = _people(happening, registry)
    for visit in visits:
        if set(visit.roles(registry)[0]) & people and dates_agree(visit.date, happening.date):
            return visit.place
    return None
