"""Plain text files, as scraped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chancery.read.assembly import article_of
from chancery.read.cleaning import Hints
from chancery.read.decoding import decode
from chancery.read.metadata import url_year

if TYPE_CHECKING:
    from chancery.model.article import Article
    from chancery.read.document import Document, Payload


def read_plain(document: Document, payload: Payload, languages: frozenset[str] | None) -> Article:
    """The article of a text file."""
    text = decode(payload.raw, document.source)
    hints = Hints(url=payload.url, year=url_year(payload.url))
    return article_of(text, hints, source=document.source, languages=languages)
