"""One document read: the reader of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from chancery.model.article import Article
    from chancery.read.document import Document


def read_document(document: Document, *, languages: frozenset[str] | None = None) -> Article:
    """The article of a document, in one of the languages (None: any).

    InputUnreadable says why there is none. The readers are imported when first needed, so that
    listing inputs stays quick.
    """
    match document.kind:
        case "text":
            from chancery.read.plain import read_plain  # noqa: PLC0415

            return read_plain(document, languages)
        case "html":
            from chancery.read.html import read_page  # noqa: PLC0415

            return read_page(document, languages)
        case "jsonl":
            from chancery.read.jsonl import read_row  # noqa: PLC0415

            return read_row(document, languages)
        case _:
            assert_never(document.kind)
