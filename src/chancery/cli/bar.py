"""How far a build is, on stderr: a moving line on a terminal, one line a stage elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

from chancery.cli.layout import plural, terminal_width, width
from chancery.run.progress import Progress

_STAGES = {
    "list": "listing documents",
    "read": "reading",
    "reread": "reading again with new packs",
    "link": "linking",
    "write": "writing",
}
_EVERY = 0.1


def bar() -> Progress:
    """The progress that suits stderr."""
    return Bar(sys.stderr) if sys.stderr.isatty() else Lines(sys.stderr)


class Lines:
    """One line when a stage ends."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._name = ""
        self._done = self._failed = 0
        self._begun = 0.0

    def begin(self, stage: str, total: int | None) -> None:
        """A stage starts."""
        self._name = _STAGES.get(stage, stage)
        self._done = self._failed = 0
        self._begun = time.monotonic()
        self._begin(total)

    def _begin(self, total: int | None) -> None:
        """Nothing is shown yet."""

    def advance(self, done: int, failed: int = 0) -> None:
        """Count."""
        self._done += done
        self._failed += failed

    def end(self) -> None:
        """Say how the stage went."""
        seconds = time.monotonic() - self._begun
        print(f"{self._name}: {self._told(seconds)}", file=self._stream, flush=True)

    def _told(self, seconds: float) -> str:
        parts = [f"{seconds:.1f} s"]
        if self._done:
            parts.insert(0, plural(self._done, "document"))
            if seconds >= _EVERY:
                parts.append(f"{self._done / seconds:,.0f}/s")
        if self._failed:
            parts.append(f"{self._failed} failed")
        return ", ".join(parts)


class Bar(Lines):
    """A line that moves, and stays as what `Lines` would say."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._total: int | None = None
        self._drawn = 0.0

    def _begin(self, total: int | None) -> None:
        self._total = total
        self._drawn = 0.0
        self._draw()

    def advance(self, done: int, failed: int = 0) -> None:
        """Count, and draw now and then."""
        super().advance(done, failed)
        if time.monotonic() - self._drawn >= _EVERY:
            self._draw()

    def end(self) -> None:
        """Put the stage's last line in place of the moving one."""
        self._stream.write("\r\x1b[K")
        super().end()

    def _draw(self) -> None:
        self._drawn = time.monotonic()
        room = terminal_width() - 1
        text = self._moving(self._drawn - self._begun)
        filled = ""
        if self._total:
            free = min(30, room - width(text) - width(self._name) - 4)
            if free >= 5:
                full = free * self._done // self._total
                filled = f" {'█' * full}{'░' * (free - full)}"
        line = f"{self._name}{filled} {text}"
        self._stream.write(f"\r\x1b[K{line[:room]}")
        self._stream.flush()

    def _moving(self, seconds: float) -> str:
        if not self._total:
            return f"{self._done:,} …" if self._done else "…"
        parts = [f"{self._done:,}/{self._total:,}"]
        if self._done and seconds > 0:
            rate = self._done / seconds
            left = round((self._total - self._done) / rate)
            parts.append(f"{rate:,.0f}/s")
            parts.append(f"{left // 60}:{left % 60:02d} left")
        if self._failed:
            parts.append(f"{self._failed} failed")
        return " · ".join(parts)
