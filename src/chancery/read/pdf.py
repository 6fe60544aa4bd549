"""PDF: the text of the pages, without what is printed at the edge of each of them."""

from __future__ import annotations

import io
import logging
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from chancery.errors import InputUnreadable
from chancery.model.article import Removed
from chancery.read.assembly import article_of
from chancery.read.cleaning import Hints
from chancery.read.document import MAX_TEXT, too_large
from chancery.read.metadata import url_year
from chancery.text import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chancery.model.article import Article
    from chancery.read.document import Document, Payload

MAX_PAGES = 500
"""The longest PDF that is read, in pages."""
MAX_STEPS = 1_000_000
"""The most drawing steps in one: a few lines can call each other without end."""
_MAX_PAGE = 4 * 1024 * 1024
_NUMBER = regex.compile(r"\d+")
_EDGE = 2
_LEAST_PAGES = 3
_FULL = 0.8
_SHORT = 0.55
_STOPS = (".", "!", "?", "…", ":", ";", "。", "！", "？", '"', "”", "»")


def read_pdf(document: Document, payload: Payload, languages: frozenset[str] | None) -> Article:
    """The article of a PDF. InputUnreadable when it is encrypted, damaged, or holds no text but pictures of it."""
    pages = _pages(payload.raw, document.source)
    if not any(pages):
        raise InputUnreadable(document.source, "no-text", "no text in it; its pages may be pictures")
    kept, removed = _without_edges(pages)
    text = "\n\n".join(_paragraphs([line for page in kept for line in page]))
    hints = Hints(url=payload.url, year=url_year(payload.url))
    article = article_of(text, hints, source=document.source, languages=languages)
    edges = tuple(Removed(text=line, reason="page-edge") for line in removed)
    return replace(article, removed=(*article.removed, *edges))


def _pages(raw: bytes, source: str) -> list[list[str]]:
    """The lines of every page."""
    from pypdf.errors import DependencyError, FileNotDecryptedError  # noqa: PLC0415 — few inputs need it

    _hush()
    try:
        return [[line for line in text.splitlines() if line.strip()] for text in _texts(raw, source)]
    except InputUnreadable:
        raise
    except (DependencyError, FileNotDecryptedError) as error:
        raise InputUnreadable(source, "encrypted", "it is encrypted") from error
    except Exception as error:  # a damaged file makes the library raise anything
        told = " ".join(str(error).split())[:120].lower() or type(error).__name__
        raise InputUnreadable(source, "damaged", f"damaged or no PDF: {told}") from error


def _texts(raw: bytes, source: str) -> Iterator[str]:
    """The text of one page after another, as far as one document goes."""
    from pypdf import PdfReader  # noqa: PLC0415

    reader = PdfReader(io.BytesIO(raw), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputUnreadable(source, "encrypted", "it is encrypted and opens only with a password")
    if len(reader.pages) > MAX_PAGES:
        raise InputUnreadable(source, "too-large", f"{len(reader.pages):,} pages; at most {MAX_PAGES} are read")
    steps = _Steps(source)
    size = 0
    for page in reader.pages:
        drawn = page.get_contents()
        if drawn is not None and len(drawn.get_data()) > _MAX_PAGE:
            raise too_large(source, len(drawn.get_data()), _MAX_PAGE)
        text = page.extract_text(visitor_operand_before=steps)
        size += len(text)
        if size > MAX_TEXT:
            raise too_large(source, size)
        yield text


class _Steps:
    """Counts the steps by which pages are drawn."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._left = MAX_STEPS

    def __call__(self, *_: object) -> None:
        self._left -= 1
        if self._left < 0:
            raise InputUnreadable(self._source, "too-large", f"more than {MAX_STEPS:,} steps to draw it")


@cache
def _hush() -> None:
    """Keep the library's complaints off the terminal; handlers that the program sets get them."""
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    logging.getLogger("pypdf").propagate = False


def _without_edges(pages: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """The pages without the lines that stand at the top or foot of most of them, numbers aside; and those lines."""
    if len(pages) < _LEAST_PAGES:
        return pages, []
    often = Counter(form for page in pages for form in {_form(line) for line in _edges(page)})
    known = {form for form, count in often.items() if count * 2 > len(pages)}
    removed = [line for page in pages for line in _edges(page) if _form(line) in known]
    kept = [
        [line for at, line in enumerate(page) if _form(line) not in known or _EDGE <= at < len(page) - _EDGE]
        for page in pages
    ]
    return kept, removed


def _edges(page: list[str]) -> list[str]:
    return page if len(page) <= 2 * _EDGE else [*page[:_EDGE], *page[-_EDGE:]]


def _form(line: str) -> str:
    return _NUMBER.sub("0", " ".join(line.split()))


def _paragraphs(lines: Iterable[str]) -> list[str]:
    """Lines joined to paragraphs: a line that ends well before the margin ends one, most of all with a full stop."""
    bare = [" ".join(line.split()) for line in lines]
    widths = sorted(map(len, bare))
    margin = widths[int(len(widths) * 0.9)] if widths else 0
    held: list[list[str]] = [[]]
    for line in bare:
        if held[-1] and _goes_on_without_blank(held[-1][-1], line):
            held[-1][-1] += line
        else:
            held[-1].append(line)
        width = len(line)
        if width < _SHORT * margin or (width < _FULL * margin and line.endswith(_STOPS)):
            held.append([])
    return [" ".join(paragraph) for paragraph in held if paragraph]


def _goes_on_without_blank(before: str, line: str) -> bool:
    """Was a word parted at its hyphen?"""
    return len(before) > 1 and before[-1] == "-" and before[-2].isalpha() and line[:1].islower()
