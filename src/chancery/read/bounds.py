"""How much may come out of one file, whatever it says of itself."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from chancery.errors import InputUnreadable

if TYPE_CHECKING:
    from typing import IO


MAX_MEMBERS = 1_000_000
"""The most files in one archive, those in archives inside it counted too."""
MAX_UNPACKED = 64 * 1024**3
"""The most bytes that come out of one archive."""
MAX_RATIO = 200
"""How many bytes may come out of one, beyond the first `FREE`."""
FREE = 64 * 1024 * 1024
MAX_NESTED = 2 * 1024**3
"""The largest file inside an archive that itself holds many documents, in bytes."""
_AT_ONCE = 16 * 1024 * 1024


class TooMuch(InputUnreadable):
    """A file holds more than is read of one; what came before has been read."""


class Budget:
    """What may still come out of one file."""

    def __init__(self, source: str, size: int) -> None:
        self._source = source
        self._members = MAX_MEMBERS
        self._allowed = self._bytes = min(MAX_UNPACKED, FREE + MAX_RATIO * size)

    def member(self) -> None:
        """One more file; TooMuch when there were too many."""
        self._members -= 1
        if self._members < 0:
            raise TooMuch(self._source, "too-large", f"more than {MAX_MEMBERS:,} files are in it; the rest is not read")

    def unpacked(self, size: int) -> None:
        """So many more bytes; TooMuch when there were too many."""
        self._bytes -= size
        if self._bytes < 0:
            told = f"it unpacks to more than {self._allowed:,} bytes, {MAX_RATIO} times its size; the rest is not read"
            raise TooMuch(self._source, "too-large", told)


class Metered(io.RawIOBase):
    """A stream that can be read once, forwards, and only as far as the budget goes."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        # A read that is cut off loses what had been unpacked before; the smaller `read1` gives that first.
        self._read = getattr(stream, "read1", stream.read)
        self._budget = budget

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; TooMuch rather than very many at once."""
        if size < 0 or size > _AT_ONCE:
            self._budget.unpacked(max(size, _AT_ONCE))
            size = _AT_ONCE
        data: bytes = self._read(size)
        self._budget.unpacked(len(data))
        return data
