"""Offices, statements, figures and relations: each gold row takes the first row of the record that says it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from chancery.score.counts import Scores
from chancery.score.exported import Row
from chancery.score.gold import Gold, GoldFigure, GoldOffice, GoldRelation, GoldRow, GoldStatement
from chancery.score.likeness import NEAR, carried, same_date, same_title, same_value, words
from chancery.score.names import Names

Told = list[tuple[Row, list[str]]]
W = TypeVar("W", bound=GoldRow)


def _matched(
    table: str, wanted: Sequence[W], told: Told, scores: Scores, same: Callable[[W, Row, list[str]], bool]
) -> tuple[list[tuple[W, Row]], list[W], Told]:
    """Pairs found, gold rows missed, rows that the gold does not have; counted."""
    left, pairs, missed = list(told), list[tuple[W, Row]](), list[W]()
    count = scores.tables[table]
    for gold_row in wanted:
        hit = next((item for item in left if same(gold_row, *item)), None)
        if hit is not None:
            left.remove(hit)
            count.found += not gold_row.optional
            if not gold_row.optional:
                pairs.append((gold_row, hit[0]))
        elif not gold_row.optional:
            count.missed += 1
            missed.append(gold_row)
    count.extra += len(left)
    return pairs, missed, left


def _ask(
    scores: Scores, doc: str, attribute: str, row: GoldRow, got: object, equal: Callable[[object, object], bool]
) -> None:
    key = attribute.rpartition(" ")[2]
    right = row.accepts(key, got, equal)
    scores.right[attribute].append(right)
    if not right:
        wanted = getattr(row, key)
        cause = "none" if got is None else "none wanted" if wanted is None else f"{wanted} read as {got}"
        scores.miss(attribute, cause, doc, f"wanted {wanted} got {got} | {row.quote}")


def _plain(wanted: object, got: object) -> bool:
    return wanted == got


def _dates(wanted: object, got: object) -> bool:
    return same_date(str(wanted) if wanted else None, str(got) if got else None)


def score_offices(gold: Gold, told: Told, names: Names, scores: Scores) -> None:
    """By holder and title."""

    def same(row: GoldOffice, office: Row, _: list[str]) -> bool:
        return names.of(office["person"]) == row.person and row.accepts("title", office["title"], same_title)

    _, missed, left = _matched("offices", gold.offices, told, scores, same)
    for row in missed:
        others = [r["title"] for r, _ in told if names.of(r["person"]) == row.person]
        cause = "another title" if others else "no office of that person"
        scores.miss("offices", cause, gold.doc, f"{row.person}: {row.title}" + (f" got {others}" if others else ""))
    for office, quotes in left:
        known = {entity.id for entity in gold.entities}
        cause = "said too much: another title" if names.of(office["person"]) in known else "said too much: not a person"
        scores.miss("offices", cause, gold.doc, f"{names.of(office['person'])}: {office['title']} | {quotes[0]}")


def score_statements(gold: Gold, told: Told, names: Names, scores: Scores) -> None:
    """By speaker and words; the stance is asked apart."""

    def same(row: GoldStatement, statement: Row, quotes: list[str]) -> bool:
        return row.accepts("speaker", names.of(statement["speaker"])) and carried(row.quote, quotes) >= NEAR

    pairs, missed, left = _matched("statements", gold.statements, told, scores, same)
    for row, statement in pairs:
        _ask(scores, gold.doc, "statement stance", row, statement["stance"], _plain)
    for row in missed:
        others = [names.of(s["speaker"]) for s, quotes in told if carried(row.quote, quotes) >= NEAR]
        cause = "another speaker" if others else "nothing read there"
        scores.miss("statements", cause, gold.doc, f"{row.speaker} got {others or None} | {row.quote}")
    for statement, quotes in left:
        there = any(carried(row.quote, quotes) >= NEAR for row in gold.statements)
        cause = "said too much: another speaker" if there else "said too much: no statement there"
        scores.miss("statements", cause, gold.doc, f"{names.of(statement['speaker'])} | {quotes[0]}")


def score_figures(gold: Gold, told: Told, names: Names, scores: Scores) -> None:
    """By value, and by currency where the unit is one; measure, period and sides are asked apart."""

    def same(row: GoldFigure, figure: Row, _: list[str]) -> bool:
        currency = len(row.unit) == 3
        return same_value(row.value, figure["value"]) and (
            not currency or row.accepts("unit", figure["unit"], lambda w, g: words(w) == words(g or ""))
        )

    pairs, missed, left = _matched("figures", gold.figures, told, scores, same)
    for row, figure in pairs:
        _ask(scores, gold.doc, "figure measure", row, figure["measure"], _plain)
        _ask(scores, gold.doc, "figure period", row, figure["period"], _dates)
        about = names.all(figure["about"])
        right = about >= set(row.about) - set(row.maybe)
        scores.right["figure about"].append(right)
        if not right:
            scores.miss("figure about", "a side is missing", gold.doc, f"wanted {row.about} got {sorted(about)}")
    for row in missed:
        scores.miss("figures", "nothing read there", gold.doc, f"{row.measure} {row.value} {row.unit} | {row.quote}")
    for figure, quotes in left:
        what = f"{figure['measure']} {figure['value']} {figure['unit']} | {quotes[0]}"
        scores.miss("figures", "said too much", gold.doc, what)


def score_relations(gold: Gold, told: Told, names: Names, scores: Scores) -> None:
    """By kind, level and sides."""

    def same(row: GoldRelation, relation: Row, _: list[str]) -> bool:
        level = row.level is None or row.level == relation["level"]
        return row.kind == relation["kind"] and level and names.all(relation["between"]) == set(row.between)

    pairs, missed, left = _matched("relations", gold.relations, told, scores, same)
    for row, relation in pairs:
        _ask(scores, gold.doc, "relation since", row, relation["since"], _dates)
    for row in missed:
        scores.miss("relations", "not found", gold.doc, f"{row.kind} {row.level or ''} {row.between} | {row.quote}")
    for relation, quotes in left:
        what = f"{relation['kind']} {relation['level'] or ''} {sorted(names.all(relation['between']))} | {quotes[0]}"
        scores.miss("relations", "said too much", gold.doc, what)
