"""Find words in the articles and among the names.

Case and marks do not count (dang finds Đảng), but exact spelling comes first; "words in quotes" stand side by side.
"""

from __future__ import annotations

import argparse

from chancery.cli import options
from chancery.cli.answer import put
from chancery.cli.dispatch import EXIT_OK
from chancery.cli.layout import command, hang, plural, terminal_width, wrap
from chancery.cli.paint import bold, dim, say
from chancery.cli.reasoning import mark
from chancery.cli.telling import date, short
from chancery.errors import UsageError
from chancery.model.article import Article
from chancery.model.record import Entity
from chancery.record import Record, View
from chancery.record.words import best_hits, passage, phrases

_MOST_NAMES = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is sought, in which language, how much of it."""
    parser.add_argument("words", nargs="+", metavar="WORDS", help="all of these are in the article")
    parser.add_argument("--language", metavar="xx", help="articles in one language only (vi, en, …)")
    parser.add_argument("--limit", type=options.positive, default=10, metavar="N", help="articles shown (10)")
    options.add_json(parser)
    options.add_record(parser)


def run(args: argparse.Namespace) -> int:
    """Search, and show each article with the passage that was found."""
    question = " ".join(args.words)
    if not phrases(question):
        raise UsageError(f"search: {question!r} holds no letter or digit", hint="chancery search --help")
    with Record.open(args.record).view() as view:
        entities = _entities(view, question)
        articles = view.search(question, language=args.language, limit=args.limit)
        if args.json:
            put(_document(question, entities, articles))
        else:
            say(_lines(view, question, entities, articles, args))
    return EXIT_OK


def _entities(view: View, question: str) -> list[Entity]:
    keys = view.named_like(question.replace('"', " "), limit=_MOST_NAMES)
    return [entity for key in keys if (entity := view.entity(key))]


def _document(question: str, entities: list[Entity], articles: list[Article]) -> object:
    found = []
    for article in articles:
        start, end = passage(article, question)
        found.append(
            {
                "id": article.id,
                "source": article.source,
                "language": article.language,
                "title": article.title,
                "published": article.published,
                "outlet": article.outlet,
                "passage": {"start": start, "end": end, "text": article.text[start:end]},
                "hits": [[start + a, start + b] for a, b in best_hits(article.text[start:end], question)],
            }
        )
    return {"question": question, "entities": entities, "articles": found}


def _lines(
    view: View,
    question: str,
    entities: list[Entity],
    articles: list[Article],
    args: argparse.Namespace,
) -> list[str]:
    columns = terminal_width()
    lines: list[str] = []
    for entity in entities:
        about = ", ".join(filter(None, (entity.type, entity.state)))
        told = plural(len(entity.articles), "article")
        words = f"{bold(entity.name)}  {about} · {told}  {dim(short(entity.id))}"
        lines.extend(wrap(words, columns))
    for article in articles:
        start, end = passage(article, question)
        head = f"{date(article.published)}  {article.language}  "
        lines.extend(["", *hang(head, f"{_title(article)}  {dim(short(article.id))}", columns)])
        words = article.text[start:end]
        text = mark(words, best_hits(words, question), 0, len(words))
        lines.extend(hang("    ", text, columns))
    if not lines:
        return _nothing(view, question, args)
    return lines[1:] if lines[0] == "" else lines


def _title(article: Article) -> str:
    return bold(article.title or article.source)


def _nothing(view: View, question: str, args: argparse.Namespace) -> list[str]:
    total = plural(view.counts()["articles"], "article")
    where = f" in language {args.language}" if args.language else ""
    lines = [f"no article{where} holds all of: {question} ({total} in the record)"]
    parts = phrases(question)
    if args.language:
        lines.append("try it without --language")
    if len(parts) > 1:
        for part in parts:
            found = len(view.search(part, language=args.language, limit=1000))
            try_next = command(f'search "{part}"', args.record)
            lines.append(f"  {part}: {plural(found, 'article')}" + (f"   {try_next}" if found else ""))
    return [piece for line in lines for piece in wrap(line, terminal_width())]
