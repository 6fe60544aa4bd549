"""How much of the demo corpus's gold an export holds: precision, recall and F1 per table, accuracy per attribute.

A gold row and an exported row are one when they say the same thing of the same article: entities by any of their names,
offices by holder and title, events by type, words and actors, statements by speaker and words, figures by value and
unit, relations by kind, level and sides. Rows marked `optional` count neither found nor missed; `also` lists other
accepted values, `maybe` actors that do not count.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chancery.ontology.acts import is_symmetric
from chancery.ontology.places import places
from chancery.text.folding import fold

Row = dict[str, Any]
TABLES = ("offices", "events", "statements", "figures", "relations")
ENOUGH = 0.6
"""The share of a gold quote's words that a row's evidence must hold to be about the same."""


@dataclass
class Count:
    """True positives, false positives, false negatives."""

    found: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.extra) if self.found + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass
class Scores:
    """Counts per table, right answers per attribute, and a line for every miss."""

    tables: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    right: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    misses: list[str] = field(default_factory=list)

    def accuracy(self, attribute: str) -> float:
        answers = self.right[attribute]
        return sum(answers) / len(answers) if answers else 1.0


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def carried(quote: str, evidence: Iterable[str]) -> float:
    """The share of the gold quote's words that one row's words hold."""
    wanted = words(quote)
    shares = [sum(word in held for word in wanted) / len(wanted) for held in map(set, map(words, evidence))]
    return max(shares, default=0.0)


def span(value: Any) -> Any:
    """The first and last day of an ISO date or interval; what is no date stays as it is."""
    if not isinstance(value, str) or not re.fullmatch(r"[\d/-]{4,}", value):
        return value
    first, _, last = value.partition("/")
    last = last or first
    return first + "0000-01-01"[len(first) :], last + "9999-12-31"[len(last) :]


def accepted(gold: Row, key: str, value: Any) -> bool:
    return span(value) in [span(v) for v in [gold.get(key), *gold.get("also", {}).get(key, [])]]


def state_of_place(place: str | None) -> str | None:
    known = places().get(place or "")
    return known.state if known else place


class Scorer:
    """Compares one export with one folder of gold."""

    def __init__(self, export: Path) -> None:
        # A row of JSONL names its source "<file>/<id>.json", so its stem is the row's own id.
        self.articles = {Path(row["source"]).stem: row for row in read(export / "articles.jsonl")}
        self.entities = read(export / "entities.jsonl")
        self.tables = {table: read(export / f"{table}.jsonl") for table in TABLES}
        self.scores = Scores()
        self.doc = ""

    def score(self, golds: list[Row]) -> Scores:
        """Stories are compared among these documents only. A document that the record lacks is all missed."""
        stories = []
        for gold in golds:
            self.doc = gold["doc"]
            article = self.articles.get(self.doc, {"id": "", "language": None, "published": None, "story": self.doc})
            stories.append((gold["story"], article["story"]))
            self._document(gold, article)
        for at, (wanted, got) in enumerate(stories):
            for other_wanted, other_got in stories[at + 1 :]:
                self._pair(wanted == other_wanted, got == other_got)
        return self.scores

    def _pair(self, wanted: bool, got: bool) -> None:
        count = self.scores.tables["same story"]
        count.found += wanted and got
        count.extra += got and not wanted
        count.missed += wanted and not got

    def _document(self, gold: Row, article: Row) -> None:
        self._note("language", gold, article["language"] == gold["lang"], article["language"])
        self._note("published", gold, article["published"] == gold["published"], article["published"])
        names = self._entities(gold, article["id"])
        states = {e["id"]: e["state"] for e in gold["entities"]}
        for table in TABLES:
            held = list(self._rows(table, article["id"]))
            getattr(self, f"_{table}")(gold, held, names, states)

    def _rows(self, table: str, article: str) -> Iterator[tuple[Row, list[str]]]:
        for row in self.tables[table]:
            quotes = [e["quote"] for e in row["evidence"] if e["article"] == article]
            if quotes:
                yield row, quotes

    def _note(self, attribute: str, gold: Row, ok: bool, got: Any) -> None:
        self.scores.right[attribute].append(ok)
        if not ok:
            wanted = gold.get(attribute.rpartition(" ")[2])
            self.scores.misses.append(f"{self.doc} {attribute}: wanted {wanted} got {got} | {gold.get('quote', '')}")

    def _settle(self, table: str, doc: str, wanted: list[Row], hits: list[bool], extra: list[str]) -> None:
        count = self.scores.tables[table]
        for row, hit in zip(wanted, hits, strict=True):
            if not row.get("optional"):
                count.found += hit
                count.missed += not hit
                if not hit:
                    self.scores.misses.append(f"{doc} MISSED {table}: {row}")
        count.extra += len(extra)
        self.scores.misses.extend(f"{doc} EXTRA {table}: {line}" for line in extra)

    def _entities(self, gold: Row, article: str) -> dict[str, str]:
        """Exported ids → gold ids (ISO codes for states)."""
        names = {e["id"]: e["state"] for e in self.entities if e["type"] == "state"}
        for kind in ("person", "organization"):
            wanted = [e for e in gold["entities"] if e["type"] == kind]
            left = [e for e in self.entities if e["type"] == kind and article in e["articles"]]
            hits = []
            for row in wanted:
                forms = set(map(fold, row["names"]))
                same = next((e for e in left if forms & {fold(n) for n in [e["name"], *e["names"]]}), None)
                hits.append(same is not None)
                if same is not None:
                    left.remove(same)
                    names[same["id"]] = row["id"]
            self._settle(kind, gold["doc"], wanted, hits, [e["name"] for e in left])
        return names

    def _offices(self, gold: Row, held: list[tuple[Row, list[str]]], names: dict[str, str], _states: Row) -> None:
        hits = []
        for row in gold["offices"]:
            titles = [fold(t) for t in [row["title"], *row.get("also", {}).get("title", [])]]
            same = next((h for h in held if names.get(h[0]["person"]) == row["person"] and any(
                t in fold(h[0]["title"]) or fold(h[0]["title"]) in t for t in titles)), None)  # fmt: skip
            hits.append(same is not None)
            if same is not None:
                held.remove(same)
        self._settle("offices", gold["doc"], gold["offices"], hits, [f"{r['person']} {r['title']}" for r, _ in held])

    def _events(self, gold: Row, held: list[tuple[Row, list[str]]], names: dict[str, str], states: Row) -> None:
        pairs = []
        for i, row in enumerate(gold["events"]):
            sides = set(row["source"]) | set(row["target"])
            sides |= {states[side] for side in sides if states.get(side)}
            for j, (event, quotes) in enumerate(held):
                if not accepted(row, "type", event["type"]):
                    continue
                share = carried(row["quote"], quotes)
                near = share >= ENOUGH
                who = bool(sides & {names.get(key, key) for key in [*event["sources"], *event["targets"]]})
                mode, when = accepted(row, "mode", event["mode"]), accepted(row, "date", event["date"])
                if (near and (mode or who)) or (mode and who and when):
                    pairs.append((2 * near + mode + when + who - 0.5 * bool(row.get("optional")) + share, -i, -j))
        taken: dict[int, int] = {}
        for _, i, j in sorted(pairs, reverse=True):
            if -i not in taken and -j not in taken.values():
                taken[-i] = -j
        hits = [i in taken for i in range(len(gold["events"]))]
        extra = [f"{e['type']}/{e['mode']} {q[0][:80]}" for j, (e, q) in enumerate(held) if j not in taken.values()]
        self._settle("events", gold["doc"], gold["events"], hits, extra)
        for i, j in taken.items():
            if not gold["events"][i].get("optional"):
                self._attributes(gold["events"][i], held[j][0], names)

    def _attributes(self, row: Row, event: Row, names: dict[str, str]) -> None:
        for key in ("mode", "status", "date"):
            self._note(f"event {key}", row, accepted(row, key, event[key]), event[key])
        wanted = [state_of_place(p) for p in [row["place"], *row.get("also", {}).get("place", [])]]
        place = state_of_place(event["place"])
        self._note("event place", row, row["place"] is None or place in wanted, event["place"])
        sides = [
            (
                set(row[gold]) - set(row.get("maybe", [])),
                {names.get(k, k) for k in event[mine]} - set(row.get("maybe", [])),
            )
            for gold, mine in (("source", "sources"), ("target", "targets"))
        ]
        if is_symmetric(row["type"]):
            sides = [(sides[0][0] | sides[1][0], sides[0][1] | sides[1][1])]
        count = self.scores.tables["event actors"]
        for wanted_side, got in sides:
            count.found += len(wanted_side & got)
            count.extra += len(got - wanted_side)
            count.missed += len(wanted_side - got)
            if wanted_side != got:
                self.scores.misses.append(f"{self.doc} event actors: {wanted_side} got {got} | {row['quote']}")

    def _statements(self, gold: Row, held: list[tuple[Row, list[str]]], names: dict[str, str], _states: Row) -> None:
        hits = []
        for row in gold["statements"]:
            same = next(
                (
                    h
                    for h in held
                    if accepted(row, "speaker", names.get(h[0]["speaker"])) and carried(row["quote"], h[1]) >= ENOUGH
                ),
                None,
            )
            hits.append(same is not None)
            if same is not None:
                held.remove(same)
                if not row.get("optional"):
                    self._note("statement stance", row, accepted(row, "stance", same[0]["stance"]), same[0]["stance"])
        self._settle("statements", gold["doc"], gold["statements"], hits, [q[0][:100] for _, q in held])

    def _figures(self, gold: Row, held: list[tuple[Row, list[str]]], names: dict[str, str], _states: Row) -> None:
        hits = []
        for row in gold["figures"]:
            same = next((h for h in held if abs(h[0]["value"] - row["value"]) <= 1e-6 * abs(row["value"])
                         and (len(row["unit"]) != 3 or accepted(row, "unit", h[0]["unit"]))), None)  # fmt: skip
            hits.append(same is not None)
            if same is not None:
                held.remove(same)
                if not row.get("optional"):
                    self._note("figure measure", row, accepted(row, "measure", same[0]["measure"]), same[0]["measure"])
                    self._note("figure period", row, accepted(row, "period", same[0]["period"]), same[0]["period"])
                    about = {names.get(key, key) for key in same[0]["about"]}
                    self._note("figure about", row, about >= set(row["about"]) - set(row.get("maybe", [])), about)
        self._settle("figures", gold["doc"], gold["figures"], hits, [f"{r['value']} {r['unit']}" for r, _ in held])

    def _relations(self, gold: Row, held: list[tuple[Row, list[str]]], names: dict[str, str], _states: Row) -> None:
        hits = []
        for row in gold["relations"]:
            same = next((h for h in held if h[0]["kind"] == row["kind"] and row.get("level") in {None, h[0]["level"]}
                         and {names.get(k, k) for k in h[0]["between"]} == set(row["between"])), None)  # fmt: skip
            hits.append(same is not None)
            if same is not None:
                held.remove(same)
                if not row.get("optional"):
                    self._note("relation since", row, accepted(row, "since", same[0]["since"]), same[0]["since"])
        self._settle(
            "relations", gold["doc"], gold["relations"], hits, [f"{r['kind']} {r['between']}" for r, _ in held]
        )
