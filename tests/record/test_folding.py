"""Folding loses case and marks, and knows where everything came from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.text.folding import fold, fold_map


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng", "dang"),
        ("Tô Lâm", "to lam"),
        ("ĐẠI HỘI", "dai hoi"),
        ("Łukasz Sørensen", "lukasz sorensen"),
        ("Straße", "strasse"),
        ("İstanbul ılık", "istanbul ilik"),
        ("Œuvre Ægis", "oeuvre aegis"),
        ("Əliyev", "eliyev"),
        ("Йорданов Ёлкин", "иорданов елкин"),
        ("Oʻzbekiston", "ozbekiston"),
        ("ﬁnal ２０", "final 20"),
        ("서울", "서울"),
        ("がいこう", "がいこう"),
        ("हिन्दी", "हिन्दी"),
        ("越南外交", "越南外交"),
        ("Ὀδυσσεύς", "οδυσσευσ"),
    ],
)
def test_folds(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_map_agrees_with_fold_and_offsets_rise(text):
    folded, offsets = fold_map(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    once = fold(unicodedata.normalize("NFC", text))
    assert fold(once) == once
