"""Bytes to text: never a guess that is not sure."""

from __future__ import annotations

import codecs

from chancery.errors import InputUnreadable
from chancery.text import regex

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = [
    "cp1251", "koi8_r", "cp1252", "cp1258", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_SAMPLE = 65536
_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\r\x0b\x0c\x1b\x1a")
_MOJIBAKE = 0.1
_MULTIBYTE = regex.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = regex.compile("[\x80-\xff]")


def decode(raw: bytes, source: str) -> str:
    """Text of a plain file: UTF-8, UTF-16 with its mark, or another encoding if it is certain."""
    marked = decode_marked(raw, source)
    if marked is not None:
        return marked
    if is_binary(raw):
        raise InputUnreadable(source, "binary", "not a text: it holds control bytes")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(raw) and error.reason == "unexpected end of data":
            return raw[: error.start].decode("utf-8")  # cut off within its last letter
        if not _is_broken_utf8(raw):
            guessed = detect(raw)
            if guessed is not None:
                return guessed
        message = f"not UTF-8 (byte {error.start:,}) and no other encoding is certain"
        raise InputUnreadable(source, "encoding", message) from error


def decode_marked(raw: bytes, source: str) -> str | None:
    """The text of bytes that begin with a byte order mark; None without one."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError as error:
                raise InputUnreadable(
                    source, "encoding", f"marked as {encoding} but byte {error.start:,} is not"
                ) from error
    return None


def is_binary(raw: bytes) -> bool:
    """Are there bytes that no text has?"""
    sample = raw[:_SAMPLE]
    return sample.count(0) > 0 or sum(map(sample.count, (bytes([c]) for c in _CONTROLS))) * 50 > len(sample)


def _is_broken_utf8(raw: bytes) -> bool:
    """Is most of what is beyond ASCII sound UTF-8? Another encoding would only garble it."""
    sample = raw[:_SAMPLE].decode("latin-1")
    high = len(_HIGH.findall(sample))
    sound = sum(map(len, _MULTIBYTE.findall(sample)))
    return high > 0 and sound * 2 >= high


def detect(raw: bytes) -> str | None:
    """The text in a legacy encoding, when one is clearly meant."""
    encoding = _certain(raw)
    try:
        return raw.decode(encoding) if encoding else None
    except UnicodeDecodeError:
        return None


def _certain(raw: bytes) -> str | None:
    """The legacy encoding that is clearly meant."""
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(raw[:_SAMPLE], cp_isolation=_CANDIDATES, threshold=_MOJIBAKE).best()
    return None if best is None or best.chaos > _MOJIBAKE or best.coherence < 0.3 else best.encoding


def encoding_of(start: bytes, source: str) -> str:
    """The encoding of a file that is read piece by piece, told from its start."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(start) - error.start > 4 and not _is_broken_utf8(start):
            guessed = _certain(start)
            if guessed is None:
                message = f"not UTF-8 (byte {error.start:,}) and no other encoding is certain"
                raise InputUnreadable(source, "encoding", message) from error
            return guessed
    return "utf-8"
