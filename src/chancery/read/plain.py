"""Plain text files, as scraped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chancery.read.assembly import article_of
from chancery.read.cleaning import Hints
from chancery.read.decoding import decode, read_bytes

if TYPE_CHECKING:
    from chancery.model.article import Article
    from chancery.read.document import Document


def read_plain(document: Document, languages: frozenset[str] | None) -> Article:
    """The article of a text file."""
    text = decode(read_bytes(document), document.source)
    return article_of(text, Hints(), source=document.source, languages=languages)
