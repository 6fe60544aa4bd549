"""Examples for the decision model: what extraction proposes on gold pages, and whether the gold has it.

    python training/collect.py NAME TEXT_DIR GOLD_DIR             writes training/examples/NAME.jsonl
    python training/collect.py unseen/NAME TEXT_DIR GOLD_DIR      writes training/unseen/NAME.jsonl

An example is a row's kind, its features and whether it is right; no word of a page is in it. A page is found by the
stem of its file. Run it again whenever packs or extraction change what is proposed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from chancery.errors import InputUnreadable
from chancery.extract import Extractor
from chancery.extract.decision import Proposed
from chancery.extract.extractor import Reading
from chancery.model.article import Article
from chancery.model.findings import LocalEvent, LocalStatement
from chancery.read import read_document, read_inputs
from chancery.score.counts import Scores
from chancery.score.events import pair
from chancery.score.gold import Gold, GoldStatement, read_gold
from chancery.score.likeness import NEAR, carried
from chancery.score.names import Names, score_entities

HERE = Path(__file__).parent


def main() -> None:
    """Read the arguments, collect, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("texts", type=Path)
    parser.add_argument("gold", type=Path)
    args = parser.parse_args()
    golds = {gold.doc: gold for gold in read_gold(args.gold)}
    engine = Extractor()
    lines = []
    for article in _articles(args.texts, engine.languages):
        gold = golds.get(Path(article.source).stem)
        if gold is not None:
            lines += [json.dumps(line, sort_keys=True) for line in _examples(article, engine.read(article), gold)]
    path = HERE / (args.name if "/" in args.name else f"examples/{args.name}")
    path.parent.mkdir(exist_ok=True)
    path.with_suffix(".jsonl").write_text("".join(f"{line}\n" for line in sorted(lines)), "utf-8")
    print(f"{args.name}: {len(lines)} examples")


def _articles(folder: Path, languages: frozenset[str]) -> Iterator[Article]:
    for document in read_inputs([folder]):
        if not isinstance(document, InputUnreadable):
            try:
                yield read_document(document, languages=languages)
            except InputUnreadable:
                continue


def _examples(article: Article, reading: Reading, gold: Gold) -> Iterator[dict[str, object]]:
    """One example for every row proposed: its features, and whether the gold has it (or may have it)."""
    names = _names(reading, gold)
    told = [(_row(proposed), _quotes(article, proposed)) for proposed in reading.events]
    right = set(pair(gold.events, told, names).values())
    for index, proposed in enumerate(reading.events):
        features = {name: round(value, 4) for name, value in proposed.features.items()}
        yield {"kind": "event", "doc": gold.doc, "lang": gold.lang, "right": index in right, "features": features}
    taken: set[int] = set()
    for said in reading.statements:
        quotes = [article.text[p.start : p.end] for p in said.row.passages]
        hit = next(
            (i for i, row in enumerate(gold.statements) if i not in taken and _says(row, said.row, quotes, names)), None
        )
        taken |= {hit} if hit is not None else set()
        features = {name: round(value, 4) for name, value in said.features.items()}
        yield {"kind": "statement", "doc": gold.doc, "lang": gold.lang, "right": hit is not None, "features": features}


def _says(wanted: GoldStatement, row: LocalStatement, quotes: list[str], names: Names) -> bool:
    return wanted.accepts("speaker", names.of(row.speaker)) and carried(wanted.quote, quotes) >= NEAR


def _names(reading: Reading, gold: Gold) -> Names:
    entities = [
        {"id": e.key, "type": e.type, "name": e.name, "names": e.names, "state": e.state}
        for e in reading.findings.entities
    ]
    states = {str(e["id"]): str(e["state"]) for e in entities if e["type"] == "state" and e["state"]}
    names = Names(gold, states)
    score_entities(gold, entities, names, Scores())
    return names


def _row(proposed: Proposed[LocalEvent]) -> dict[str, object]:
    row = proposed.row
    return {"type": row.type, "mode": row.mode, "date": row.date, "sources": row.sources, "targets": row.targets}


def _quotes(article: Article, proposed: Proposed[LocalEvent]) -> list[str]:
    return [article.text[p.start : p.end] for p in proposed.row.passages]


if __name__ == "__main__":
    main()
