"""Chancery keeps the record of dealings between states, read from news in many languages.

>>> import chancery
>>> record = chancery.open("chancery.record")
>>> record.events(pair=("VNM", "BLR"), since="2025-01").to_pandas()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from chancery.tables import OpenRecord

__version__ = "0.1.0"


def open(path: str | Path) -> OpenRecord:  # noqa: A001 — reads as chancery.open
    """The record in a folder, to ask from Python. RecordError when there is none."""
    from chancery.tables import OpenRecord  # noqa: PLC0415 — the program's start needs none of it

    return OpenRecord(path)
