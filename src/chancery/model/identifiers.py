"""Identifiers: short hashes of what a thing says, the same on every rebuild."""

from __future__ import annotations

import hashlib

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base 32, no i l o u
PREFIXES = {
    "article": "ar",
    "entity": "en",
    "event": "ev",
    "statement": "st",
    "figure": "fi",
    "relation": "re",
    "office": "of",
    "story": "so",
    "decision": "de",
}


def identifier(kind: str, *parts: str | None) -> str:
    """Identifier of a thing of `kind` (a key of PREFIXES) from the parts that make it what it is.

    Parts are length-prefixed, so ("ab", "c") and ("a", "bc") differ. 80 bits: one collision is expected
    in about 10^12 identifiers.
    """
    digest = hashlib.blake2b(digest_size=10)
    for part in parts:
        raw = b"\x00" if part is None else part.encode()
        digest.update(str(len(raw)).encode() + b":" + raw)
    number = int.from_bytes(digest.digest(), "big")
    letters = []
    for _ in range(16):
        number, rest = divmod(number, 32)
        letters.append(_ALPHABET[rest])
    return f"{PREFIXES[kind]}_{''.join(reversed(letters))}"
