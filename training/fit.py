"""Fit the decision model on the examples and tell how good it is: `make train`.

Writes src/chancery/extract/decision.json and training/REPORT.md, the same to the byte for the same examples. What packs
propose on pages they were tuned on is right too often; so the weights, fitted on those, are calibrated on pages kept
apart. Every number in the report is of documents that the weights were not fitted on.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from logistic import Row, fit, probability, total

HERE = Path(__file__).parent
MODEL = HERE.parent / "src" / "chancery" / "extract" / "decision.json"
REPORT = HERE / "REPORT.md"

FOLDS = 10
PENALTIES = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
BINS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.01)
LEAST = 0.5
"""What is likelier wrong than right is not recorded."""


@dataclass(frozen=True, slots=True)
class Example:
    """One proposed row and whether it is right."""

    doc: str
    lang: str
    right: bool
    features: Row

    @property
    def fold(self) -> int:
        """The fold of its document."""
        return hashlib.blake2b(self.doc.encode(), digest_size=4).digest()[0] % FOLDS


def main() -> None:
    """Fit every kind of row, write the weights and the report."""
    lines = [INTRODUCTION]
    models = {}
    for kind in ("event", "statement"):
        examples = list(read(kind))
        if not examples:
            continue
        penalty = min(PENALTIES, key=lambda value: loss(examples, crossed(examples, value)))
        held = crossed(examples, penalty)
        weights = fit([e.features for e in examples], [e.right for e in examples], penalty=penalty)
        unseen = list(read(kind, "unseen"))
        slope = calibration(weights, unseen)
        told = calibrated_apart(weights, unseen)
        models[kind] = {"least": LEAST, "penalty": penalty, "weights": bent(weights, slope)}
        lines += report(kind, examples, held, penalty) + reliability(unseen, told)
    MODEL.write_text(json.dumps(models, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    REPORT.write_text("\n".join(lines) + "\n", "utf-8")
    print(REPORT.read_text("utf-8"))


INTRODUCTION = """\
# What the decision model is worth

Made by `make train` from `training/examples`; do not edit. Of every row that the packs propose, the model says how
likely it is right. The tables of languages are of documents held out (ten folds over documents); those of reliability
are of pages that were kept apart from all tuning (`training/unseen`)."""


def read(kind: str, folder: str = "examples") -> Iterator[Example]:
    """The examples of a kind, in a fixed order."""
    for path in sorted((HERE / folder).glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["kind"] == kind:
                yield Example(row["doc"], row["lang"], row["right"], row["features"])


def crossed(examples: Sequence[Example], penalty: float) -> list[float]:
    """The probability of each example by weights fitted on the other folds."""
    return fitted_apart(examples, penalty, lambda e, fold: e.fold != fold)


def fitted_apart(examples: Sequence[Example], penalty: float, may_learn: Callable[[Example, int], bool]) -> list[float]:
    """The probability of each example by weights of its fold's teachers."""
    by_fold: dict[int, Mapping[str, float]] = {}
    for fold in sorted({e.fold for e in examples}):
        taught = [e for e in examples if may_learn(e, fold)]
        by_fold[fold] = fit([e.features for e in taught], [e.right for e in taught], penalty=penalty)
    return [probability(by_fold[e.fold], e.features) for e in examples]


def calibration(weights: Row, unseen: Sequence[Example]) -> Row:
    """What the sum of the weights is worth on pages that no pack was tuned on: a factor and a shift."""
    sums = [{"factor": total(weights, e.features), "shift": 1.0} for e in unseen]
    return fit(sums, [e.right for e in unseen], penalty=1e-6)


def bent(weights: Row, slope: Row) -> dict[str, float]:
    """The weights after calibration; every row has the feature `act`, which takes the shift."""
    factor, shift = slope.get("factor", 0.0), slope.get("shift", 0.0)
    turned = {name: round(value * factor, 4) for name, value in weights.items()}
    turned["act"] = round(turned.get("act", 0.0) + shift, 4)
    return turned


def calibrated_apart(weights: Row, unseen: Sequence[Example]) -> list[float]:
    """The probability of each unseen row, calibrated on the other folds."""
    slopes = {fold: calibration(weights, [e for e in unseen if e.fold != fold]) for fold in {e.fold for e in unseen}}
    return [probability(bent(weights, slopes[e.fold]), e.features) for e in unseen]


def loss(examples: Sequence[Example], held: Sequence[float]) -> float:
    """The mean log loss."""
    parts = [math.log(max(p if e.right else 1 - p, 1e-6)) for e, p in zip(examples, held, strict=True)]
    return -sum(parts) / len(parts)


def separation(examples: Sequence[Example], held: Sequence[float]) -> float:
    """The chance that a right row is held likelier than a wrong one (area under the curve)."""
    order = sorted(zip(held, (e.right for e in examples), strict=True))
    below = wrong = 0.0
    index = 0
    while index < len(order):
        same = [right for p, right in order[index:] if p == order[index][0]]
        below += sum(same) * (wrong + (len(same) - sum(same)) / 2)
        wrong += len(same) - sum(same)
        index += len(same)
    return below / (wrong * (len(order) - wrong)) if 0 < wrong < len(order) else 1.0


def report(kind: str, examples: Sequence[Example], held: Sequence[float], penalty: float) -> list[str]:
    """The tables of one kind of row."""
    right = sum(e.right for e in examples)
    documents = len({e.doc for e in examples})
    lines = [
        "",
        f"## {kind.capitalize()}s",
        "",
        f"{len(examples)} rows of {documents} documents, {right} of them right; penalty {penalty:g}.",
        "",
    ]
    lines += ["| language | weights learned from | log loss | separation |", "|---|---|---|---|"]
    for language in sorted({e.lang for e in examples}):
        here = [e for e in examples if e.lang == language]
        if len({e.right for e in here}) < 2:
            continue
        share = sum(e.right for e in here) / len(here)
        tries = {
            "nothing: its share of right rows": [share] * len(here),
            f"{language} only": fitted_apart(here, penalty, lambda e, fold: e.fold != fold),
            "the other languages only": _taught_by(examples, here, penalty, lambda e, lang=language: e.lang != lang),
            "all": [p for e, p in zip(examples, held, strict=True) if e.lang == language],
        }
        lines += [
            f"| {language} | {name} | {loss(here, p):.3f} | {separation(here, p):.3f} |" for name, p in tries.items()
        ]
    return lines


def reliability(unseen: Sequence[Example], told: Sequence[float]) -> list[str]:
    """What is said against what is right, on pages that no pack was tuned on."""
    documents = len({e.doc for e in unseen})
    lines = [
        "",
        f"Reliability on {len(unseen)} rows of {documents} documents that no pack was tuned on, calibrated without the",
        f"row's own document. Rows below {LEAST:g} are not recorded but listed as undecided.",
        "",
        "| said | rows | right |",
        "|---|---|---|",
    ]
    for low, high in pairwise(BINS):
        inside = [(p, e.right) for e, p in zip(unseen, told, strict=True) if low <= p < high]
        if inside:
            mean, share = sum(p for p, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            lines.append(f"| {mean:.2f} ({low:g}–{min(high, 1):g}) | {len(inside)} | {share:.2f} |")
    return lines


def _taught_by(
    examples: Sequence[Example], here: Sequence[Example], penalty: float, may: Callable[[Example], bool]
) -> list[float]:
    taught = [e for e in examples if may(e)]
    weights = fit([e.features for e in taught], [e.right for e in taught], penalty=penalty)
    return [probability(weights, e.features) for e in here]


if __name__ == "__main__":
    main()
