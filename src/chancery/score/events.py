"""Events: the best pairing of gold and record, then mode, status, date, place and actors of each pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chancery.ontology.acts import is_symmetric
from chancery.score.counts import Scores
from chancery.score.exported import Row
from chancery.score.gold import Gold, GoldEvent
from chancery.score.likeness import NEAR, carried, same_date, same_place, span
from chancery.score.names import Names

Told = Sequence[tuple[Row, list[str]]]


def score_events(gold: Gold, told: Told, names: Names, scores: Scores) -> None:
    """A gold event and one of the record are one when type and words agree, or type, mode, an actor and date."""
    pairs = pair(gold.events, told, names)
    count = scores.tables["events"]
    for i, wanted in enumerate(gold.events):
        if wanted.optional:
            continue
        if i in pairs:
            count.found += 1
            _attributes(gold.doc, wanted, told[pairs[i]][0], names, scores)
        else:
            count.missed += 1
            what = f"{wanted.type}/{wanted.mode} {wanted.source} > {wanted.target} | {wanted.quote}"
            scores.miss("events", _why_missed(wanted, told), gold.doc, what)
    for j, (event, quotes) in enumerate(told):
        if j not in pairs.values():
            count.extra += 1
            what = f"{event['type']}/{event['mode']} {event['date']} c={event['confidence']} | {quotes[0]}"
            scores.miss("events", _why_extra(event, quotes, gold.events), gold.doc, what)


def pair(wanted: Sequence[GoldEvent], told: Told, names: Names) -> Mapping[int, int]:
    """Gold event → event of the record, the surest pairs first, each taken once."""
    candidates = []
    for i, row in enumerate(wanted):
        sides = names.with_states([*row.source, *row.target])
        for j, (event, quotes) in enumerate(told):
            if not row.accepts("type", event["type"]):
                continue
            share = carried(row.quote, quotes)
            near = share >= NEAR
            who = bool(sides & names.all([*event["sources"], *event["targets"]]))
            mode, when = row.accepts("mode", event["mode"]), row.accepts("date", event["date"], same_date)
            if (near and (mode or who)) or (mode and who and when):
                points = 2 * near + mode + when + who - (0.5 if row.optional else 0) + share
                candidates.append((points, i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(candidates, reverse=True):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _attributes(doc: str, row: GoldEvent, event: Row, names: Names, scores: Scores) -> None:
    for key, equal in (("mode", None), ("status", None), ("date", same_date), ("place", same_place)):
        got = event[key]
        right = row.accepts(key, got, equal) if equal else row.accepts(key, got)
        scores.right[f"event {key}"].append(right)
        if not right:
            wanted = getattr(row, key)
            scores.miss(f"event {key}", _cause(key, wanted, got), doc, f"wanted {wanted} got {got} | {row.quote}")
    free = set(row.maybe)
    wanted_sides = [set(row.source) - free, set(row.target) - free]
    got_sides = [names.all(event["sources"]) - free, names.all(event["targets"]) - free]
    if is_symmetric(row.type):
        wanted_sides, got_sides = [wanted_sides[0] | wanted_sides[1]], [got_sides[0] | got_sides[1]]
    count = scores.tables["event actors"]
    for wanted_side, got_side in zip(wanted_sides, got_sides, strict=True):
        count.found += len(wanted_side & got_side)
        count.extra += len(got_side - wanted_side)
        count.missed += len(wanted_side - got_side)
        if wanted_side != got_side:
            what = f"wanted {sorted(wanted_side)} got {sorted(got_side)} | {row.quote}"
            scores.miss("event actors", _why_actors(wanted_side, got_side, names), doc, what)


def _cause(key: str, wanted: str | None, got: str | None) -> str:
    if got is None:
        return "none"
    if wanted is None:
        return "none wanted"
    if key != "date":
        return f"{wanted} read as {got}" if key in {"mode", "status"} else "another"
    wanted_span, got_span = span(wanted), span(got)
    if wanted_span and got_span and wanted_span[0] <= got_span[1] and got_span[0] <= wanted_span[1]:
        return "too wide" if got_span[0] <= wanted_span[0] and got_span[1] >= wanted_span[1] else "too narrow"
    return "another day"


def _why_actors(wanted: set[str], got: set[str], names: Names) -> str:
    if not got:
        return "none"
    if not wanted:
        return "none wanted"
    if got < wanted:
        return "one missing"
    if got > wanted:
        return "one too many"
    return "its state" if names.with_states(wanted) & got - wanted else "another"


def _why_missed(row: GoldEvent, told: Told) -> str:
    near = [event for event, quotes in told if carried(row.quote, quotes) >= NEAR]
    if not near:
        return "nothing read there"
    if any(row.accepts("type", event["type"]) for event in near):
        return "its row went to another, or other mode and actors"
    return "read as " + "/".join(str(near[0][key]) for key in ("type", "mode"))


def _why_extra(event: Row, quotes: Sequence[str], wanted: Sequence[GoldEvent]) -> str:
    near = [row for row in wanted if carried(row.quote, quotes) >= NEAR]
    if any(row.accepts("type", event["type"]) for row in near):
        return "said too much: told again"
    return f"said too much: {event['type']}/{event['mode']}" if not near else "said too much: another act there"
