"""Full text finds words whatever their case and marks, and ranks exact spelling first."""

from dataclasses import replace

import handmade
import pytest

from chancery.model.article import Block
from chancery.model.identifiers import identifier
from chancery.model.record import Linked
from chancery.record import Record
from chancery.record.words import best_hits, columns, in_pairs, passage, phrases

TEXTS = {
    "tolam": "Tổng Bí thư Tô Lâm thăm Minsk.",
    "plain": "To Lam, the general secretary, met the party.",
    "apart": "He wanted to see Pham Lam in Hanoi.",
    "party": "Đại hội Đảng Cộng sản.",
    "dang": "Mr Dang spoke of the congress.",
    "sea": "Sóng biển dâng cao.",
    "chinese": "越南外交部发言人在北京表示",
    "russian": "Президент прибыл в Ханой, Королёв сказал.",
}


@pytest.fixture
def record(tmp_path):
    record = Record.open_or_create(tmp_path / "r")
    pages = [
        replace(
            handmade.ARTICLES["s03"], id=identifier("article", key), source=f"{key}.txt", text=text,
            title=None, language={"plain": "en", "apart": "en", "dang": "en"}.get(key, "vi"),
            blocks=(Block(kind="body", start=0, end=len(text)),),
        )
        for key, text in TEXTS.items()
    ]  # fmt: skip
    publish(record, pages)
    return record


def publish(record, pages):
    empty = Linked(entities=(), offices=(), events=(), statements=(), figures=(), relations=(),
                   stories=(), story_of={})  # fmt: skip
    with record.writer() as writer:
        writer.stage(map(handmade.outcome, pages), "p")
        writer.publish([(page, a) for page, a, _ in writer.chosen("p")], empty, "p")


def found(record, question, language=None):
    with record.view() as view:
        return [article.source.removesuffix(".txt") for article in view.search(question, language=language, limit=10)]


def test_exact_marks_come_first(record):
    assert found(record, "Đảng")[0] == "party"
    assert set(found(record, "Đảng")) == {"party", "dang", "sea"}
    assert found(record, "dâng")[0] == "sea"
    assert found(record, "Tô Lâm")[0] == "tolam"


def test_without_marks_everything_is_found(record):
    assert set(found(record, "dang")) == {"party", "dang", "sea"}
    assert set(found(record, "DANG")) == {"party", "dang", "sea"}


def test_side_by_side_comes_before_scattered(record):
    assert set(found(record, "to lam")[:2]) == {"tolam", "plain"}
    assert found(record, "to lam")[2:] == ["apart"]
    assert set(found(record, '"to lam"')) == {"tolam", "plain"}


@pytest.mark.parametrize("question", ["外交", "越南", "外交部", "表示", "示", "北", "越南 北京"])
def test_any_stretch_of_unspaced_script(record, question):
    assert found(record, question) == ["chinese"]


def test_stretch_that_is_not_there(record):
    assert found(record, "南北") == []


def test_cyrillic(record):
    assert found(record, "королев") == ["russian"]


def test_language(record):
    assert found(record, "dang", "en") == ["dang"]


@pytest.mark.parametrize("question", ["", '"', "…", '"" -', "* : ( AND"])
def test_odd_questions_do_no_harm(record, question):
    assert isinstance(found(record, question), list)


@pytest.mark.parametrize("question", ['to "lam', "NEAR(a b)", "folded:dang", "dang*", "^dang"])
def test_index_syntax_is_only_words(record, question):
    found(record, question)


def test_replaced_article_leaves_the_index(record):
    page = replace(
        handmade.ARTICLES["s03"], id=identifier("article", "new"), source="party.txt",
        text="Nothing of the kind.", title=None, blocks=(),
    )  # fmt: skip
    publish(record, [page])
    assert "party" not in found(record, "cong san")
    assert found(record, "nothing kind") == ["party"]


def test_hits_are_in_the_original():
    text = "Ông Tô Lâm và Đảng"
    assert [text[a:b] for a, b in best_hits(text, "to lam")] == ["Tô Lâm"]
    assert [text[a:b] for a, b in best_hits(text, "dang ong")] == ["Ông", "Đảng"]


def test_passage_is_the_paragraph_with_the_phrase():
    page = handmade.ARTICLES["s02"]
    start, end = passage(page, "strategic partners")
    assert page.text[start:end] == "Strategic partners"
    start, end = passage(page, "golovchenko december")
    assert "Golovchenko" in page.text[start:end]


def test_pairs():
    assert in_pairs("越南 ok 示").split() == ["越南", "南", "ok", "示"]
    assert columns(handmade.ARTICLES["s00"])[1].startswith("đại hội đảng")
    assert columns(handmade.ARTICLES["s03"])[1:] == ("", "north korea and cuba sign a deal")
    assert phrases('a "b c" d') == ("a", "b c", "d")
