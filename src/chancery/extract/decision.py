"""The decision model: how likely a row is right, as the logistic of a sum over its features.

The weights are learned from gold by `make train` (training/README.md tells from which) and stand in `decision.json`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Generic, Literal, TypeVar

import msgspec

from chancery.extract.features import Features
from chancery.model.findings import LocalEvent, LocalStatement

Kind = Literal["event", "statement"]
R = TypeVar("R", LocalEvent, LocalStatement)


@dataclass(frozen=True, slots=True)
class Proposed(Generic[R]):
    """A row as the packs propose it, and what the model looks at; the row's confidence is the model's probability."""

    row: R
    features: Features


@dataclass(frozen=True, slots=True)
class Model:
    """One kind of row: the weight of every feature, and the least probability that is kept."""

    weights: Mapping[str, float]
    least: float

    def probability(self, features: Features) -> float:
        """How likely a row with these features is right, two decimals."""
        total = sum(value * self.weights.get(name, 0.0) for name, value in features.items())
        return round(min(max(1 / (1 + math.exp(-total)), 0.01), 0.99), 2)

    def part(self, features: Features, reason: str) -> float:
        """What the features of one reason add to the sum, two decimals."""
        mine = (n for n in features if n == reason or n.startswith(f"{reason} "))
        return round(sum(features[name] * self.weights.get(name, 0.0) for name in mine), 2)


@cache
def model(kind: Kind) -> Model:
    """The model of a kind of row."""
    return _models()[kind]


@cache
def _models() -> Mapping[str, Model]:
    return msgspec.json.decode((files("chancery.extract") / "decision.json").read_bytes(), type=dict[str, Model])


def kept(kind: Kind, proposed: Iterable[Proposed[R]]) -> tuple[tuple[R, ...], tuple[R, ...]]:
    """The rows that are likely enough, and the others."""
    least = model(kind).least
    rows = [one.row for one in proposed]
    return tuple(r for r in rows if r.confidence >= least), tuple(r for r in rows if r.confidence < least)
