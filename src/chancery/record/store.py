"""The record folder: where it is, who may write, and what a reader sees."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chancery.errors import RecordError
from chancery.record import schema
from chancery.record.lock import WriterLock
from chancery.record.view import View
from chancery.record.writer import Writer


@dataclass(frozen=True, slots=True)
class Record:
    """A record on disk: a folder with `record.db` and `decisions.jsonl`."""

    path: Path

    @staticmethod
    def open(path: Path) -> Record:
        """The record in a folder that has one. RecordError otherwise."""
        schema.connect(path, write=False).close()
        return Record(path)

    @staticmethod
    def open_or_create(path: Path) -> Record:
        """The record in a folder, made when there is none."""
        if path.exists() and not path.is_dir():
            raise RecordError(f"{path} is a file, a record is a folder", hint="name another --record")
        try:
            schema.create(path)
        except OSError as error:
            raise RecordError(f"{path} cannot be made: {error.strerror}") from error
        return Record.open(path)

    @property
    def database(self) -> Path:
        """The file that holds everything but the decisions."""
        return self.path / schema.DATABASE

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """The one writer. RecordError names the process that is writing already."""
        with WriterLock(self.path):
            connection = schema.connect(self.path, write=True)
            try:
                yield Writer(connection)
            except sqlite3.OperationalError as error:
                raise RecordError(f"{self.path} cannot be written: {error}") from error
            finally:
                connection.close()

    def reader(self) -> View:
        """A view that nothing has been asked of yet; its connection is to be closed."""
        return View(schema.connect(self.path, write=False))

    @contextmanager
    def view(self) -> Iterator[View]:
        """Queries over one state of the record, whatever is written meanwhile."""
        view = self.reader()
        try:
            with reading(view, self):
                yield view
        finally:
            view.connection.close()


@contextmanager
def reading(view: View, record: Record) -> Iterator[None]:
    """Let a view see one state of the record, the latest, until it has been asked everything."""
    try:
        with view.held():
            yield
    except sqlite3.DatabaseError as error:
        raise RecordError(
            f"{record.path} cannot be read: {error}", hint="chancery doctor, or build it again"
        ) from error
