"""Logistic regression with an L2 penalty by Newton's method, in plain Python: the same weights to the digit everywhere.

Some thousand rows of some twenty features each take seconds. Formula: iteratively reweighted least squares (Bishop,
Pattern Recognition and Machine Learning, 4.3.3) with a Gaussian prior on every weight.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Row = Mapping[str, float]

STEPS = 25
PRECISION = 1e-9
DIGITS = 4


def fit(
    rows: Sequence[Row], labels: Sequence[bool], *, penalty: float, weights: Sequence[float] = ()
) -> dict[str, float]:
    """The weight of every feature seen; `weights` are the rows' (1 each when not given)."""
    names = sorted({name for row in rows for name in row})
    at = {name: index for index, name in enumerate(names)}
    sparse = [sorted((at[name], value) for name, value in row.items()) for row in rows]
    beta = [0.0] * len(names)
    for _ in range(STEPS):
        step = _step(sparse, labels, beta, penalty)
        beta = [b + s for b, s in zip(beta, step, strict=True)]
        if max(map(abs, step), default=0.0) < PRECISION:
            break
    return {name: round(value, DIGITS) for name, value in zip(names, beta, strict=True) if round(value, DIGITS)}


def probability(weights: Row, row: Row) -> float:
    """The logistic of the weighted sum."""
    return sigmoid(total(weights, row))


def total(weights: Row, row: Row) -> float:
    """The weighted sum."""
    return sum(value * weights.get(name, 0.0) for name, value in row.items())


def sigmoid(total: float) -> float:
    """The logistic function, safe at both ends."""
    return 1 / (1 + math.exp(-max(min(total, 35.0), -35.0)))


def _step(
    rows: Sequence[Sequence[tuple[int, float]]],
    labels: Sequence[bool],
    beta: Sequence[float],
    penalty: float,
) -> list[float]:
    size = len(beta)
    gradient = [-penalty * b for b in beta]
    hessian = [[0.0] * (i + 1) for i in range(size)]  # the lower triangle
    for i in range(size):
        hessian[i][i] = penalty
    for row, label in zip(rows, labels, strict=True):
        p = sigmoid(sum(value * beta[index] for index, value in row))
        residual, curve = label - p, p * (1 - p)
        for place, (i, value) in enumerate(row):
            gradient[i] += residual * value
            scaled = curve * value
            for j, other in row[: place + 1]:
                hessian[i][j] += scaled * other
    return _solved(hessian, gradient)


def _solved(lower: list[list[float]], right: Sequence[float]) -> list[float]:
    """X of A x = b for a positive definite A given by its lower triangle (Cholesky)."""
    size = len(right)
    for i in range(size):
        row = lower[i]
        for j in range(i + 1):
            other = lower[j]
            rest = row[j] - sum(row[k] * other[k] for k in range(j))
            row[j] = math.sqrt(rest) if i == j else rest / other[j]
    forward = [0.0] * size
    for i in range(size):
        forward[i] = (right[i] - sum(lower[i][k] * forward[k] for k in range(i))) / lower[i][i]
    solved = [0.0] * size
    for i in reversed(range(size)):
        solved[i] = (forward[i] - sum(lower[k][i] * solved[k] for k in range(i + 1, size))) / lower[i][i]
    return solved
