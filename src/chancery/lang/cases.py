"""The cases of a pack: sentences each frame must read and must not read. Read only to check a pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import get_args

from chancery.errors import PackError
from chancery.lang.loader import CASES, packs_folder
from chancery.lang.schema import Cases
from chancery.model.findings import Status
from chancery.ontology.decode import decode_yaml
from chancery.text import regex

_READS = regex.compile(r"([^>:@]*)(?:>([^>:@]*))?(?::([^>:@]*))?(?:@([^>:@]*))?")
_DATE = regex.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a case says its sentence says: states by code or names in part; None where it says nothing."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    status: str | None
    date: str | None


def parse_reading(text: str) -> Reading:
    """Read "VNM, BLR > UN : planned @ 2025-05". PackError says what is wrong with it."""
    match = _READS.fullmatch(text)
    if match is None:
        raise PackError(f"cannot read {text!r}; it is written 'source, source > target : status @ date'")
    sources, targets, status, date = ((part or "").strip() for part in match.groups())
    if status and status not in get_args(Status):
        raise PackError(f"no status {status!r}; there are {', '.join(get_args(Status))}")
    if date and not _DATE.fullmatch(date):
        raise PackError(f"{date!r} is no ISO date or interval")
    return Reading(_names(sources), _names(targets), status or None, date or None)


def _names(side: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in side.split(",") if name.strip())


def cases(language: str, folder: Traversable | None = None) -> Iterator[tuple[str, str, Cases]]:
    """Every frame's cases as (file, frame, cases). PackError when a file is wrong."""
    where = (folder or packs_folder()) / language / CASES
    if where.is_dir():
        for path in sorted(where.iterdir(), key=lambda p: p.name):
            if path.name.endswith(".yaml"):
                for frame, held in decode_yaml(path, dict[str, Cases]).items():
                    yield f"{language}/{CASES}/{path.name}", frame, held
