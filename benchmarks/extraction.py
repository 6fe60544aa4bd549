"""How fast clean text becomes findings on one core, per language; what a process pays first; how cost grows.

    make bench                                    300 articles of 25 sentences a language, from the demo corpus
    python benchmarks/extraction.py --articles 1000 FOLDER …

Articles are read and cleaned before the clock starts. Every one is put together anew, so that no cache can answer.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from chancery.errors import InputUnreadable
from chancery.extract import Extractor, extractor
from chancery.extract.acts import ActFinder
from chancery.extract.discourse import Discourse
from chancery.extract.figures import FigureFinder
from chancery.extract.grammar import Grammar
from chancery.extract.lines import Reader
from chancery.extract.relations import RelationFinder
from chancery.extract.speech import SpeechFinder
from chancery.lang import load
from chancery.model.article import Article, Block
from chancery.model.identifiers import identifier
from chancery.read import read_document, read_inputs

SENTENCES = 25
"""How many sentences an article has."""

STAGES: list[tuple[str, Any, str]] = [
    ("names, dates, amounts, tokens", Reader, "sentences"),
    ("persons and organizations", Grammar, "run"),
    ("reference", Discourse, "resolve"),
    ("acts", ActFinder, "find"),
    ("events", extractor, "join"),
    ("statements", SpeechFinder, "find"),
    ("figures", FigureFinder, "find"),
    ("relations", RelationFinder, "find"),
]


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    args = parser.parse_args()
    engine = Extractor()
    originals = _articles(args.folders, engine.languages)
    print(f"load of the machine: {' '.join(f'{load:.1f}' for load in os.getloadavg())}; times are of the processor")
    for language in sorted({article.language for article in originals}):
        here = [article for article in originals if article.language == language]
        print(f"\n{language}: {len(here)} articles, repeated")
        _first(engine, here[0])
        for article in here:
            engine.extract(article)
        articles = [_sized(here, i) for i in range(args.articles)]
        _rate(engine, articles)
        _growth(engine, articles[0])
        _shares(engine, articles[: min(len(articles), 100)])
    print(f"\npeak memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _articles(folders: list[Path], languages: frozenset[str]) -> list[Article]:
    with as_file(files("chancery") / "demo" / "corpus") as corpus:
        held = []
        for document in read_inputs(folders or [corpus]):
            if isinstance(document, InputUnreadable):
                continue
            try:
                held.append(read_document(document, languages=languages))
            except InputUnreadable:
                continue
        return held


def _sized(articles: list[Article], number: int) -> Article:
    """An article of about as many sentences as one of the issue has: paragraphs of the corpus, in turn."""
    paragraphs = [article.text[b.start : b.end] for article in articles for b in article.blocks if b.kind == "body"]
    text, at, sentences = f"No. {number}.", number * 7, 1
    while sentences < SENTENCES:
        paragraph = paragraphs[at % len(paragraphs)]
        text += f"\n\n{paragraph}"
        sentences += paragraph.count(". ") + 1
        at += 1
    return _with_text(articles[number % len(articles)], text)


def _with_text(article: Article, text: str) -> Article:
    """The article with another text, a block for each paragraph."""
    blocks, start = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(kind="body", start=start, end=start + len(paragraph)))
        start += len(paragraph) + 2
    return replace(article, id=identifier("article", text), text=text, blocks=tuple(blocks))


def _first(engine: Extractor, article: Article) -> None:
    """What a process pays before the first findings of a language."""
    began = time.process_time()
    load.__wrapped__(article.language)
    loaded = time.process_time()
    engine.extract(article)
    print(f"  pack {loaded - began:.2f} s, first article {time.process_time() - loaded:.2f} s with the stages made")


def _rate(engine: Extractor, articles: list[Article]) -> None:
    reader = Reader(load(articles[0].language))
    sentences = sum(len(reader.sentences(article)[0]) for article in articles)
    size = sum(len(article.text.encode()) for article in articles)
    began = time.process_time()
    for article in articles:
        engine.extract(article)
    took = time.process_time() - began
    each = sentences / len(articles)
    print(
        f"  {len(articles) / took:.0f} articles/s of {each:.0f} sentences, {sentences / took:.0f} sentences/s, "
        f"{size / 1e6 / took:.2f} MB/s"
    )


def _growth(engine: Extractor, article: Article) -> None:
    """How the time for one article grows with its length: times for a length, by the length."""
    took = {}
    for times in (1, 2, 4, 8):
        longer = _with_text(article, "\n\n".join([article.text] * times))
        runs = []
        for _ in range(3):
            began = time.process_time()
            engine.extract(longer)
            runs.append(time.process_time() - began)
        took[times] = min(runs)
    told = ", ".join(f"{times}x {took[times] / took[1]:.1f}" for times in took)
    print(f"  growth with length: {told}")


def _shares(engine: Extractor, articles: list[Article]) -> None:
    spent: dict[str, float] = defaultdict(float)
    originals = [(owner, name, getattr(owner, name)) for _, owner, name in STAGES]
    for label, owner, name in STAGES:
        setattr(owner, name, _watched(label, getattr(owner, name), spent))
    began = time.process_time()
    for article in articles:
        engine.extract(article)
    whole = time.process_time() - began
    for owner, name, function in originals:
        setattr(owner, name, function)
    for label, _, _ in STAGES:
        print(f"  {label:32}{spent[label] / whole:6.1%}")
    print(f"  {'the rest':32}{1 - sum(spent.values()) / whole:6.1%}")


def _watched(label: str, function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 — stands in for any function
        began = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[label] += time.process_time() - began

    return timed


if __name__ == "__main__":
    main()
