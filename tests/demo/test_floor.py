"""What is read of the demo corpus, against its gold: never worse than the floors of `floors.yaml`.

Raise a floor when the measure rises; `python -m pytest tests/demo/test_floor.py -s -k measured` prints the measures.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chancery.lang import available
from chancery.ontology.decode import decode_yaml
from chancery.score import Exported, read_gold, score

FLOORS = decode_yaml(Path(__file__).with_name("floors.yaml"), dict[str, dict[str, float]])
ALL = "all"
"""What is measured over all languages together: stories."""


@pytest.fixture(scope="module")
def golds(corpus):
    return read_gold(corpus.parent / "gold")


@pytest.fixture(scope="module")
def scores(demo, golds):
    """Scores by language, and over all."""
    languages = sorted({gold.lang for gold in golds} & set(available()))
    lots = {language: [gold for gold in golds if gold.lang == language] for language in languages}
    exported = Exported.of_folder(demo.export)
    return {name: score(exported, lot) for name, lot in (lots | {ALL: golds}).items()}


@pytest.mark.parametrize(("language", "name"), [(lang, name) for lang, held in FLOORS.items() for name in held])
def test_floor(scores, language, name):
    if language not in scores:
        pytest.skip(f"there is no pack for {language}")
    got = scores[language].measures()[name]
    misses = [f"{miss.cause}: {miss.line()}" for miss in sorted(scores[language].misses) if miss.table == name]
    assert got >= FLOORS[language][name], "\n".join([f"{language} {name}: {got:.3f}", *misses[:30]])


def test_no_stories_are_united_wrongly(scores):
    assert scores[ALL].tables["same story"].extra == 0


def test_every_measure_has_a_floor(scores):
    for language, held in scores.items():
        if language != ALL:
            named = set(held.measures()) - {"same story"}
            assert named == set(FLOORS.get(language, {})), f"{language}: floors.yaml and what is measured differ"


def test_measured(scores):
    """Prints what the floors are set by (with -s)."""
    for language, held in scores.items():
        measured = {
            name: value for name, value in held.measures().items() if (name == "same story") == (language == ALL)
        }
        print(f"{language}:", *(f"  {name}: {value:.3f}" for name, value in measured.items()), sep="\n")  # noqa: T201
        assert all(0 <= value <= 1 for value in measured.values())


def test_every_article_is_in_the_record_and_has_gold(demo, golds):
    held = {Path(json.loads(line)["source"]).stem for line in demo.files["articles.jsonl"].splitlines()}
    assert held == {gold.doc for gold in golds}


def rows(demo, file):
    return [json.loads(line) for line in demo.files[f"{file}.jsonl"].splitlines()]


@pytest.mark.parametrize("file", ["offices", "events", "statements", "figures", "relations"])
def test_every_quote_is_a_slice_of_its_article(demo, file):
    texts = {article["id"]: article["text"] for article in rows(demo, "articles")}
    for row in rows(demo, file):
        assert row["evidence"]
        for evidence in row["evidence"]:
            assert evidence["quote"]
            assert texts[evidence["article"]][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_every_actor_is_an_entity(demo):
    entities = {row["id"] for row in rows(demo, "entities")}
    for event in rows(demo, "events"):
        assert {*event["sources"], *event["targets"]} <= entities
    for statement in rows(demo, "statements"):
        assert {statement["speaker"], *statement["addressees"], *statement["about"]} <= entities
    for relation in rows(demo, "relations"):
        assert set(relation["between"]) <= entities
    for office in rows(demo, "offices"):
        assert {office["person"], office["of"], office["to"]} - {None} <= entities
