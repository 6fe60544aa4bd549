"""The invented corpus against its gold: entities, events and stories, pair by pair. Floors are the issue's."""

from __future__ import annotations

import pytest
from invented import corpus, measured, sizes

FLOORS = {"entities": (0.97, 0.99), "events": (0.93, 0.99), "stories": (0.95, 0.99)}
"""F1 and precision."""


@pytest.fixture(scope="module")
def told():
    return corpus()


@pytest.fixture(scope="module")
def found(told):
    return measured(told)


def test_the_corpus_is_large_enough(told):
    held = sizes(told)
    assert held["articles"] >= 120
    assert held["stories"] >= 40


@pytest.mark.parametrize("what", FLOORS)
def test_floor(found, what):
    f1, precision = FLOORS[what]
    got = found[what]
    said = [f"F1 {got.f1:.3f}, precision {got.precision:.3f}"]
    said += [f"wrong: {a} {b}" for a, b in got.wrong[:10]] + [f"missed: {a} {b}" for a, b in got.missed[:10]]
    assert got.f1 >= f1, "\n".join(said)
    assert got.precision >= precision, "\n".join(said)
