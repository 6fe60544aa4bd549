"""The one home of re.compile."""

from __future__ import annotations

import re
from functools import cache

Pattern = re.Pattern[str]


@cache
def compile(pattern: str, flags: int = 0) -> Pattern:  # noqa: A001 — reads as regex.compile
    """The compiled pattern, made once a process."""
    return re.compile(pattern, flags)


def literal(text: str) -> str:
    """The text as an expression that matches itself; a blank matches any run of blanks."""
    return re.escape(text).replace("\\ ", r"\s+")
