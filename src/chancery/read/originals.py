"""The bytes of pages as they came, each kept once under the name of its hash."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ORIGINALS = "originals"
"""The folder of a record that holds them."""


def place_of(folder: Path, sha256: str) -> Path:
    """Where the bytes with this hash lie."""
    return folder / sha256[:2] / sha256


def keep(folder: Path, sha256: str, raw: bytes) -> None:
    """Keep the bytes: whole or, if the process dies, not at all."""
    place = place_of(folder, sha256)
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{sha256}.{os.getpid()}")
    try:
        beside.write_bytes(raw)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
