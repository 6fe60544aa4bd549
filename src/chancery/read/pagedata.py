"""What a web page says of itself: JSON-LD, meta tags, its head and its headline."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chancery.read.metadata import iso_day
from chancery.read.normalisation import one_line
from chancery.read.repeats import key
from chancery.text import regex

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_JSON = 1_000_000
_DEPTH = 6
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "date.issued", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "dcterms.issued",
    "publishdate", "publish-date", "publish_date", "pubdate", "published_time", "publication_date",
    "parsely-pub-date", "sailthru.date", "article.published", "citation_publication_date",
    "cxenseparse:recs:publishtime", "date", "release_date", "article_date_original",
    "og:published_time", "datecreated",
)  # fmt: skip
_OUTLETS = (
    "og:site_name",
    "application-name",
    "twitter:app:name:iphone",
    "dc.publisher",
    "publisher",
    "copyright",
)
_ARTICLE = regex.compile(
    r"(?:News|Report|Analysis|Opinion|Background|Liveblog|LiveBlog)?(?:Article|Posting|BlogPosting)|WebPage|Review$"
)
_SITE = regex.compile(r"\s+[-–—|·•»:]{1,2}\s+|\s*\|\s*")
_CAPTION = regex.compile(r"(?i)(?<![a-z])(?:caption|img-desc|image-desc|photo-desc|picture-desc)")
_ASIDE = regex.compile(r"(?i)related|sidebar|recommend|promo|most-?read|footer|nav-|menu|widget|teaser|popular")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """What a page says of itself."""

    title: str | None
    published: str | None
    from_metadata: bool
    outlet: str | None
    language: str | None
    url: str | None
    captions: tuple[str, ...]


def read_pagedata(tree: HtmlElement) -> PageData:
    """Everything a page says of itself outside its text. The tree is not changed."""
    meta = _meta(tree)
    linked = _article(tree)
    outlet = _outlet(meta, linked)
    stated = iso_day(_word(linked, "datePublished")) or _first_day(meta)
    shown = None if stated else _time_tag(tree)
    return PageData(
        title=_title(tree, meta, linked, outlet),
        published=stated or shown,
        from_metadata=stated is not None,
        outlet=outlet,
        language=tree.get("lang")
        or meta.get("og:locale")
        or meta.get("content-language")
        or _word(linked, "inLanguage"),
        url=_url(tree, meta),
        captions=_captions(tree),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    held: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        content = tag.get("content")
        if name and content and content.strip():
            held.setdefault(name.strip().lower(), content.strip())
    return held


def _article(tree: HtmlElement) -> Mapping[str, Any]:
    """The JSON-LD object that describes the article; of several, the one that says most."""
    best: Mapping[str, Any] = {}
    score = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _MAX_JSON:
            continue
        try:
            data = json.loads(script.text.strip().strip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data, _DEPTH):
            worth = _worth(thing)
            if worth > score:
                best, score = thing, worth
    return best


def _things(data: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth == 0:
        return
    if isinstance(data, Mapping):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            if name in data:
                yield from _things(data[name], depth - 1)
    elif isinstance(data, list):
        for item in data[:50]:
            yield from _things(item, depth - 1)


def _worth(thing: Mapping[str, Any]) -> int:
    kind = thing.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    named = [name for name in kinds if isinstance(name, str) and _ARTICLE.search(name)]
    if not named:
        return 0
    return (
        1 + 4 * any("WebPage" not in name for name in named) + 2 * ("datePublished" in thing) + ("publisher" in thing)
    )


def _word(thing: Mapping[str, Any], name: str) -> str | None:
    value = thing.get(name)
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("name")
    return value.strip() if isinstance(value, str) and value.strip() else None


def _first_day(meta: Mapping[str, str]) -> str | None:
    return next((day for name in _PUBLISHED if (day := iso_day(meta.get(name)))), None)


def _time_tag(tree: HtmlElement) -> str | None:
    for tag in tree.iter("time"):
        day = iso_day(tag.get("datetime")) or iso_day(" ".join(tag.text_content().split())[:80])
        if day and len(day) == 10 and not _is_aside(tag):
            return day
    return None


def _outlet(meta: Mapping[str, str], linked: Mapping[str, Any]) -> str | None:
    stated = meta.get(_OUTLETS[0]) or _word(linked, "publisher")
    return stated or next((meta[name] for name in _OUTLETS[1:] if name in meta and len(meta[name]) <= 60), None)


def _title(tree: HtmlElement, meta: Mapping[str, str], linked: Mapping[str, Any], outlet: str | None) -> str | None:
    """The headline: an h1 that another title confirms, else og:title, JSON-LD, the page's title."""
    heads = [one_line(tag.text_content()) for tag in tree.iter("h1")]
    heads = [head for head in heads if head]
    page = next((one_line(tag.text_content()) for tag in tree.iter("title")), "")
    stated = [
        one_line(text)
        for text in (
            meta.get("og:title"),
            _word(linked, "headline"),
            meta.get("twitter:title"),
            page,
        )
        if text
    ]
    for head in heads:
        if any(key(head) in key(text) for text in stated) and len(head) > 8:
            return head
    for text in stated:
        bare = _without_site(text, outlet)
        if bare and key(bare) != key(outlet or ""):
            return bare
    return heads[0] if heads else None


def _without_site(title: str, outlet: str | None) -> str:
    """A page's title without the site: what follows the last mark, if short or the outlet."""
    pieces = _SITE.split(title)
    if len(pieces) < 2:
        return title
    last = pieces[-1]
    known = outlet is not None and (key(last) in key(outlet) or key(outlet) in key(last))
    bar = "|" in title
    if not known and not (bar and len(last.split()) <= 4):
        return title
    at = title.rfind(last)
    return title[:at].rstrip(" -–—|·•»:")


def _url(tree: HtmlElement, meta: Mapping[str, str]) -> str | None:
    for tag in tree.iter("link"):
        if (tag.get("rel") or "").lower() == "canonical" and _is_address(tag.get("href")):
            return one_line(tag.get("href") or "")
    address = meta.get("og:url")
    return one_line(address) if address and _is_address(address) else None


def _is_address(value: str | None) -> bool:
    return bool(value) and str(value).strip().lower().startswith(("http://", "https://"))


def _captions(tree: HtmlElement) -> tuple[str, ...]:
    """The figure captions that stand in the article, not beside it."""
    held: list[str] = []
    for tag in tree.iter("figcaption", "p", "div", "span", "td"):
        if len(held) >= 40:
            break
        named = tag.tag == "figcaption" or _CAPTION.search(tag.get("class") or "")
        if not named or _is_aside(tag):
            continue
        text = one_line(tag.text_content())
        if 8 <= len(text) <= 500 and text not in held and not any(text in other for other in held):
            held.append(text)
    return tuple(held)


def _is_aside(tag: HtmlElement) -> bool:
    """Does an element stand in a side column, a list of other stories, the page's head or foot?"""
    for above in [tag, *tag.iterancestors()][:40]:
        if above.tag in {"aside", "footer", "nav"} or (
            above.tag == "header" and above.getparent() is not None and above.getparent().tag == "body"
        ):
            return True
        if above.tag not in {"html", "body", "article", "main"} and _ASIDE.search(
            f"{above.get('class') or ''} {above.get('id') or ''}"
        ):
            return True
    return False
