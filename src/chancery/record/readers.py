"""Views whose connections stay open, for a server that asks again and again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from chancery.record.store import Record, reading
from chancery.record.view import View

_MOST_IDLE = 16


class Readers:
    """Hands out views of a record, each to one asker at a time, of the state that the record is in then."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._idle: deque[tuple[int, View]] = deque()
        self._watching: tuple[int, View] | None = None

    def state(self) -> tuple[str, int]:
        """The edition, and a number that is another whenever anything was committed. To be asked by one thread."""
        file = self._file()
        if self._watching is None or self._watching[0] != file:
            self._watching = file, self._record.reader()
        view = self._watching[1]
        commits: int = view.connection.execute("PRAGMA data_version").fetchone()[0]
        return f"{file} {view.edition()}", commits

    @contextmanager
    def view(self) -> Iterator[View]:
        """Queries over one state of the record, whatever is written meanwhile."""
        file, view = self._taken()
        try:
            with reading(view, self._record):
                yield view
        except BaseException:
            view.connection.close()
            raise
        if len(self._idle) < _MOST_IDLE:
            self._idle.append((file, view))
        else:
            view.connection.close()

    def _taken(self) -> tuple[int, View]:
        """A view nobody uses; of a file that has taken the place of the old one, a new view."""
        file = self._file()
        while self._idle:
            try:
                held, view = self._idle.pop()
            except IndexError:  # somebody else was faster
                break
            if held == file:
                return file, view
            view.connection.close()
        return file, self._record.reader()

    def _file(self) -> int:
        """The number of the file that the record is in now."""
        return self._record.database.stat().st_ino
