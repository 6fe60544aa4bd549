"""Sentences and tokens are exact spans of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.text.sentences import sentences
from chancery.text.tokens import tokens


def cut(text, language="en", abbreviations=()):
    return [text[a:b] for a, b in sentences(text, 0, len(text), language=language, abbreviations=abbreviations)]


def test_sentences():
    assert cut("He came. She left! Why? “No.”") == ["He came.", "She left!", "Why?", "“No.”"]


@pytest.mark.parametrize(
    ("text", "abbreviations"),
    [
        ("Gen. Aung met the envoy in Hanoi.", ("Gen.",)),
        ("GS.TS. Nguyễn Văn A phát biểu.", ("GS.", "GS.TS.")),
        ("President J. F. Kennedy spoke.", ()),
        ("It rose to 3.5 per cent this year.", ()),
    ],
)
def test_an_abbreviation_ends_no_sentence(text, abbreviations):
    assert cut(text, abbreviations=abbreviations) == [text]


def test_a_cut_before_a_small_letter_is_undone():
    assert cut("The firm Acme Inc. of Ohio won.") == ["The firm Acme Inc. of Ohio won."]


def test_chinese_sentences():
    assert cut("越南国家主席访问白俄罗斯。双方签署协议。", "zh") == ["越南国家主席访问白俄罗斯。", "双方签署协议。"]


def test_a_stretch_of_a_text_keeps_its_offsets():
    text = "Title\n\nOne here. Two there.\n\nCaption"
    spans = sentences(text, 7, 27, language="en", abbreviations=())
    assert [text[a:b] for a, b in spans] == ["One here.", "Two there."]


texts = st.text(alphabet="abcD. !?\n\t“”越。é🎉́1", max_size=80)


@given(texts, st.sampled_from(["en", "vi", "ru", "zh"]))
def test_sentence_offsets(text, language):
    spans = sentences(text, 0, len(text), language=language, abbreviations=("D.",))
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not text[last:start].strip(), "nothing is lost between sentences"
        last = end
    assert not text[last:].strip()


@given(st.text(max_size=80))
def test_tokens_cover_every_visible_character_once(text):
    last = 0
    for token in tokens(text):
        assert last <= token.start < token.end
        assert not text[last : token.start].strip()
        assert len(token.norm) == token.end - token.start
        last = token.end
    assert not text[last:].strip()


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_tokens_of_a_stretch_stay_inside(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert all(start <= token.start < token.end <= end for token in tokens(text, start, end))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Party’s 113,9 triệu", ["party", "'s", "113,9", "triệu"]),
        ("the U.S. embassy", ["the", "u.s.", "embassy"]),
        ("vice-president", ["vice", "-", "president"]),
        ("Côte d'Ivoire", ["côte", "d'ivoire"]),
        ("14th 2023/24", ["14", "th", "2023", "/", "24"]),
        ("越南2025年", ["越", "南", "2025", "年"]),
        ("ประชุม", list("ประชุม")),
        ("Лукашенко: «да»", ["лукашенко", ":", "«", "да", "»"]),
        ("ASEAN+3", ["asean", "+", "3"]),
    ],
)
def test_tokens(text, expected):
    assert [token.norm for token in tokens(text)] == expected
