"""The dossier as Markdown: all of it, written as it is read; what comes from articles is text and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.model.record import Event, Figure, Statement
from chancery.record import View
from chancery.record.answering import Answers
from chancery.record.pairwise import articles_between, of_pair
from chancery.serve.pairs.amounts import measures
from chancery.serve.pairs.citing import Citing, one_line
from chancery.serve.pairs.page import PairPage
from chancery.serve.pairs.parts import said_of
from chancery.serve.texts import Phrases
from chancery.text import regex

_MARKS = regex.compile(r"([\\`*_{}\[\]<>#|~$!&])")
_LEADING = regex.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def plain(text: str) -> str:
    """Text that Markdown takes for text."""
    return _LEADING.sub(r"\1\\\2", _MARKS.sub(r"\\\1", one_line(text)))


def markdown(view: View, page: PairPage, say: Phrases, day: str | None = None) -> Iterator[str]:
    """The whole dossier, part by part."""
    yield f"# {plain(page.a.name)} – {plain(page.b.name)}\n\n"
    yield say("pairs.md.about", edition=view.edition(), base=page.base) + "\n"
    yield from _counts(page, say)
    yield from _standing(page, say)
    yield from _posts(page, say, day)
    yield from _talks(page, say)
    citing = Citing(view, say)
    yield from _events(view, page, citing, say)
    yield from _figures(view, page, say)
    yield from _statements(view, page, say)
    yield from _articles(view, page, citing, say)


def _head(say: Phrases, part: str) -> str:
    return f"\n## {say(f'pairs.{part}.head')}\n\n"


def _none(say: Phrases) -> str:
    return f"{say('pairs.none')}\n"


def _counts(page: PairPage, say: Phrases) -> Iterator[str]:
    yield _head(say, "counts")
    names = ("act", "number", "doubtful", "planned", "denied")
    yield f"| {' | '.join(say(f'pairs.column.{name}') for name in names)} |\n|---|--:|--:|--:|--:|\n"
    for count in (page.together, *page.counts):
        yield f"| {plain(count.name)} | {' | '.join(str(number) for number, _ in count.numbers)} |\n"
    for count in page.statements_said:
        yield f"| {say('pairs.column.statement')}: {plain(count.name)} | "
        yield f"{' | '.join(str(number) for number, _ in count.numbers)} | | |\n"


def _standing(page: PairPage, say: Phrases) -> Iterator[str]:
    yield _head(say, "standing")
    if not page.relations:
        yield _none(say)
    for relation in page.relations:
        yield f"- **{plain(relation.words)}** ({say('pairs.column.since')}: {relation.since})\n"
        yield f"  > {plain(relation.quote)}\n"


def _posts(page: PairPage, say: Phrases, day: str | None) -> Iterator[str]:
    yield _head(say, "offices")
    yield (say("pairs.offices.on", day=day) if day else say("pairs.offices.now")) + "\n"
    for side, posts, more in page.posts:
        yield f"\n### {plain(side.name)}\n\n"
        if not posts:
            yield _none(say)
        for post in posts:
            known = [say(f"pairs.known.{post.known.replace(' ', '-')}")] if day or post.known == "over" else []
            notes = "; ".join([*known, *post.notes])
            yield f"- {plain(post.title)}: {plain(post.person)} ({plain(notes)})\n"
        if more:
            yield f"- {say('pairs.more', n=more)}\n"


def _talks(page: PairPage, say: Phrases) -> Iterator[str]:
    yield _head(say, "talks")
    for talk in page.talks:
        told = f"{talk.when}, {plain(talk.what)}: {plain(talk.people)}" if talk.when else talk.what
        yield f"- {talk.level}: {told}\n"


def _events(view: View, page: PairPage, citing: Citing, say: Phrases) -> Iterator[str]:
    yield _head(say, "events")
    empty = True
    for event in Answers(view).every(of_pair(page.a.code, page.b.code)):
        if not isinstance(event, Event):
            continue
        empty = False
        held = citing.event(event)
        status = say.word("status", event.status)
        yield f"- **{held.when}** {plain(held.what)} ({status}, {round(event.confidence * 100)} %, `{event.id}`)\n"
        for source in held.sources:
            where = ", ".join(plain(part) for part in (source.outlet, source.published, source.language) if part)
            address = f" <{source.url}>" if source.url else ""
            for quote in source.quotes:
                yield f"  > {plain(quote)}  \n  > — {plain(source.title)} ({where}){address}\n\n"
    if empty:
        yield _none(say)


def _figures(view: View, page: PairPage, say: Phrases) -> Iterator[str]:
    yield _head(say, "figures")
    found = [row for row in Answers(view).every(of_pair(page.a.code, page.b.code, "figure")) if isinstance(row, Figure)]
    if not found:
        yield _none(say)
    for measure in measures(view, found, say):
        yield f"\n### {plain(measure.name)}, {plain(measure.about)}\n\n"
        for amount in measure.amounts:
            apart = f" ({say('pairs.apart')})" if amount.disagrees else ""
            yield f"- {amount.period}: {plain(amount.words)}{apart}; {plain(amount.according)}\n"
            yield f"  > {plain(amount.quote)}\n"


def _statements(view: View, page: PairPage, say: Phrases) -> Iterator[str]:
    yield _head(say, "statements")
    empty = True
    for statement in Answers(view).every(of_pair(page.a.code, page.b.code, "statement")):
        if isinstance(statement, Statement):
            empty = False
            said = said_of(view, statement, say)
            yield f"- **{said.when}** {plain(said.speaker)} ({plain(said.stance)}, `{said.id}`)\n"
            yield f"  > {plain(said.quote)}\n"
    if empty:
        yield _none(say)


def _articles(view: View, page: PairPage, citing: Citing, say: Phrases) -> Iterator[str]:
    yield _head(say, "articles")
    lines, _ = articles_between(view, page.a.code, page.b.code, -1)
    for line in lines:
        source = citing.source(line.id)
        about = ", ".join(plain(part) for part in (source.outlet, source.published, source.language) if part)
        yield f"- {plain(source.title)} ({about}){f' <{source.url}>' if source.url else ''}\n"
    if not lines:
        yield _none(say)
