"""Feeds: RSS and Atom, each item an article."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from chancery.errors import InputUnreadable
from chancery.read.document import MAX_FILE, Member, Payload, too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from chancery.model.article import Extent

MAX_FEED = 8 * MAX_FILE
"""The largest feed, in bytes."""
_FEEDS = frozenset({"rss", "feed", "RDF"})
_ITEMS = frozenset({"item", "entry"})
_TEXTS: tuple[tuple[str, Extent], ...] = (
    ("encoded", "full"),
    ("content", "full"),
    ("description", "summary"),
    ("summary", "summary"),
)
_DATES = ("pubDate", "published", "date", "issued", "updated")
_ENDS = (b"</rss>", b"</feed>", b"RDF>", b":feed>")


def feed_items(stream: IO[bytes], source: str) -> Iterator[Member | InputUnreadable]:
    """Every item; of a feed that is cut off those before, and a failure."""
    raw = stream.read(MAX_FEED + 1)
    if len(raw) > MAX_FEED:
        raise too_large(source, stream.seek(0, 2), MAX_FEED)
    root = _parsed(raw, source)
    if _name(root) not in _FEEDS:
        told = f"an XML file of <{_name(root)[:60]}>, not a feed in RSS or Atom"
        raise InputUnreadable(source, "unknown-kind", told)
    shared = _shared(root)
    for number, item in enumerate(_items(root), 1):
        yield Member(source=f"{source}#{number}", kind="item", load=_loader(item, shared, f"{source}#{number}"))
    if not raw.rstrip(b"\0 \t\r\n").endswith(_ENDS):
        yield InputUnreadable(source, "damaged", "the feed is cut off; what is whole of it is read")


def _parsed(raw: bytes, source: str) -> _Element:
    """The root of the feed. No entity is resolved and nothing else is opened, whatever the feed asks for."""
    from lxml import etree  # noqa: PLC0415 — takes a while

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False, remove_pis=True
    )
    try:
        root: _Element | None = etree.fromstring(raw.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise InputUnreadable(source, "damaged", f"no XML: {' '.join(str(error).split())[:120]}") from error
    if root is None:
        raise InputUnreadable(source, "damaged", "there is no XML in it")
    return root


def _items(root: _Element) -> Iterator[_Element]:
    return (tag for tag in root.iter() if _name(tag) in _ITEMS)


def _name(tag: _Element) -> str:
    """The name of an element without its namespace; nothing for a comment or an entity."""
    named = isinstance(tag.tag, str)  # of a comment or an entity it is a function
    return tag.tag.rpartition("}")[2] if named else ""


def _shared(root: _Element) -> dict[str, str]:
    """What the feed says of all its items: its title and language."""
    held: dict[str, str] = {}
    for tag in root.iter():
        name = _name(tag)
        if name in _ITEMS:
            break
        if name == "title" and "outlet" not in held:
            held["outlet"] = _text(tag)
        if name == "language":
            held["language"] = _text(tag)
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return {**held, **({"language": language} if language else {})}


def _loader(item: _Element, shared: dict[str, str], source: str) -> Callable[[], Payload]:
    def load() -> Payload:
        from lxml import etree  # noqa: PLC0415

        raw = etree.tostring(item, encoding="utf-8", with_tail=False)
        if len(raw) > MAX_FILE:
            raise too_large(source, len(raw), MAX_FILE)
        parts = {name: tag for tag in reversed(item) if (name := _name(tag))}
        found = [(_markup(parts[name]), extent) for name, extent in _TEXTS if name in parts]
        text, extent = next(((text, extent) for text, extent in found if text.strip()), ("", None))
        row: dict[str, object] = {
            **shared,
            "title": _text(parts["title"]) if "title" in parts else "",
            "text": text,
            "url": _link(item),
            "published": next((_text(parts[name]) for name in _DATES if name in parts), ""),
        }
        return Payload(raw=raw, row=row, extent=extent)

    return load


def _link(item: _Element) -> str:
    """The address of an item: RSS gives it as text, Atom in an attribute."""
    links = [tag for tag in item if _name(tag) == "link"]
    for tag in links:
        if tag.get("rel", "alternate") == "alternate" and (address := (tag.get("href") or _text(tag)).strip()):
            return address
    guid = next((tag for tag in item if _name(tag) == "guid" and tag.get("isPermaLink") != "false"), None)
    address = _text(guid) if guid is not None else ""
    return address if address.startswith(("http://", "https://")) else ""


def _text(tag: _Element) -> str:
    """The words in an element, entities left out."""
    pieces = tag.xpath(".//text()")
    return "".join(map(str, pieces)).strip() if isinstance(pieces, list) else ""


def _markup(tag: _Element) -> str:
    """The HTML that an element holds: as text, mostly, or as elements of XHTML."""
    from lxml import etree  # noqa: PLC0415

    if any(_name(below) for below in tag):
        return etree.tostring(tag, encoding="unicode", with_tail=False)
    return _text(tag)
