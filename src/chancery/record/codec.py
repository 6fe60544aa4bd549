"""Rows and cached findings as bytes: msgpack of the model's dataclasses, and the keys derived from them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

import msgspec

from chancery.model.article import Article

T = TypeVar("T")

_encoder = msgspec.msgpack.Encoder()


@cache
def _decoder(kind: type[Any]) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


def encode(value: object) -> bytes:
    """The value as bytes; equal values give equal bytes."""
    return _encoder.encode(value)


def decode(data: bytes, kind: type[T]) -> T:
    """The value of `kind` that `encode` wrote."""
    value: T = _decoder(kind).decode(data)  # type: ignore[arg-type] # a class is hashable
    return value


def digest(data: bytes) -> bytes:
    """A short name for bytes."""
    return hashlib.blake2b(data, digest_size=16).digest()


def content_key(article: Article) -> bytes:
    """What the findings of an article depend on: everything but where it was read from and what was removed."""
    bare = replace(article, source="", url=None, outlet=None, removed=(), provenance=None)
    return digest(encode(bare))
