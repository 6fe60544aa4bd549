"""Data files decoded once, then kept as MessagePack in the user's cache folder under a hash of their content.

A cache only: a missing, foreign or damaged entry, or a folder that cannot be written, is passed over in silence.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

import chancery

T = TypeVar("T")
_KEPT = 8
"""Entries kept of one name: several checkouts and versions may share the folder."""


def cache_folder() -> Path | None:
    """Where compiled data is kept; None when there is no home to keep it in."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(base):  # noqa: PTH117 — the specification says relative ones are to be ignored
        return Path(base) / "chancery"
    try:
        return Path.home() / ".cache" / "chancery"
    except RuntimeError:
        return None


def fingerprint(contents: Iterable[tuple[str, bytes]]) -> str:
    """A hash of named contents, whatever their order."""
    digest = hashlib.blake2b(digest_size=10)
    for name, content in sorted(contents):
        digest.update(name.encode() + b"\x00" + hashlib.blake2b(content).digest())
    return digest.hexdigest()


def compiled(name: str, key: str, kind: type[T], make: Callable[[], T]) -> T:
    """The value kept under `name` and `key` (a hash of what it is made from), or else made and kept."""
    value = recall(name, key, kind)
    if value is None:
        value = make()
        keep(name, key, kind, value)
    return value


def recall(name: str, key: str, kind: type[T]) -> T | None:
    """The value kept under `name` and `key`; None when there is none that can be read. Nothing has an empty key."""
    path = _path(name, key, kind)
    if path is not None:
        with contextlib.suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return msgspec.msgpack.decode(path.read_bytes(), type=kind)
    return None


def keep(name: str, key: str, kind: type[T], value: T) -> None:
    """Keep a value for the processes to come."""
    path = _path(name, key, kind)
    if path is not None:
        with contextlib.suppress(OSError):
            _write(path, msgspec.msgpack.encode(value))
            _forget_old(path.parent, name)


def _path(name: str, key: str, kind: object) -> Path | None:
    folder = cache_folder() if key else None
    return folder / f"{name}-{_shape(kind)}-{key}.msgpack" if folder else None


def _shape(kind: object) -> str:
    """A hash of a type as it is declared, defaults and all, and of the program's version."""
    described = msgspec.json.encode(msgspec.inspect.type_info(kind), enc_hook=_told)
    return hashlib.blake2b(chancery.__version__.encode() + described, digest_size=5).hexdigest()


def _told(part: object) -> object:
    """What a type's description holds besides data: classes by name, makers of defaults by what they make."""
    if isinstance(part, type):
        return part() if part in {dict, list, set, tuple} else part.__qualname__
    return part() if callable(part) else repr(part)


def _write(path: Path, content: bytes) -> None:
    """Written beside its place, then moved there, so that no reader ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).replace(path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def _forget_old(folder: Path, name: str) -> None:
    kept = sorted(folder.glob(f"{name}-*.msgpack"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)
