"""One record against many gold documents, table by table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from chancery.score.counts import Scores
from chancery.score.events import score_events
from chancery.score.exported import Exported
from chancery.score.gold import Gold, GoldRow
from chancery.score.names import Names, score_entities
from chancery.score.rows import score_figures, score_offices, score_relations, score_statements

_LISTS = ("offices", "events", "statements", "figures", "relations")


def score(exported: Exported, golds: Sequence[Gold]) -> Scores:
    """All gold documents against a record; a document that the record lacks is missed whole.

    Every figure is micro-averaged. Stories are compared in pairs among these documents only.
    """
    scores = Scores()
    stories: list[tuple[str, str, str | None]] = []
    states = {e["id"]: e["state"] for e in exported.entities if e["type"] == "state" and e["state"]}
    for gold in golds:
        article = exported.articles.get(gold.doc)
        if article is None:
            _absent(gold, scores)
            continue
        stories.append((gold.doc, gold.story, article["story"]))
        _ask(scores, gold, "language", wanted=gold.lang, got=article["language"])
        if gold.published:
            _ask(scores, gold, "published", wanted=gold.published, got=(article["published"] or "")[:10] or None)
        names = Names(gold, states)
        here = [e for e in exported.entities if article["id"] in e["articles"]]
        score_entities(gold, here, names, scores)
        told = {table: list(exported.told_by(table, article["id"])) for table in _LISTS}
        score_offices(gold, told["offices"], names, scores)
        score_events(gold, told["events"], names, scores)
        score_statements(gold, told["statements"], names, scores)
        score_figures(gold, told["figures"], names, scores)
        score_relations(gold, told["relations"], names, scores)
    _score_stories(stories, scores)
    return scores


def _ask(scores: Scores, gold: Gold, attribute: str, *, wanted: str | None, got: str | None) -> None:
    scores.right[attribute].append(wanted == got)
    if wanted != got:
        scores.miss(attribute, "none" if got is None else "another", gold.doc, f"wanted {wanted} got {got}")


def _absent(gold: Gold, scores: Scores) -> None:
    lists: dict[str, Sequence[GoldRow]] = {table: getattr(gold, table) for table in _LISTS}
    for kind in ("person", "organization"):
        lists[kind] = [entity for entity in gold.entities if entity.type == kind]
    for table, rows in lists.items():
        asked = sum(not row.optional for row in rows)
        scores.tables[table].missed += asked
        if asked:
            scores.miss(table, "document not in the record", gold.doc, f"{asked} rows")


def _score_stories(stories: Sequence[tuple[str, str, str | None]], scores: Scores) -> None:
    for (one, wanted, got), (other, other_wanted, other_got) in combinations(stories, 2):
        same, told = wanted == other_wanted, got is not None and got == other_got
        count = scores.tables["same story"]
        count.found += same and told
        count.extra += told and not same
        count.missed += same and not told
        if same != told:
            scores.miss("same story", "kept apart" if same else "wrongly united", one, f"with {other}")
