"""Names are found where they stand as whole words, the longest from the left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.text.characters import plain_quotes
from chancery.text.matcher import Matcher


def found(names, text):
    return [(text[hit.start : hit.end], hit.values) for hit in Matcher(names).find(text)]


def test_offsets_and_values():
    hits = Matcher([("Viet Nam", "VNM"), ("Lào", "LAO")]).find("Viet Nam và Lào, Viet Nam")
    assert [(hit.start, hit.end) for hit in hits] == [(0, 8), (12, 15), (17, 25)]
    assert [hit.values for hit in hits] == [("VNM",), ("LAO",), ("VNM",)]


def test_the_longest_from_the_left_wins():
    names = [("Korea", "?"), ("South Korea", "KOR"), ("South", "way"), ("Korea Times", "paper")]
    assert found(names, "South Korea Times") == [("South Korea", ("KOR",))]
    assert found(names, "the Korea Times") == [("Korea Times", ("paper",))]


def test_a_longer_name_that_is_not_whole_does_not_hide_a_shorter_one():
    assert found([("Niger", "NER"), ("Niger Delta", "delta")], "Niger Deltas") == [("Niger", ("NER",))]


def test_whole_words_only():
    names = [("Mali", "MLI"), ("Oman", "OMN")]
    assert found(names, "Somalia Maliki Romania Omani Mali2 xOman") == []
    assert found(names, "(Mali) Oman-based Mali's “Oman”") == [
        ("Mali", ("MLI",)),
        ("Oman", ("OMN",)),
        ("Mali", ("MLI",)),
        ("Oman", ("OMN",)),
    ]


def test_case_counts():
    assert found([("Turkey", "TUR")], "turkey TURKEY Turkey") == [("Turkey", ("TUR",))]


def test_apostrophes_are_one():
    names = [("Côte d'Ivoire", "CIV"), ("People’s Party", "pp")]
    assert [value for _, value in found(names, "Côte d’Ivoire; People's Party")] == [("CIV",), ("pp",)]


def test_one_form_may_mean_several_things():
    assert found([("Congo", "COG"), ("Congo", "COD"), ("Congo", "COG")], "Congo") == [("Congo", ("COG", "COD"))]


@pytest.mark.parametrize("text", ["越南国家主席访问白俄罗斯。", "他说白俄罗斯和越南签署协议"])
def test_scripts_without_spaces_need_no_word_boundary(text):
    assert {word for word, _ in found([("越南", "VNM"), ("白俄罗斯", "BLR")], text)} == {"越南", "白俄罗斯"}


def test_latin_letters_beside_han_are_a_boundary():
    assert found([("ASEAN", "asean")], "参加ASEAN会议") == [("ASEAN", ("asean",))]
    assert found([("เวียดนาม", "VNM")], "ประเทศเวียดนามและ") == [("เวียดนาม", ("VNM",))]


def test_characters_outside_the_basic_plane_keep_the_offsets():
    assert found([("Mali", "MLI")], "🇲🇱🎉 Mali 𠀀") == [("Mali", ("MLI",))]


def test_no_names():
    assert Matcher([]).find("anything") == []


def test_empty_text():
    assert Matcher([("a", 1)]).find("") == []


words = st.text(alphabet="ab 越'", min_size=1, max_size=5).map(str.strip).filter(bool)


@given(st.lists(words, min_size=1, max_size=8), st.text(alphabet="ab 越'’.", max_size=40))
def test_hits_are_names_in_order_and_do_not_overlap(names, text):
    hits = Matcher([(name, name) for name in names]).find(text)
    free = 0
    for hit in hits:
        assert hit.start >= free
        assert plain_quotes(text[hit.start : hit.end]) in names
        free = hit.end


@given(st.lists(words, min_size=1, max_size=8, unique=True))
def test_a_name_alone_is_found(names):
    for name in names:
        (hit,) = Matcher([(name, name) for name in names]).find(name)
        assert (hit.start, hit.end, hit.values) == (0, len(name), (name,))
