"""How fast clean text becomes findings: articles/s and MB/s on one core, the share of each stage, peak memory.

    make bench                                    2,000 articles repeated from the demo corpus
    python benchmarks/extraction.py --articles 5000 FOLDER …

Articles are read and cleaned before the clock starts, and every repetition gets a text of its own (a numbered line), so
that no cache can answer.
"""

from __future__ import annotations

import argparse
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
from chancery.model.article import Article
from chancery.model.identifiers import identifier
from chancery.read import read_document, read_inputs

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
    parser.add_argument("--articles", type=int, default=2000)
    args = parser.parse_args()
    began = time.perf_counter()
    engine = Extractor()
    originals = _articles(args.folders, engine.languages)
    for article in originals:
        engine.extract(article)
    print(f"{len(originals)} articles read, packs loaded and warm: {time.perf_counter() - began:.2f} s")
    articles = [_numbered(originals[i % len(originals)], i) for i in range(args.articles)]
    size = sum(len(a.text.encode()) for a in articles)
    sentences = _timed_run(engine, articles, size)
    _shares(engine, articles[: max(len(originals), 400)], sentences)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the process: {peak:.0f} MB")


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


def _numbered(article: Article, number: int) -> Article:
    text = f"{article.text}\n\nNo. {number}."
    return replace(article, id=identifier("article", text), text=text)


def _timed_run(engine: Extractor, articles: list[Article], size: int) -> int:
    began = time.perf_counter()
    facts = 0
    for article in articles:
        findings = engine.extract(article)
        facts += len(findings.events) + len(findings.statements) + len(findings.figures)
    took = time.perf_counter() - began
    print(f"{len(articles)} articles, {size / 1e6:.1f} MB, {facts} facts in {took:.1f} s on one core:")
    rate, each = len(articles) / took, took / len(articles) * 1e3
    print(f"  {rate:.0f} articles/s   {size / 1e6 / took:.2f} MB/s   {each:.1f} ms each")
    return facts


def _shares(engine: Extractor, articles: list[Article], _facts: int) -> None:
    spent: dict[str, float] = defaultdict(float)
    originals = [(owner, name, getattr(owner, name)) for _, owner, name in STAGES]
    for label, owner, name in STAGES:
        setattr(owner, name, _watched(label, getattr(owner, name), spent))
    began = time.perf_counter()
    for article in articles:
        engine.extract(article)
    whole = time.perf_counter() - began
    for owner, name, function in originals:
        setattr(owner, name, function)
    print(f"share of each stage ({len(articles)} articles):")
    for label, _, _ in STAGES:
        print(f"  {label:32}{spent[label] / whole:6.1%}")
    print(f"  {'the rest':32}{1 - sum(spent.values()) / whole:6.1%}")


def _watched(label: str, function: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 — stands in for any function
        began = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[label] += time.perf_counter() - began

    return timed


if __name__ == "__main__":
    main()
