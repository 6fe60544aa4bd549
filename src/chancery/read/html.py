"""Web pages: the main text by trafilatura, then the same cleaning as for plain text."""

from __future__ import annotations

import copy
import logging
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from chancery.errors import InputUnreadable
from chancery.model.article import Removed
from chancery.read.assembly import article_of, dated
from chancery.read.captions import read_credit
from chancery.read.cleaning import Hints
from chancery.read.decoding import decode_marked, detect
from chancery.read.metadata import iso_day, url_year
from chancery.text import regex

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from chancery.model.article import Article
    from chancery.read.document import Document, Payload
    from chancery.read.pagedata import PageData

_DECLARED = regex.compile(r"(?i)(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})")
_XML = regex.compile(r"^\s*<\?xml[^>]*\?>")
_WIDER = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
"""What browsers take the declared names to mean."""
_WESTERN = frozenset({"cp1252", "windows-1252", "iso8859-1", "iso-8859-15", "latin1"})
_LETTERS = regex.compile(r"[^\W\d_]")
_TAGS = regex.compile(r"(?s)<(?:script|style).*?</|<[^>]*>")
_SAMPLE = 65536
MAX_TAGS = 100_000
"""The most tags of one page, and so the most links."""
MAX_ATTRIBUTES = 5_000
_DEEP = "what follows is nested in more than 255 elements"
_LONG_TAG = regex.compile(r"<[^<>]{10000,}")
_HEAD = 4096
_BROKEN = 0.001
_LEAST = 200
_DATED = 200_000


def read_page(document: Document, payload: Payload, languages: frozenset[str] | None) -> Article:
    """The article of a web page."""
    # Imported here: lxml and trafilatura take half a second, and plain text has no use for them.
    from lxml import etree  # noqa: PLC0415
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    from chancery.read.pagedata import read_pagedata  # noqa: PLC0415

    page = _XML.sub("", decode_page(payload.raw, document.source, payload.charset), count=1)
    _check(page, document.source)
    parser = HTMLParser()
    try:
        tree = document_fromstring(page.replace("\x00", ""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise InputUnreadable(document.source, "no-text", "there is no page in the file") from error
    deep = any("depth" in error.message for error in parser.error_log.filter_from_fatals())
    data = read_pagedata(tree)
    text = _main_text(tree)
    if not text and deep:
        raise InputUnreadable(document.source, "too-deep", f"{_DEEP}, which is not read")
    if not text:
        raise InputUnreadable(document.source, "no-text", "there is no article text on the page")
    hints = _hints(data, payload.url)
    article = article_of(text, hints, source=document.source, languages=languages)
    if deep:
        article = replace(article, removed=(*article.removed, Removed(text=_DEEP, reason="too-deep")))
    return article if article.published else _dated(article, page)


def _check(page: str, source: str) -> None:
    """InputUnreadable for pages on which parsing would take hours."""
    tags = page.count("<")
    if tags > MAX_TAGS:
        raise InputUnreadable(source, "too-large", f"{tags:,} tags and links; at most {MAX_TAGS:,} are read")
    longest = max((len(tag.split()) for tag in _LONG_TAG.findall(page)), default=0)
    if longest > MAX_ATTRIBUTES:
        raise InputUnreadable(source, "too-large", f"a tag with {longest:,} attributes; at most {MAX_ATTRIBUTES:,}")


def decode_page(raw: bytes, source: str, served: str | None = None) -> str:
    """Text of a page: its mark, UTF-8 if it is valid, what the server or the page says, or what is detected."""
    marked = decode_marked(raw, source)
    if marked is not None:
        return marked
    if raw[:_HEAD].count(0) > 0:
        raise InputUnreadable(source, "binary", "not a page: it holds zero bytes")
    declared = _DECLARED.search(raw[:_HEAD].decode("latin-1"))
    named = declared[1].lower() if declared else ""
    stated = (served or "").lower()
    for encoding in ("utf-8", _WIDER.get(named, named), _WIDER.get(stated, stated)):
        text = _strictly(raw, encoding)
        if text is not None:
            return (_is_garbled(text, encoding) and detect(raw)) or text
    loose = raw.decode("utf-8", "replace")
    if loose.count("\ufffd") <= _BROKEN * len(loose):
        return loose
    guessed = detect(raw)
    if guessed is None:
        raise InputUnreadable(
            source,
            "encoding",
            f"not UTF-8, nor {named or 'any declared encoding'}, nor certain otherwise",
        )
    return guessed


def _strictly(raw: bytes, encoding: str) -> str | None:
    if not encoding:
        return None
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _is_garbled(text: str, encoding: str) -> bool:
    """Has a text in a Western encoding more letters beyond ASCII than any language of the West?"""
    if encoding not in _WESTERN:
        return False
    letters = _LETTERS.findall(_TAGS.sub(" ", text[:_SAMPLE]))
    beyond = sum(1 for letter in letters if letter > "\x7f")
    return beyond * 3 > len(letters)


def _hints(data: PageData, fetched_from: str | None) -> Hints:
    credited = [(text, read_credit(text)) for text in data.captions]
    captions = tuple(credit.rest if credit else text for text, credit in credited if credit is None or credit.rest)
    return Hints(
        url=data.url or fetched_from,
        title=data.title,
        published=data.published,
        published_from=("metadata" if data.from_metadata else "page") if data.published else None,
        language=data.language,
        outlet=data.outlet,
        year=url_year(data.url or fetched_from),
        captions=captions,
    )


def _main_text(tree: HtmlElement) -> str | None:
    """The main text, a paragraph a line; all paragraphs when the extractor finds little."""
    text = _extracted(tree)
    if text and len(text) >= _LEAST:
        return text
    fallback = _paragraphs(tree)
    return fallback if len(fallback) > 2 * len(text or "") else text or fallback


def _extracted(tree: HtmlElement) -> str | None:
    import trafilatura  # noqa: PLC0415

    _hush()
    try:
        return trafilatura.extract(copy.deepcopy(tree), fast=True, include_comments=False, include_tables=True)
    except (RecursionError, ValueError, AttributeError, TypeError):
        return None


@cache
def _hush() -> None:
    """Keep the libraries' complaints off the terminal; handlers that the program sets get them."""
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _paragraphs(tree: HtmlElement) -> str:
    lines = (" ".join(tag.text_content().split()) for tag in tree.iter("p"))
    return "\n".join(line for line in lines if len(line) >= 40)


def _dated(article: Article, page: str) -> Article:
    """The article with the date that htmldate finds on the page, when nothing else tells."""
    from htmldate import find_date  # noqa: PLC0415

    _hush()
    try:
        found = find_date(page[:_DATED], extensive_search=False, original_date=True)
    except (ValueError, RecursionError, TypeError):
        return article
    day = iso_day(found)
    return dated(article, day) if day else article
