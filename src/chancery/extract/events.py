"""One event per happening in an article: acts of all sentences joined, dated by their scene, the main one marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from chancery.extract.acts import Act
from chancery.extract.anchors import Anchor
from chancery.extract.decision import Proposed, model
from chancery.extract.entities import Registry
from chancery.extract.features import Features, of_event
from chancery.extract.happenings import Happening, dates_agree, span
from chancery.extract.roles import Filler, weights
from chancery.extract.scenes import LEAD, set_scene
from chancery.model.findings import LocalEvent, Passage, Reason, Status
from chancery.ontology.acts import is_symmetric
from chancery.ontology.places import places

_APART = frozenset({"AGREE/agree"})
"""Acts that, undated, are another happening in every sentence."""
_GUESSED = frozenset({"subject", "late subject", "object", "after-comma", "other", "main-pair"})
_ECHO = -9.0
"""The weight of an act that only names again what was told before."""
_BRIEF = frozenset({"title", "caption"})
"""Lines that tell of "a US citizen" whom the body names."""
_DAY, _WEEK = len("2026-01-24"), 6
_LONG_AGO = 60
"""Days after which what an article tells is no longer its news."""


def join(
    acts: Sequence[Act], registry: Registry, anchor: Anchor, dateline: str | None, sentences: int
) -> tuple[Proposed[LocalEvent], ...]:
    """The article's events, in the order they are first told."""
    happenings: list[Happening] = []
    for read in acts:
        act = read
        kind, _, mode = act.spec.act.partition("/")
        told = [h for h in happenings if (h.type, h.mode or "") == (kind, mode)]
        home = next((h for h in told if _same(h, act, registry) and not _recalled(h, act, anchor)), None)
        if home is None and _may_echo(act):
            home = next((h for h in told if _echoes(h, act, registry)), None)
            act = read if home is None else replace(read, source=None, target=None, weight=_ECHO)
        if home is None:
            home = Happening(kind, mode or None)
            happenings.append(home)
        home.acts.append(act)
        home.date = _finer(home.date, act.date, is_visit=act.spec.act == "CONSULT/visit")
        home.place = _closer(home.place, act.place)
    main = _main(happenings)
    set_scene(happenings, main, registry, anchor, dateline)
    return tuple(_event(happening, registry, anchor, happening is main, sentences) for happening in happenings)


def _may_echo(act: Act) -> bool:
    """Is an act only named, undated, and who did it guessed from who stands near: "in his letter, the president"?"""
    guessed = all(filler is None or filler.cue in _GUESSED for filler in (act.source, act.target))
    return act.noun and act.date is None and guessed


def _echoes(happening: Happening, act: Act, registry: Registry) -> bool:
    """Are those who stand near a named act, or their states, the two sides of what was told before?"""
    sides = happening.roles(registry)
    mine = {registry.state_of(key) or key for side in _roles(act) for key in side}
    return all(sides) and mine <= {registry.state_of(key) or key for side in sides for key in side}


def _recalled(happening: Happening, act: Act, anchor: Anchor) -> bool:
    """Is one of them today's news, told undated in the lead, and the other recalled from long ago?"""
    if anchor.day is None or (happening.date is None) == (act.date is None):
        return False
    undated = [act] if act.date is None else happening.acts
    long_ago = (anchor.day - timedelta(days=_LONG_AGO)).isoformat()
    return any(a.sentence.index < LEAD for a in undated) and span(happening.date or act.date or "")[1] < long_ago


def _same(happening: Happening, act: Act, registry: Registry) -> bool:
    """Could an act be the happening already told? Dates agree, and no side is held by somebody else."""
    if not dates_agree(happening.date, act.date):
        return False
    if (
        act.spec.act in _APART
        and happening.date is None
        and act.date is None
        and act.sentence is not happening.acts[-1].sentence
    ):
        return False
    if act.spec.repeat and act.date != happening.date:
        return False
    if (act.spec.apart or happening.acts[0].spec.apart) and act.frame != happening.acts[0].frame:
        return False
    mine, theirs = happening.roles(registry), _roles(act)
    if is_symmetric(happening.type) and act.spec.act != "CONSULT/visit":
        pools = (set(mine[0]) | set(mine[1]), set(theirs[0]) | set(theirs[1]))
        return _agree(pools[0], pools[1], registry) and _share(pools[0], pools[1], registry)
    pairs = [(set(a), set(b)) for a, b in zip(mine, theirs, strict=True)]
    brief = act.sentence.kind in _BRIEF or all(a.sentence.kind in _BRIEF for a in happening.acts)
    fits = all(_agree(a, b, registry, brief=brief) for a, b in pairs)
    return fits and any(_share(a, b, registry) for a, b in pairs)


def _roles(act: Act) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (
        act.source.actors.keys if act.source else (),
        act.target.actors.keys if act.target else (),
    )


def _agree(one: set[str], other: set[str], registry: Registry, *, brief: bool = False) -> bool:
    """Every member of the smaller side has somebody on the other it could be."""
    if not one or not other:
        return True
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return all(any(_could_be(a, b, registry, brief=brief) for b in large) for a in small)


def _share(one: set[str], other: set[str], registry: Registry) -> bool:
    return any(_could_be(a, b, registry) for a in one for b in other)


def _could_be(one: str, other: str, registry: Registry, *, brief: bool = False) -> bool:
    """The same actor, or a state and somebody of that state; in a headline, somebody whose state nobody told."""
    if one == other:
        return True
    kinds = {registry.type_of(one), registry.type_of(other)}
    known = {registry.state_of(one), registry.state_of(other)}
    if kinds == {"state", "person"} and brief and None in known:
        return True
    return "state" in kinds and len(kinds) == 2 and len(known) == 1 and None not in known


def _finer(one: str | None, other: str | None, *, is_visit: bool) -> str | None:
    """The more precise of two dates that agree; the first told when equally precise; all days of a visit."""
    if one is None or other is None:
        return one or other
    if is_visit and ("/" in one) != ("/" in other):
        days, day = (one, other) if "/" in one else (other, one)
        return day if len(day) == _DAY and _is_week(days) else days
    a, b = span(one), span(other)
    return other if (b[0] >= a[0] and b[1] <= a[1] and a != b and "/" not in one) else one


def _is_week(iso: str) -> bool:
    """Is an interval a week from Monday to Sunday, as "last week" is read?"""
    first, last = (date.fromisoformat(day) if len(day) == _DAY else None for day in iso.split("/"))
    return bool(first and last and first.isoweekday() == 1 and (last - first).days == _WEEK)


def _closer(one: str | None, other: str | None) -> str | None:
    """The place told first, unless that is a region and the other is not."""
    if one is None or other is None:
        return one or other
    wide = places().get(one)
    return other if wide is not None and wide.kind in {"region", "sea"} else one


def _main(happenings: list[Happening]) -> Happening | None:
    """What the article is about: the surest event of the headline and first sentences."""
    lead = [h for h in happenings if any(a.sentence.index < LEAD and a.sentence.kind != "caption" for a in h.acts)]
    pool = lead or happenings
    if not pool:
        return None
    return max(pool, key=lambda h: (_prominence(h), -happenings.index(h)))


def _prominence(happening: Happening) -> float:
    best = max(a.weight for a in happening.acts) + 0.3 * len(happening.acts)
    first = min(a.sentence.index for a in happening.acts)
    own = all(a.spec.when == "own" for a in happening.acts)
    return (
        best
        - 0.5 * first
        - (1.5 if own else 0.0)
        + (weights()["headline"] if any(a.sentence.kind == "title" for a in happening.acts) else 0.0)
    )


def _event(
    happening: Happening, registry: Registry, anchor: Anchor, main: bool, sentences: int
) -> Proposed[LocalEvent]:
    acts = sorted(happening.acts, key=lambda a: -a.weight)
    sources, targets = happening.roles(registry)
    targets = tuple(key for key in targets if key not in sources)
    status = _status(happening, anchor)
    passages: dict[tuple[int, int], Passage] = {}
    for act in acts:
        where = (act.sentence.start, act.sentence.end)
        passages.setdefault(where, Passage(start=where[0], end=where[1], rule=act.frame))
    features = of_event(happening, status, registry, main=main, sentences=sentences)
    row = LocalEvent(
        type=happening.type,
        mode=happening.mode,
        status=status,
        date=happening.date,
        place=happening.place,
        sources=sources,
        targets=targets,
        confidence=model("event").probability(features),
        passages=tuple(passages.values()),
        reasons=_reasons(acts[0], happening, status, features),
        main=main,
    )
    return Proposed(row, features)


def _status(happening: Happening, anchor: Anchor) -> Status:
    """The first explicit cue decides; a date that lies ahead of the publication makes a told act a planned one."""
    explicit = [a.judged for a in happening.acts if a.judged.first is not None and not _is_afterthought(a, happening)]
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


def _is_afterthought(act: Act, happening: Happening) -> bool:
    """Is it a noun with a cue beside it, behind a sentence that tells the act as done: "the possible agreement"?"""
    done = [a for a in happening.acts if a.judged.first is None and not a.noun and a.sentence.kind == "body"]
    return act.noun and any(a.sentence.index < act.sentence.index for a in done)


def _reasons(act: Act, happening: Happening, status: Status, features: Features) -> tuple[Reason, ...]:
    """Why the surest act was read so; the weights are the parts of the model's sum."""
    units = act.sentence.line.units
    part = partial(model("event").part, features)
    first, last = units[act.first], units[act.last - 1]
    reasons = [
        Reason(role="act", start=first.start, end=last.end, value=act.spec.act, rule=act.frame, weight=part("act"))
    ]
    for role in ("source", "target"):
        filler: Filler | None = getattr(act, role)
        if filler is not None:
            held = filler.actors
            rule = f"{filler.cue}; {held.rule}"
            reasons.append(
                Reason(
                    role=role,
                    start=held.start,
                    end=held.end,
                    value=", ".join(held.keys),
                    rule=rule,
                    weight=part(role),
                )
            )
    if happening.date:
        start, end, rule = _dated(act, happening)
        reasons.append(Reason(role="date", start=start, end=end, value=happening.date, rule=rule, weight=part("date")))
    judged = act.judged
    cue = (
        (units[judged.first].start, units[judged.last - 1].end)
        if judged.first is not None and judged.last
        else (None, None)
    )
    reasons.append(
        Reason(role="status", start=cue[0], end=cue[1], value=status, rule=judged.rule, weight=part("status"))
    )
    return tuple(reasons)


def _dated(act: Act, happening: Happening) -> tuple[int | None, int | None, str]:
    """The words that date an act, and how they were read."""
    if act.date_unit is not None and act.date:
        unit = act.sentence.line.units[act.date_unit]
        return unit.start, unit.end, unit.value.reads
    return None, None, "day of the scene" if happening.dated_by_scene else "another sentence"
