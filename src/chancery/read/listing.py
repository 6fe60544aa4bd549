"""What there is to read under some paths, without reading it."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from chancery.errors import InputUnreadable
from chancery.read.document import Columns, Document, source_name
from chancery.read.forms import container_of, kind_of, unknown
from chancery.read.lines import check_fields, lines
from chancery.read.opening import held_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Listed = Document | InputUnreadable
_Folder = tuple[int, int]


def read_inputs(paths: Sequence[Path], *, columns: Columns = ()) -> Iterator[Listed]:
    """Every document under the paths, in sorted order; what is none is yielded as an error.

    Of a file that holds many documents as much is read as tells them apart. `columns` names columns of rows. Hidden
    files and folders are skipped unless named themselves. The same file is listed once, however often it is named.
    """
    walk = _Walk(columns)
    for path in paths:
        yield from walk.under(Path(path), ())


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk over folders that never enters one twice."""

    columns: Columns = ()
    sources: set[str] = field(default_factory=set)
    folders: set[_Folder] = field(default_factory=set)

    def under(self, path: Path, above: tuple[_Folder, ...]) -> Iterator[Listed]:
        source = source_name(path)
        try:
            found = path.stat()
        except OSError as error:
            yield _unreadable(source, error)
            return
        if stat.S_ISDIR(found.st_mode):
            yield from self._folder(path, (found.st_dev, found.st_ino), above)
        elif source not in self.sources:
            self.sources.add(source)
            yield from self._file(path, source, found.st_mode)

    def _folder(self, path: Path, known: _Folder, above: tuple[_Folder, ...]) -> Iterator[Listed]:
        source = source_name(path)
        if known in above:
            yield InputUnreadable(source, "loop", "the folder leads back to itself")
            return
        if known in self.folders:
            return
        self.folders.add(known)
        try:
            names = sorted(os.listdir(path), key=os.fsencode)  # noqa: PTH208
        except OSError as error:
            yield _unreadable(source, error)
            return
        for name in names:
            if not name.startswith("."):
                yield from self.under(path / name, (*above, known))

    def _file(self, path: Path, source: str, mode: int) -> Iterator[Listed]:
        kind, container = kind_of(path.name), container_of(path.name)
        if not stat.S_ISREG(mode):
            yield InputUnreadable(source, "unknown-kind", "not a regular file")
        elif kind is not None:
            yield Document(source=source, path=path, kind=kind)
        elif container is None:
            yield InputUnreadable(source, "unknown-kind", unknown(path.name))
        else:
            listed = self._rows if container == "jsonl" else self._members
            try:
                yield from listed(path, source)
            except InputUnreadable as error:
                yield error
            except OSError as error:
                yield _unreadable(source, error)

    def _rows(self, path: Path, source: str) -> Iterator[Listed]:
        """One document a line that is not blank."""
        with path.open("rb") as stream:
            check_fields(stream, source, self.columns)
            some = False
            for line, offset, length in lines(stream):
                some = True
                yield Document(
                    source=f"{source}#{line}",
                    path=path,
                    kind="jsonl",
                    offset=offset,
                    length=length,
                    line=line,
                    columns=self.columns,
                )
            if not some:
                yield InputUnreadable(source, "empty", "the file has no lines")

    def _members(self, path: Path, source: str) -> Iterator[Listed]:
        """One document for each that the file holds; a failure has a name of its own."""
        number = 0
        for item in held_in(path, source, self.columns):
            if isinstance(item, InputUnreadable):
                item.file = source
                yield item
                continue
            yield Document(source=item.source, path=path, kind=item.kind, member=number, columns=self.columns)
            number += 1


def _unreadable(source: str, error: OSError) -> InputUnreadable:
    loops = error.errno == errno.ELOOP
    return InputUnreadable(source, "loop" if loops else "unreadable", (error.strerror or str(error)).lower())
