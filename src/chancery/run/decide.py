"""Taking a decision: what it would change is known before, and nothing is read again for it.

Everything is linked anew in memory from the findings that the record keeps; what comes of it is published whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from chancery.errors import Contradiction, RecordError
from chancery.model.article import Article
from chancery.model.decision import Decision, active, identified
from chancery.model.findings import Findings
from chancery.model.record import Event, Figure, Linked, Office, Relation, Statement
from chancery.record import Record, View, Writer, decisions
from chancery.record.difference import Change, difference
from chancery.run.rooms import Links


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What decisions would make of the record."""

    decisions: tuple[Decision, ...]
    linked: Linked
    changes: tuple[Change, ...]
    stories: tuple[int, int]


class Sitting:
    """A record held for deciding, with everything that was read of it in memory."""

    def __init__(self, record: Record, writer: Writer, link: Links) -> None:
        fingerprint = writer.published_fingerprint()
        if fingerprint is None:
            raise RecordError(f"{record.path} holds no article yet", hint="chancery build INPUT")
        self._record = record
        self._writer = writer
        self._link = link
        self._pages: list[bytes] = []
        self._articles: list[Article] = []
        self._findings: list[Findings] = []
        for page, article, found in writer.published(fingerprint):
            self._pages.append(page)
            self._articles.append(article)
            self._findings.append(found)
        self.texts = {article.id: article.text for article in self._articles}
        self.taken = decisions.read(record.path)
        with record.view() as view:
            self.linked = _published(view)

    def _linked(self, taken: Sequence[Decision]) -> Linked:
        return self._link(self._articles, self._findings, decisions=taken)

    def outlook(self, fresh: Sequence[Decision]) -> Outlook:
        """What these decisions would change of what is published. Contradiction when one cannot hold beside another."""
        try:
            after = self._linked((*self.taken, *fresh))
        except Contradiction as error:
            raise self._refused(error) from None
        before = self.linked
        return Outlook(
            decisions=tuple(fresh),
            linked=after,
            changes=difference(before, after),
            stories=(len(before.stories), len(after.stories)),
        )

    def _refused(self, error: Contradiction) -> Contradiction:
        """The contradiction, with what can be undone: one of those that were taken."""
        known = {decision.id for decision in self.taken}
        standing = [key for key in error.decisions if key in known]
        hint = f"chancery undo {' or '.join(key[:11] for key in standing)}" if standing else "chancery log"
        return Contradiction(f"refused: {error.message}", error.decisions, hint=hint)

    def take(self, outlook: Outlook) -> None:
        """Keep the decisions, and publish what they make of the record."""
        decisions.append(self._record.path, outlook.decisions)
        self.taken = (*self.taken, *outlook.decisions)
        self.linked = outlook.linked
        chosen = list(zip(self._pages, self._articles, strict=True))
        self._writer.republish(chosen, self.linked, decisions.state(self.taken))

    def named(self, draft: Decision) -> Decision:
        """A draft with its identifier. One that was taken before, and undone since, is another in the next moment."""
        known = {decision.id for decision in self.taken}
        while (key := identified(draft)) in known:
            draft = replace(draft, when=_later(draft.when))
        return replace(draft, id=key)

    def holding(self) -> tuple[Decision, ...]:
        """The decisions that hold."""
        return active(self.taken)


def _later(when: str) -> str:
    """The next millisecond; `when` ends in `.mmmZ`."""
    stem, milliseconds = when[:-4], int(when[-4:-1])
    return f"{stem}{(milliseconds + 1) % 1000:03d}Z"


def _published(view: View) -> Linked:
    """The rows as they are published."""
    stories = tuple(view.all_stories())
    return Linked(
        entities=tuple(view.all_entities()),
        offices=tuple(view.all_of(Office)),
        events=tuple(view.all_of(Event)),
        statements=tuple(view.all_of(Statement)),
        figures=tuple(view.all_of(Figure)),
        relations=tuple(view.all_of(Relation)),
        stories=stories,
        story_of={article: story.id for story in stories for article in story.articles},
        review=tuple(view.review()),
        unapplied=tuple(view.unapplied()),
    )


@contextmanager
def sitting(record: Record, link: Links | None = None) -> Iterator[Sitting]:
    """The record, held against other writers while somebody decides."""
    with record.writer() as writer:
        yield Sitting(record, writer, link or _real_link())


def _real_link() -> Links:
    from chancery.link import link  # noqa: PLC0415 — heavy

    return link
