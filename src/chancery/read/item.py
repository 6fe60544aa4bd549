"""An item of a feed: its words may be HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chancery.errors import InputUnreadable
from chancery.read.assembly import article_of
from chancery.read.jsonl import row_hints
from chancery.text import regex

if TYPE_CHECKING:
    from chancery.model.article import Article
    from chancery.read.document import Document, Payload

_TAG = regex.compile(r"<[a-zA-Z!/][^<>]*>|&(?:\w+|#\w+);")
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "figure", "figcaption"}
)
_LEFT = frozenset({"script", "style", "template", "iframe"})


def read_item(document: Document, payload: Payload, languages: frozenset[str] | None) -> Article:
    """The article of an item."""
    row = dict(payload.row or {})
    title = str(row.get("title") or "")
    row["title"] = " ".join(_plain(title).split())
    text = _plain(str(row.get("text") or ""))
    if not text.strip():
        raise InputUnreadable(document.source, "no-text", "the feed gives only a title of it")
    return article_of(text, row_hints(row), source=document.source, languages=languages)


def _plain(markup: str) -> str:
    """HTML as text, a paragraph a line with a blank line between; what is no HTML stays as it is."""
    from lxml import etree  # noqa: PLC0415
    from lxml.html import fragment_fromstring  # noqa: PLC0415

    if not _TAG.search(markup):
        return markup
    try:
        tree = fragment_fromstring(markup.replace("\x00", ""), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return _TAG.sub(" ", markup)
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    pieces: list[str] = []
    for event, tag in etree.iterwalk(tree, events=("start", "end")):
        block = "\n\n" if tag.tag in _BLOCKS else ""
        if event == "start":
            shown = isinstance(tag.tag, str) and tag.tag not in _LEFT
            pieces.extend((block, " ".join((tag.text or "").split("\n")) if shown else ""))
        else:
            pieces.extend((block, " ".join((tag.tail or "").split("\n"))))
    return "".join(pieces)
