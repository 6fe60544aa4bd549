"""What there is to read under some paths, without reading it."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from chancery.errors import InputUnreadable
from chancery.read.document import MAX_FILE, Document, DocumentKind, source_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KINDS: dict[str, DocumentKind] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}

Listed = Document | InputUnreadable
_Folder = tuple[int, int]


def read_inputs(paths: Sequence[Path]) -> Iterator[Listed]:
    """Every document under the paths, in sorted order; what is none is yielded as an error.

    Nothing is read, except that JSONL files are scanned for line ends. Hidden files and folders
    are skipped unless named themselves. The same file is listed once, however often it is named.
    """
    walk = _Walk()
    for path in paths:
        yield from walk.under(Path(path), ())


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk over folders that never enters one twice."""

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
            yield from _file(path, source, found.st_mode)

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


def _file(path: Path, source: str, mode: int) -> Iterator[Listed]:
    kind = KINDS.get(path.suffix.lower())
    if not stat.S_ISREG(mode):
        yield InputUnreadable(source, "unknown-kind", "not a regular file")
    elif kind is None:
        what = f"{path.suffix} files are" if path.suffix else "a file without a suffix is"
        yield InputUnreadable(source, "unknown-kind", f"{what} not read; known are {', '.join(KINDS)}")
    elif kind == "jsonl":
        yield from _rows(path, source)
    else:
        yield Document(source=source, path=path, kind=kind)


def _rows(path: Path, source: str) -> Iterator[Listed]:
    """One document a line that is not blank; of a line, only what may be read is held in memory."""
    try:
        with path.open("rb") as stream:
            some = False
            for line, offset, length in _lines(stream):
                some = True
                yield Document(
                    source=f"{source}#{line}",
                    path=path,
                    kind="jsonl",
                    offset=offset,
                    length=length,
                    line=line,
                )
            if not some:
                yield InputUnreadable(source, "empty", "the file has no lines")
    except OSError as error:
        yield _unreadable(source, error)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, int, int]]:
    """Number, offset and length of every line that is not blank."""
    number = offset = 0
    while piece := stream.readline(MAX_FILE):
        number += 1
        length = len(piece)
        blank = not piece.strip()
        while not piece.endswith(b"\n"):
            piece = stream.readline(MAX_FILE)
            if not piece:
                break
            length += len(piece)
            blank = blank and not piece.strip()
        if not blank:
            yield number, offset, length
        offset += length


def _unreadable(source: str, error: OSError) -> InputUnreadable:
    loops = error.errno == errno.ELOOP
    return InputUnreadable(source, "loop" if loops else "unreadable", (error.strerror or str(error)).lower())
