"""An article: one page, clean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["title", "body", "caption"]
DateSource = Literal["given", "metadata", "head-line", "page", "text"]
Extent = Literal["full", "summary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of an article's text: `text[start:end]` is one paragraph, with no line break inside."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Words of the page that are not part of the article, and why they were taken out."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a page's words come from, besides `source` and `url`: which bytes they are, of what form.

    `fetched` is when, as the archive of the page states it; `extent` whether a feed gave the whole article.
    """

    sha256: str
    size: int
    form: str
    fetched: str | None = None
    extent: Extent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One page, clean.

    `text` is NFC: the title (when known), the body paragraphs, then the captions, one paragraph a block, blocks
    separated by a blank line. All offsets anywhere in Chancery are code points into `text`.

    `published` is ISO 8601 of the precision that is known (2026-01-24, 2026-01) or None;
    `published_from` says how it is known. `dateline` is the place name in front of the first paragraph.
    """

    id: str
    source: str
    url: str | None
    language: str
    title: str | None
    text: str
    blocks: tuple[Block, ...]
    published: str | None
    published_from: DateSource | None
    dateline: str | None
    outlet: str | None
    removed: tuple[Removed, ...] = ()
    provenance: Provenance | None = None
