"""Citations: the sources of each event as text, and as BibTeX, with the words that are quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from urllib.parse import urlsplit

from chancery.model.record import Event
from chancery.record import View
from chancery.serve.texts import Phrases
from chancery.serve.wording import sentence, when

_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_LANGUAGES = {"en": "english", "vi": "vietnamese", "ru": "russian"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as it is cited for an event: what is known of it, and its words."""

    article: str
    title: str
    outlet: str | None
    published: str | None
    url: str | None
    language: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """An event and its sources."""

    id: str
    what: str
    when: str
    sources: tuple[Source, ...]


def safe_url(url: str | None) -> str | None:
    """The address when it is one of the web and nothing else."""
    if url is None or any(char.isspace() or char in '<>"{}\\' for char in url):
        return None
    return url if urlsplit(url).scheme in {"http", "https"} else None


def one_line(text: str) -> str:
    """The text without line breaks."""
    return " ".join(text.split())


class Citing:
    """Cites from one view of a record; what is known of an article is looked up once for all that rests on it."""

    def __init__(self, view: View, say: Phrases) -> None:
        self._view, self._say = view, say
        self.source = lru_cache(maxsize=65536)(self._source)

    def event(self, event: Event) -> Cited:
        """An event with everything that is quoted for it, article by article."""
        quotes: dict[str, list[str]] = {}
        for evidence in event.evidence:
            quotes.setdefault(evidence.article, []).append(one_line(evidence.quote))
        return Cited(
            id=event.id,
            what=sentence(self._view, event, self._say),
            when=when(event.date, self._say),
            sources=tuple(_quoted(self.source(key), held) for key, held in quotes.items()),
        )

    def by_article(self, told: Iterable[tuple[str, Event]]) -> Iterator[Source]:
        """Each article once, as rows of (article, event) that stand together tell it."""
        for key, group in groupby(told, key=lambda pair: pair[0]):
            quotes = [one_line(e.quote) for _, event in group for e in event.evidence if e.article == key]
            yield _quoted(self.source(key), quotes)

    def _source(self, key: str) -> Source:
        """What is known of an article, nothing of it quoted yet."""
        article = self._view.article(key)
        return Source(
            article=article.id,
            title=one_line(article.title or article.source.rpartition("/")[2]),
            outlet=one_line(article.outlet) if article.outlet else None,
            published=article.published,
            url=safe_url(article.url),
            language=article.language,
            quotes=(),
        )


def _quoted(source: Source, quotes: Iterable[str]) -> Source:
    return replace(source, quotes=tuple(dict.fromkeys(quotes)))


def merged(events: Sequence[Cited]) -> list[Source]:
    """Each article once, with all that is quoted of it."""
    found: dict[str, list[Source]] = {}
    for event in events:
        for source in event.sources:
            found.setdefault(source.article, []).append(source)
    return [_quoted(held[0], (quote for source in held for quote in source.quotes)) for held in found.values()]


def text(event: Cited) -> str:
    """An event's citations as plain text."""
    lines = [f"{event.when}  {event.what}  [{event.id}]"]
    for source in event.sources:
        about = ", ".join(filter(None, (source.outlet, source.published, source.language)))
        lines.append(f"  {source.title} ({about})" + (f" <{source.url}>" if source.url else ""))
        lines += [f"    “{quote}”" for quote in source.quotes]
    return "\n".join([*lines, "", ""])


def bibtex(source: Source) -> str:
    """An article as an entry for BibTeX (BibLaTeX's `online`), keyed by its identifier."""
    fields = {
        "title": _braced(source.title),
        "organization": _braced(source.outlet or ""),
        "date": source.published or "",
        "url": source.url or "",
        "langid": _LANGUAGES.get(source.language, ""),
        "annotation": _braced(" | ".join(source.quotes)),
    }
    held = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@online{{{source.article}{held}\n}}\n\n"


def _braced(words: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in words)
