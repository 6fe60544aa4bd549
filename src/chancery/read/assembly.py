"""A clean page put together as an Article: one text, its blocks, its identifier."""

from __future__ import annotations

from dataclasses import replace

from chancery.errors import InputUnreadable
from chancery.model.article import Article, Block
from chancery.model.identifiers import identifier
from chancery.read.cleaning import Cleaned, Hints, clean
from chancery.read.document import MAX_TEXT, too_large
from chancery.read.language import choose
from chancery.read.normalisation import one_line

_GAP = "\n\n"


def article_of(text: str, hints: Hints, *, source: str, languages: frozenset[str] | None) -> Article:
    """The article of a page's raw text. InputUnreadable when there is none in these languages."""
    size = len(text) if text.isascii() else len(text.encode("utf-8", "ignore"))
    if size > 2 * MAX_TEXT:
        raise too_large(source, size)
    cleaned = clean(text, hints)
    if not any(any(map(str.isalpha, paragraph)) for paragraph in (*cleaned.body, *cleaned.captions)):
        raise InputUnreadable(source, "no-text", "there is no article text on it")
    whole, blocks = _joined(cleaned)
    size = len(whole.encode())
    if size > MAX_TEXT:
        raise too_large(source, size)
    language = choose(_speech(cleaned), source=source, languages=languages, declared=hints.language)
    return Article(
        id=_identifier(hints.url, cleaned.title, cleaned.published, whole),
        source=source,
        url=hints.url,
        language=language,
        title=cleaned.title,
        text=whole,
        blocks=blocks,
        published=cleaned.published,
        published_from=cleaned.published_from,
        dateline=cleaned.dateline,
        outlet=one_line(cleaned.outlet) if cleaned.outlet else None,
        removed=cleaned.removed,
    )


def dated(article: Article, day: str) -> Article:
    """The article with a publication date that the page shows somewhere outside its text."""
    known = _identifier(article.url, article.title, day, article.text)
    return replace(article, id=known, published=day, published_from="page")


def _identifier(url: str | None, title: str | None, published: str | None, text: str) -> str:
    return identifier("article", url or "", title or "", published or "", text)


def _joined(cleaned: Cleaned) -> tuple[str, tuple[Block, ...]]:
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    titles = (cleaned.title,) if cleaned.title else ()
    for kind, texts in (("title", titles), ("body", cleaned.body), ("caption", cleaned.captions)):
        for text in texts:
            blocks.append(Block(kind=kind, start=at, end=at + len(text)))  # type: ignore[arg-type]
            pieces.append(text)
            at += len(text) + len(_GAP)
    return _GAP.join(pieces), tuple(blocks)


def _speech(cleaned: Cleaned) -> str:
    """What the language is told from: the body, or whatever there is."""
    body = "\n".join(cleaned.body)
    if len(body) >= 200:
        return body
    return "\n".join([body, cleaned.title or "", *cleaned.captions])
