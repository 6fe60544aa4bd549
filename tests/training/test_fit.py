"""The decision model: the solver is right, and the weights that ship are those of the examples, to the digit."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

TRAINING = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(TRAINING))

import fit  # noqa: E402
import logistic  # noqa: E402

from chancery.extract.decision import Model, model  # noqa: E402
from chancery.ontology.states import states  # noqa: E402


@pytest.mark.parametrize("kind", sorted(json.loads(fit.MODEL.read_text("utf-8"))))
def test_the_weights_are_those_of_the_examples(kind):
    held = json.loads(fit.MODEL.read_text("utf-8"))[kind]
    examples = list(fit.read(kind))
    again = logistic.fit([e.features for e in examples], [e.right for e in examples], penalty=held["penalty"])
    assert fit.bent(again, fit.calibration(again, list(fit.read(kind, "unseen")))) == held["weights"]


def test_no_page_is_both_learned_from_and_kept_apart():
    for kind in ("event", "statement"):
        assert not {e.doc for e in fit.read(kind)} & {e.doc for e in fit.read(kind, "unseen")}


def test_a_feature_that_tells_nothing_leaves_the_share():
    weights = logistic.fit([{"one": 1.0}] * 4, [True, True, True, False], penalty=1e-9)
    assert weights["one"] == pytest.approx(math.log(3), abs=1e-3)


rows = st.lists(
    st.tuples(st.dictionaries(st.sampled_from("abc"), st.floats(-2, 2), max_size=3), st.booleans()),
    min_size=1,
    max_size=20,
)


@given(rows)
def test_the_gradient_is_zero_at_the_solution(held):
    features, labels = [row for row, _ in held], [label for _, label in held]
    weights = logistic.fit(features, labels, penalty=1.0)
    for name in {name for row in features for name in row}:
        slope = sum(
            row.get(name, 0.0) * (label - logistic.probability(weights, row))
            for row, label in zip(features, labels, strict=True)
        )
        assert slope == pytest.approx(weights.get(name, 0.0), abs=1e-2)


def test_the_parts_of_a_sum_are_told_by_reason():
    held = Model({"act": 0.5, "act noun": 1.0, "source 1": -2.0}, 0.2)
    features = {"act": 1.0, "act noun": 1.0, "source 1": 1.0, "unknown": 3.0}
    assert (held.part(features, "act"), held.part(features, "source")) == (1.5, -2.0)
    assert held.probability(features) == round(logistic.sigmoid(-0.5), 2)


def test_no_feature_names_a_word_or_a_state():
    for kind in json.loads(fit.MODEL.read_text("utf-8")):
        for name in model(kind).weights:
            assert name.isascii()
            assert not {part for part in name.split() if part in states()}
