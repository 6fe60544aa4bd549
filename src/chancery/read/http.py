"""The answer of a server as an archive keeps it: status, type, and a body that may be chunked and packed."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

from chancery.errors import InputUnreadable
from chancery.read.document import MAX_FILE

_HEADERS = 256 * 1024
_AT_ONCE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Response:
    """An answer. `type` is the media type, lower case; `headers` have lower-case names."""

    status: int
    type: str
    charset: str | None
    headers: dict[str, str]
    raw: bytes

    @classmethod
    def of(cls, content_type: str, raw: bytes, status: int = 200, headers: dict[str, str] | None = None) -> Response:
        """What a content type says of a body."""
        kind, _, rest = content_type.partition(";")
        charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
        return cls(status, kind.strip().lower(), charset or None, headers or {}, raw)

    def body(self, source: str) -> bytes:
        """The body, neither chunked nor packed. InputUnreadable when it is cut off or unpacks to too much."""
        raw = self.raw
        length = self.headers.get("content-length", "")
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            raw = _joined(raw)
        elif length.isdigit() and len(length) < 12 and int(length) < len(raw):
            raw = raw[: int(length)]
        packings = [word.strip() for word in self.headers.get("content-encoding", "").lower().split(",")]
        for packing in reversed([word for word in packings if word not in {"", "identity"}]):
            raw = _unpacked(raw, packing, source)
        return raw


def parse_response(block: bytes) -> Response | None:
    """An answer taken apart; None when its headers do not end."""
    head, mark, raw = block.partition(b"\r\n\r\n")
    if not mark:
        head, mark, raw = block.partition(b"\n\n")
    if not mark or len(head) > _HEADERS:
        return None
    first, *rest = head.decode("latin-1").splitlines()
    words = first.split(None, 2)
    status = int(words[1]) if len(words) > 1 and words[1].isascii() and words[1].isdigit() and len(words[1]) == 3 else 0
    pairs = (line.partition(":") for line in rest)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Response.of(headers.get("content-type", ""), raw, status, headers)


def _joined(raw: bytes) -> bytes:
    """The chunks of a body joined; a body that is not chunked, whatever was said of it, stays as it is."""
    pieces: list[bytes] = []
    at = 0
    while at < len(raw):
        end = raw.find(b"\n", at, at + 1024)
        size = _size(raw[at:end].partition(b";")[0].strip()) if end >= 0 else None
        if size is None:
            return raw if not pieces else b"".join(pieces)
        if size == 0:
            break
        pieces.append(raw[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if raw[at : at + 2] == b"\r\n" else 1
    return b"".join(pieces)


def _size(word: bytes) -> int | None:
    try:
        return int(word, 16) if word and len(word) <= 8 and word.isalnum() else None
    except ValueError:
        return None


def _unpacked(raw: bytes, packing: str, source: str) -> bytes:
    if packing not in {"gzip", "x-gzip", "deflate", "br"}:
        raise InputUnreadable(source, "damaged", f"its body is packed by {packing[:40]}, which is not read")
    held = _by_brotli(raw) if packing == "br" else _by_zlib(raw, (15, -15) if packing == "deflate" else (31,))
    if held is None and raw.lstrip()[:1] == b"<":
        return raw  # packed only by word
    if held is None:
        raise InputUnreadable(source, "damaged", f"its body is not {packing} as it says")
    if len(held) > MAX_FILE:
        raise InputUnreadable(source, "too-large", f"its body unpacks to more than {MAX_FILE:,} bytes")
    return held


def _by_zlib(raw: bytes, windows: tuple[int, ...]) -> bytes | None:
    """What comes out, at most one byte more than is read; None when nothing can."""
    for window in windows:
        try:
            return zlib.decompressobj(window).decompress(raw, MAX_FILE + 1)
        except zlib.error:
            continue
    return None


def _by_brotli(raw: bytes) -> bytes | None:
    import brotli  # noqa: PLC0415 — few pages need it

    unpacker = brotli.Decompressor()
    held: bytes = b""
    try:
        held = _more(unpacker, raw)
        while len(held) <= MAX_FILE and not unpacker.is_finished() and (more := _more(unpacker)):
            held += more
    except brotli.error:
        return held or None
    return held


def _more(unpacker: Any, raw: bytes = b"") -> bytes:  # noqa: ANN401 — the library has no types
    held: bytes = unpacker.process(raw, output_buffer_limit=_AT_ONCE)
    return held
