"""What was scored last, kept beside the record, so that a run can say what it gained and lost."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from chancery.score.counts import TABLES, Miss, Scores

_FOLDER = "scores"


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a table: precision and recall where there are such, F1 or accuracy, how many were asked."""

    value: float
    asked: int
    precision: float | None = None
    recall: float | None = None


class Lot(msgspec.Struct, frozen=True, kw_only=True):
    """The measures and misses of one language."""

    documents: int
    measures: dict[str, Measure]
    misses: list[Miss]


class Run(msgspec.Struct, frozen=True):
    """Everything one run of the scorer measured, by language."""

    lots: dict[str, Lot]

    @classmethod
    def of(cls, scores: Mapping[str, Scores], documents: Mapping[str, int]) -> Run:
        """The scores of several languages."""
        return cls({name: _lot(held, documents[name]) for name, held in scores.items()})

    def with_(self, newer: Run) -> Run:
        """This run with the languages of a newer one in place of its own."""
        return Run(self.lots | newer.lots)


def _lot(scores: Scores, documents: int) -> Lot:
    measures = {}
    for name, value in scores.measures().items():
        if name in TABLES:
            count = scores.tables[name]
            measures[name] = Measure(
                value=round(value, 4),
                asked=count.asked,
                precision=round(count.precision, 4),
                recall=round(count.recall, 4),
            )
        else:
            measures[name] = Measure(value=round(value, 4), asked=len(scores.right[name]))
    return Lot(documents=documents, measures=measures, misses=sorted(scores.misses))


def last_run(record: Path, gold: Path) -> Run | None:
    """The last run of this gold on this record; None when there was none or it cannot be read any more."""
    path = _path(record, gold)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Run)
    except (OSError, msgspec.MsgspecError):
        return None


def save(record: Path, gold: Path, run: Run) -> None:
    """Keep a run for the next one to compare with."""
    path = _path(record, gold)
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(msgspec.json.encode(run))
    beside.replace(path)


def _path(record: Path, gold: Path) -> Path:
    digest = hashlib.blake2b(str(gold.resolve()).encode(), digest_size=6).hexdigest()
    return record / _FOLDER / f"{gold.name}-{digest}.json"
