"""How a build tells how far it is. What is shown is the caller's business."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of every stage in turn: begin, any number of advances, end."""

    def begin(self, stage: str, total: int | None) -> None:
        """A stage starts; `total` pieces of work, when known."""

    def advance(self, done: int, failed: int = 0) -> None:
        """So many more pieces are done, so many of them failed."""

    def end(self) -> None:
        """The stage is over."""


class Silent:
    """Shows nothing."""

    def begin(self, stage: str, total: int | None) -> None:
        """Nothing."""

    def advance(self, done: int, failed: int = 0) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""
