"""Files inside zip, tar and gzip. Nothing is written under the names they have, so these can do no harm."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from chancery.errors import InputUnreadable
from chancery.read.bounds import Metered, TooMuch
from chancery.read.document import printable

if TYPE_CHECKING:
    from chancery.read.bounds import Budget

_MAX_DIRECTORY = 128 * 1024 * 1024
_MAX_NAME = 1024 * 1024
_FILES = (*tarfile.REGULAR_TYPES, tarfile.GNUTYPE_SPARSE, tarfile.DIRTYPE)
_TAIL = 65536 + 22 + 20
_BROKEN = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    ValueError,
    OverflowError,
)
_UNKNOWN = (NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A file inside an archive. `open` gives its bytes as long as the next one has not been asked for."""

    name: str
    source: str
    size: int | None
    open: Callable[[], IO[bytes]]


def zipped(stream: IO[bytes], source: str, budget: Budget) -> Iterator[Packed | InputUnreadable]:
    """The files in a zip archive, in the order of its directory."""
    with broken_off(source):
        if _directory_size(stream) > _MAX_DIRECTORY:
            raise TooMuch(source, "too-large", f"its directory has more than {_MAX_DIRECTORY:,} bytes")
        with zipfile.ZipFile(stream) as archive:
            named = _Named(source)
            for info in archive.infolist():
                if info.is_dir() or is_hidden(info.filename):
                    continue
                own = named.source(info.filename)
                budget.member()
                budget.unpacked(info.file_size)
                if info.flag_bits & 1:
                    yield InputUnreadable(own, "encrypted", "it is encrypted")
                else:
                    yield Packed(name=info.filename, source=own, size=info.file_size, open=_opener(archive, info))


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(info)


def _directory_size(stream: IO[bytes]) -> int:
    """The size of a zip's directory as its end tells it; zipfile would read all of that at once."""
    end = stream.seek(0, 2)
    start = stream.seek(max(0, end - _TAIL))
    tail = stream.read(_TAIL)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + 16 > len(tail):
        return 0
    (size,) = struct.unpack_from("<L", tail, at + 12)
    if size == 0xFFFFFFFF and at >= 20 and tail[at - 20 : at - 16] == b"PK\x06\x07":
        (where,) = struct.unpack_from("<Q", tail, at - 12)
        stream.seek(min(where, start + at))
        record = stream.read(56)
        return struct.unpack_from("<Q", record, 40)[0] if len(record) == 56 else 0
    return int(size)


def tarred(stream: IO[bytes], source: str, budget: Budget) -> Iterator[Packed | InputUnreadable]:
    """The files in a tar archive, packed or not, in their order. A link is no file."""
    with broken_off(source):
        named = _Named(source)
        with (
            _plain(stream) as unpacked,
            tarfile.open(fileobj=Metered(unpacked, budget), mode="r|", errorlevel=1, tarinfo=_Entry) as archive,
        ):
            for info in archive:
                archive.members = []  # type: ignore[attr-defined] # it would keep them all
                if info.isdir() or is_hidden(info.name):
                    continue
                own = named.source(info.name)
                budget.member()
                opened = archive.extractfile(info) if info.isreg() else None
                if opened is None:
                    yield InputUnreadable(own, "unknown-kind", "a link or device, not a file")
                else:
                    yield Packed(name=info.name, source=own, size=info.size, open=_given(opened))


class _Entry(tarfile.TarInfo):
    """An entry of a tar archive whose long name is not so long that it fills the memory."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type not in _FILES and self.size > _MAX_NAME:
            raise tarfile.ReadError("a name without end")
        return super()._proc_member(archive)  # type: ignore[misc,no-any-return] # the one place where it can be told


def _given(opened: IO[bytes]) -> Callable[[], IO[bytes]]:
    return lambda: opened


@contextmanager
def _plain(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """A stream, unpacked if its first bytes say that it is packed."""
    start = stream.read(6)
    stream.seek(0)
    if start.startswith(b"\x1f\x8b"):
        with gzip.GzipFile(fileobj=stream) as packed:
            yield packed  # type: ignore[misc] # as good as IO[bytes]
    elif start.startswith(b"BZh"):
        with bz2.BZ2File(stream) as bzipped:
            yield bzipped
    elif start.startswith(b"\xfd7zXZ"):
        with lzma.LZMAFile(stream) as xzipped:
            yield xzipped
    else:
        yield stream


def gzipped(stream: IO[bytes], name: str, source: str, budget: Budget) -> Iterator[Packed | InputUnreadable]:
    """The one file that was packed by gzip."""
    with broken_off(source), gzip.GzipFile(fileobj=stream) as unpacked:
        inner = name.rpartition("/")[2][: -len(".gz")]
        budget.member()
        yield Packed(name=inner, source=source, size=None, open=_given(Metered(unpacked, budget)))  # type: ignore[arg-type]


@contextmanager
def broken_off(source: str) -> Iterator[None]:
    """Whatever a library raises at what it cannot read, as InputUnreadable."""
    try:
        yield
    except InputUnreadable:
        raise
    except _UNKNOWN as error:
        raise InputUnreadable(source, "damaged", f"packed in a way that is not read: {_told(error)}") from error
    except _BROKEN as error:
        raise InputUnreadable(source, "damaged", f"damaged or cut off: {_told(error)}") from error


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:120].lower() or type(error).__name__


def is_hidden(name: str) -> bool:
    """Is a file, or a folder it lies in, one that programs hide?"""
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in name.split("/"))


class _Named:
    """Names for the files in an archive, a number added to one that was there before."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._seen: dict[str, int] = {}

    def source(self, name: str) -> str:
        own = f"{self._source}/{printable(name)}"
        times = self._seen[own] = self._seen.get(own, 0) + 1
        return own if times == 1 else f"{own}#{times}"
