"""Names across scripts and romanisations."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from chancery.link.names import words
from chancery.link.readings import readings, word_readings
from chancery.ontology.decode import decode_yaml

CASES = decode_yaml(Path(__file__).with_name("names.yaml"), dict[str, list[list[str]]])


def share(state: str, one: str, other: str) -> bool:
    a, b = ({key for key, _ in readings(words(name), state)} for name in (one, other))
    return words(one) == words(other) or not a.isdisjoint(b)


@pytest.mark.parametrize(("state", "names"), [(state, names) for state, *names in CASES["one"]])
def test_writings_of_one_name_share_a_reading(state, names):
    apart = [pair for pair in combinations(names, 2) if not share(state, *pair)]
    same_spelling = [pair for pair in apart if pair[0] == pair[1]]
    assert apart == same_spelling


@pytest.mark.parametrize(("state", "names"), [(state, names) for state, *names in CASES["two"]])
def test_different_names_share_none_but_hints(state, names):
    one, other = names
    a, b = (dict(readings(words(name), state)) for name in names)
    assert words(one) != words(other)
    assert all(a[key] == b[key] == 1 for key in a.keys() & b.keys())


def test_single_words_are_read_too():
    assert "lam" in word_readings("лам", "VNM")
    assert "xi" not in word_readings("си", "RUS")
    assert {"ksi"} & word_readings("си", "CHN")
