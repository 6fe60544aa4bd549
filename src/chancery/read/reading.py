"""One document read: the reader of its kind."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from chancery.model.article import Provenance
from chancery.read.forms import container_of
from chancery.read.opening import payload_of
from chancery.read.originals import keep

if TYPE_CHECKING:
    from pathlib import Path

    from chancery.model.article import Article
    from chancery.read.document import Document, Payload


def read_document(
    document: Document, *, languages: frozenset[str] | None = None, originals: Path | None = None
) -> Article:
    """The article of a document, in one of the languages (None: any).

    InputUnreadable says why there is none. With `originals` the bytes are kept in that folder. The readers are
    imported when first needed, so that listing inputs stays quick.
    """
    payload = payload_of(document)
    digest = hashlib.sha256(payload.raw).hexdigest()
    if originals is not None:
        keep(originals, digest, payload.raw)
    held = Provenance(
        sha256=digest,
        size=len(payload.raw),
        form=(container_of(document.path.name) if document.member is not None else None) or document.kind,
        fetched=payload.fetched,
        extent=payload.extent,
    )
    return replace(_article(document, payload, languages), provenance=held)


def _article(document: Document, payload: Payload, languages: frozenset[str] | None) -> Article:
    match document.kind:
        case "text":
            from chancery.read.plain import read_plain  # noqa: PLC0415

            return read_plain(document, payload, languages)
        case "html":
            from chancery.read.html import read_page  # noqa: PLC0415

            return read_page(document, payload, languages)
        case "jsonl":
            from chancery.read.jsonl import read_row  # noqa: PLC0415

            return read_row(document, payload, languages)
        case "item":
            from chancery.read.item import read_item  # noqa: PLC0415

            return read_item(document, payload, languages)
        case "pdf":
            from chancery.read.pdf import read_pdf  # noqa: PLC0415

            return read_pdf(document, payload, languages)
        case _:
            assert_never(document.kind)
