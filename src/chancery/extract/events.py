"""One event per happening in an article: acts of all sentences joined, dated by their scene, the main one marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chancery.extract.acts import Act
from chancery.extract.entities import Registry
from chancery.extract.roles import Filler, weights
from chancery.extract.times import Anchor
from chancery.model.findings import LocalEvent, Passage, Reason, Status
from chancery.ontology.acts import is_symmetric

_LEAD = 3
_SOMEWHERE = frozenset(
    {"meeting", "sign", "joint-statement", "briefing", "session", "accredit", "award", "upgrade-relations"}
)
"""Modes of acts that take place where the people are."""
_RECALLED = frozenset({"own"})


@dataclass(slots=True)
class _Happening:
    """Acts that tell of one happening."""

    type: str
    mode: str | None
    acts: list[Act] = field(default_factory=list)
    date: str | None = None
    dated_by_scene: bool = False
    place: str | None = None

    def roles(self, registry: Registry) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Sources and targets, the most specific known of each."""
        sides = []
        for role in ("source", "target"):
            keys: list[str] = []
            for act in sorted(self.acts, key=lambda a: -a.weight):
                filler: Filler | None = getattr(act, role)
                for key in filler.actors.keys if filler else ():
                    keys = _with(keys, key, registry)
            sides.append(tuple(keys))
        return sides[0], sides[1]


def _with(keys: list[str], key: str, registry: Registry) -> list[str]:
    """The keys with one more: a person replaces his state, a state adds nothing to its own people."""
    state = registry.state_of(key)
    if key in keys:
        return keys
    if registry.type_of(key) == "state":
        return keys if any(registry.state_of(held) == state for held in keys) else [*keys, key]
    return [held for held in keys if not (registry.type_of(held) == "state" and registry.state_of(held) == state)] + [
        key
    ]


def join(acts: Sequence[Act], registry: Registry, anchor: Anchor, dateline: str | None) -> tuple[LocalEvent, ...]:
    """The article's events, in the order they are first told."""
    happenings: list[_Happening] = []
    for act in acts:
        kind, _, mode = act.spec.act.partition("/")
        home = next(
            (h for h in happenings if (h.type, h.mode or "") == (kind, mode) and _same(h, act, registry)),
            None,
        )
        if home is None:
            home = _Happening(kind, mode or None)
            happenings.append(home)
        home.acts.append(act)
        home.date = _finer(home.date, act.date)
        home.place = home.place or act.place
    main = _main(happenings)
    _set_scene(happenings, main, registry, anchor, dateline)
    return tuple(_event(happening, registry, anchor, happening is main) for happening in happenings)


def _same(happening: _Happening, act: Act, registry: Registry) -> bool:
    """Could an act be the happening already told? Dates agree, and no side is held by somebody else."""
    if not dates_agree(happening.date, act.date):
        return False
    if act.spec.repeat and act.date != happening.date:
        return False
    mine, theirs = happening.roles(registry), _roles(act)
    if is_symmetric(happening.type) and act.spec.act != "CONSULT/visit":
        pools = (set(mine[0]) | set(mine[1]), set(theirs[0]) | set(theirs[1]))
        return _agree(pools[0], pools[1], registry) and _share(pools[0], pools[1], registry)
    pairs = [(set(a), set(b)) for a, b in zip(mine, theirs, strict=True)]
    return all(_agree(a, b, registry) for a, b in pairs) and any(_share(a, b, registry) for a, b in pairs)


def _roles(act: Act) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (
        act.source.actors.keys if act.source else (),
        act.target.actors.keys if act.target else (),
    )


def _agree(one: set[str], other: set[str], registry: Registry) -> bool:
    """Every member of the smaller side has somebody on the other it could be."""
    if not one or not other:
        return True
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return all(any(_could_be(a, b, registry) for b in large) for a in small)


def _share(one: set[str], other: set[str], registry: Registry) -> bool:
    return any(_could_be(a, b, registry) for a in one for b in other)


def _could_be(one: str, other: str, registry: Registry) -> bool:
    """The same actor, or a state and somebody of that state."""
    if one == other:
        return True
    kinds = {registry.type_of(one), registry.type_of(other)}
    return "state" in kinds and len(kinds) == 2 and registry.state_of(one) == registry.state_of(other) is not None


def dates_agree(one: str | None, other: str | None) -> bool:
    """May two dates be of one happening: either unknown, or one within the other?"""
    if one is None or other is None:
        return True
    a, b = span(one), span(other)
    return (a[0] >= b[0] and a[1] <= b[1]) or (b[0] >= a[0] and b[1] <= a[1])


def span(iso: str) -> tuple[str, str]:
    """First and last day of an ISO date or interval, as comparable strings."""
    first, _, last = iso.partition("/")
    last = last or first
    return first + "0000-01-01"[len(first) :], last + "9999-12-31"[len(last) :]


def _finer(one: str | None, other: str | None) -> str | None:
    """The more precise of two dates that agree; the first told when equally precise."""
    if one is None or other is None:
        return one or other
    a, b = span(one), span(other)
    return other if (b[0] >= a[0] and b[1] <= a[1] and a != b and "/" not in one) else one


def _main(happenings: list[_Happening]) -> _Happening | None:
    """What the article is about: the surest event of the headline and first sentences."""
    lead = [h for h in happenings if any(a.sentence.index < _LEAD and a.sentence.kind != "caption" for a in h.acts)]
    pool = lead or happenings
    if not pool:
        return None
    return max(pool, key=lambda h: (_prominence(h), -happenings.index(h)))


def _prominence(happening: _Happening) -> float:
    best = max(a.weight for a in happening.acts) + 0.3 * len(happening.acts)
    first = min(a.sentence.index for a in happening.acts)
    own = all(a.spec.when == "own" for a in happening.acts)
    return (
        best
        - 0.5 * first
        - (1.5 if own else 0.0)
        + (weights()["headline"] if any(a.sentence.kind == "title" for a in happening.acts) else 0.0)
    )


def _set_scene(
    happenings: list[_Happening], main: _Happening | None, registry: Registry, anchor: Anchor, dateline: str | None
) -> None:
    """Day and place of what is told as part of the scene: the main event, the visit it belongs to, the dateline."""
    day = _scene_day(main, anchor)
    cast = _cast(main, registry) if main is not None else set()
    for happening in happenings:
        if happening.date is None and day is not None and (happening is main or cast & _cast(happening, registry)):
            _date_by_scene(happening, day)
    visits = [h for h in happenings if (h.type, h.mode) == ("CONSULT", "visit") and h.place]
    for happening in happenings:
        if happening.place is None and happening.mode in _SOMEWHERE:
            happening.place = _place_of_visit(happening, visits, registry)
    if main is not None and main.place is None and main.mode in _SOMEWHERE and dateline is not None:
        main.place = dateline


def _scene_day(main: _Happening | None, anchor: Anchor) -> str | None:
    """The day the article reports on: that of its main event when known, else the day of publication."""
    if anchor.day is None:
        return None
    return main.date if main is not None and main.date and len(main.date) == 10 else anchor.published


def _cast(happening: _Happening, registry: Registry) -> set[str]:
    """Who takes part, persons and bodies together with their states."""
    keys = {key for side in happening.roles(registry) for key in side}
    return keys | {f"state:{code}" for key in keys if (code := registry.state_of(key))}


def _date_by_scene(happening: _Happening, day: str) -> None:
    """An undated act told as news of the day takes the scene's day; recalled or planned ones stay undated."""
    told = [
        a
        for a in happening.acts
        if a.spec.when == "scene" and a.judged.status in {"occurred", "denied"} and a.sentence.kind != "caption"
    ]
    if any(not a.noun or a.sentence.index < _LEAD for a in told):
        happening.date, happening.dated_by_scene = day, True


def _place_of_visit(happening: _Happening, visits: list[_Happening], registry: Registry) -> str | None:
    """Where the visit is made that an act belongs to: the visitor takes part, and the days agree."""
    people = {key for side in happening.roles(registry) for key in side}
    for visit in visits:
        visitors = set(visit.roles(registry)[0])
        if visitors & people and dates_agree(visit.date, happening.date):
            return visit.place
    return None


def _event(happening: _Happening, registry: Registry, anchor: Anchor, main: bool) -> LocalEvent:
    acts = sorted(happening.acts, key=lambda a: -a.weight)
    sources, targets = happening.roles(registry)
    targets = tuple(key for key in targets if key not in sources)
    status = _status(happening, anchor)
    passages: dict[tuple[int, int], Passage] = {}
    for act in acts:
        where = (act.sentence.start, act.sentence.end)
        passages.setdefault(where, Passage(start=where[0], end=where[1], rule=act.frame))
    confidence = 1.0
    for act in acts:
        confidence *= 1 - act.confidence
    return LocalEvent(
        type=happening.type,
        mode=happening.mode,
        status=status,
        date=happening.date,
        place=happening.place,
        sources=sources,
        targets=targets,
        confidence=min(round(1 - confidence, 2), 0.99),
        passages=tuple(passages.values()),
        reasons=_reasons(acts[0], happening, status),
        main=main,
    )


def _status(happening: _Happening, anchor: Anchor) -> Status:
    """The first explicit cue decides; a date that lies ahead of the publication makes a told act a planned one."""
    explicit = [a.judged for a in happening.acts if a.judged.first is not None]
    fixed = next((a.spec.status for a in happening.acts if a.spec.status), None)
    status: Status = "occurred"
    if explicit and explicit[0].status is not None:
        status = explicit[0].status
    elif fixed:
        status = fixed
    if happening.date and anchor.day:
        first, last = span(happening.date)
        if status == "occurred" and first > anchor.day.isoformat():
            return "planned"
        if status == "planned" and last < anchor.day.isoformat():
            return "occurred"
    return status


def _reasons(act: Act, happening: _Happening, status: Status) -> tuple[Reason, ...]:
    units = act.sentence.line.units
    w = weights()
    reasons = [
        Reason(
            role="act",
            start=units[act.first].start,
            end=units[act.last - 1].end,
            value=act.spec.act,
            rule=act.frame,
            weight=w["act-noun"] if act.noun else w["act-verb"],
        )
    ]
    for role in ("source", "target"):
        filler: Filler | None = getattr(act, role)
        if filler is not None:
            reasons.append(
                Reason(
                    role=role,
                    start=filler.actors.start,
                    end=filler.actors.end,
                    value=", ".join(filler.actors.keys),
                    rule=f"{filler.cue}; {filler.actors.rule}",
                    weight=round(filler.weight, 2),
                )
            )
    if happening.date:
        if act.date_unit is not None and act.date:
            unit = units[act.date_unit]
            reasons.append(
                Reason(
                    role="date",
                    start=unit.start,
                    end=unit.end,
                    value=happening.date,
                    rule=unit.value.reads,
                    weight=0.4,
                )
            )
        else:
            rule = "day of the scene" if happening.dated_by_scene else "another sentence"
            reasons.append(Reason(role="date", start=None, end=None, value=happening.date, rule=rule))
    judged = act.judged
    cue = (
        (units[judged.first].start, units[judged.last - 1].end)
        if judged.first is not None and judged.last
        else (None, None)
    )
    reasons.append(Reason(role="status", start=cue[0], end=cue[1], value=status, rule=judged.rule))
    return tuple(reasons)
