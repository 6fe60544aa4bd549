"""The acts of the record and their PLOVER and CAMEO codes, by one table."""

from __future__ import annotations

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE", "CONVENE"})


def is_symmetric(kind: str) -> bool:
    """Does direction not matter for acts of this type?"""
    return kind in SYMMETRIC
