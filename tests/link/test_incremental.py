"""Articles added one at a time, in any order, with a restart after each, make the record that one build makes."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import Page, made
from test_properties import pages

from chancery.link import link
from chancery.model.article import Article
from chancery.model.findings import Findings
from chancery.model.record import Event, Figure, Office, Relation, Statement
from chancery.record import Record
from chancery.run import build
from chancery.run.rooms import Rooms


@dataclass(frozen=True)
class Document:
    source: str


@dataclass
class Bench:
    """Rooms that give made articles for the documents they are asked for."""

    held: dict[str, tuple[Article, Findings]]
    listed: list[str]

    @property
    def languages(self):
        return frozenset({"en", "vi", "ru"})

    fingerprint = "made"

    def extract(self, article: Article) -> Findings:
        return self.held[article.source][1]

    def rooms(self) -> Rooms:
        return Rooms(
            read_inputs=lambda _: [Document(source) for source in self.listed],
            read_document=lambda document, _: self.held[document.source][0],
            make_extractor=lambda: self,
            link=link,
        )


def built(folder: Path, bench: Bench, lots: list[list[str]]) -> list[dict]:
    """What is published after each lot; the record is opened anew for each."""
    seen = []
    for lot in lots:
        bench.listed = lot
        build([], Record.open_or_create(folder), workers=1, rooms=bench.rooms())
        with Record.open(folder).view() as view:
            seen.append(
                {
                    "entities": list(view.all_entities()),
                    "stories": list(view.all_stories()),
                    **{kind.__name__: list(view.all_of(kind)) for kind in (Event, Statement, Figure, Relation, Office)},
                }
            )
    return seen


def identifiers(published: dict) -> set[str]:
    return {row.id for rows in published.values() for row in rows}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_one_at_a_time_in_any_order_is_one_build(data):
    articles, findings = made(data.draw(pages()))
    bench = Bench({a.source: (a, f) for a, f in zip(articles, findings, strict=True)}, [])
    order = data.draw(st.permutations([article.source for article in articles]))
    with tempfile.TemporaryDirectory() as folder:
        (whole,) = built(Path(folder) / "whole", bench, [list(bench.held)])
        steps = built(Path(folder) / "steps", bench, [[source] for source in order])
        assert steps[-1] == whole
        with Record.open(Path(folder) / "steps").view() as view:
            for before in steps[:-1]:
                for old in identifiers(before):
                    assert view.resolve(old), f"{old} answers no more"


def test_when_two_become_one_the_old_identifier_still_answers(tmp_path):
    a = Page("a")
    a.person("Henry Alder", "GBR")
    b = Page("b")
    b.person("Lord Grantley", "GBR")
    c = Page("c")
    key = c.person("Henry Alder", "GBR", "Lord Grantley")
    c.office(key, "Minister of Finance", c.state("GBR"))
    articles, findings = made([a, b, c])
    bench = Bench({x.source: (x, f) for x, f in zip(articles, findings, strict=True)}, [])
    steps = built(tmp_path / "r", bench, [["b.txt"], ["a.txt"], ["c.txt"]])
    people = [[e for e in step["entities"] if e.type == "person"] for step in steps]
    assert [len(held) for held in people] == [1, 2, 1]
    (whole,) = people[-1]
    with Record.open(tmp_path / "r").view() as view:
        for before in (*people[0], *people[1]):
            assert view.resolve(before.id) == [("entity", whole.id)]
            assert view.resolve(before.id[:12]) == [("entity", whole.id)]


def test_identifiers_stay_when_other_articles_come(tmp_path):
    first = Page("first", published="2041-01-05")
    first.event("CONSULT/visit", [first.person("Oleg Maron", "BLR")], [first.state("VNM")], "2041-01-05", main=True)
    second = Page("second", language="ru", published="2041-01-06")
    second.event("CONSULT/visit", [second.person("Олег Марон", "BLR")], [second.state("VNM")], "2041-01-05", main=True)
    articles, findings = made([first, second])
    bench = Bench({x.source: (x, f) for x, f in zip(articles, findings, strict=True)}, [])
    before, after = built(tmp_path / "r", bench, [["first.txt"], ["second.txt"]])
    assert identifiers(before) <= identifiers(after)
    assert len(after["stories"]) == len(after["Event"]) == 1
