"""Lower-casing and plain quotes keep every offset; folding keeps what is not an accent."""

from hypothesis import given
from hypothesis import strategies as st

from chancery.text.characters import is_unspaced, lower, plain_quotes
from chancery.text.folding import fold, fold_map


@given(st.text(max_size=80))
def test_lower_and_plain_quotes_keep_the_length(text):
    assert len(lower(text)) == len(text)
    assert len(plain_quotes(text)) == len(text)


def test_lower_keeps_a_letter_that_would_grow():
    assert lower("İSTANBUL") == "İstanbul"
    assert lower("ĐẠI HỘI") == "đại hội"


def test_plain_quotes():
    assert plain_quotes("People’s ‘day’ ʼ ` ´") == "People's 'day' ' ' '"


@given(st.text(max_size=40), st.text(max_size=40))
def test_folding_never_depends_on_the_neighbours(one, other):
    assert fold(one + other) == fold(one) + fold(other)


@given(st.text(max_size=60))
def test_folding_ignores_case(text):
    assert fold(text.lower()) == fold(fold(text.lower()))


@given(st.text(alphabet="abĐđẠạúñŁß 12越ﬁ", max_size=40))
def test_what_is_found_in_the_folded_text_lies_in_the_text(text):
    folded, offsets = fold_map(text)
    for index in range(len(folded)):
        assert folded[index] in fold(text[offsets[index]])


def test_scripts_without_spaces():
    assert all(is_unspaced(char) for char in "越南外交ひらカタไทยខ្មែរລາວ㐀")
    assert not any(is_unspaced(char) for char in "aĐя서ह 1。،")
