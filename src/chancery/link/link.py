"""Linking: a pure function of the set of articles and their findings."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from chancery.link.decided import Decided
from chancery.link.entities import Review, link_entities
from chancery.link.events import link_events
from chancery.link.figures import link_figures
from chancery.link.happenings import find_happenings, join_in_stories
from chancery.link.holders import same_office
from chancery.link.locals import gather
from chancery.link.offices import link_offices
from chancery.link.press import Press, reports
from chancery.link.relations import link_relations
from chancery.link.statements import link_statements
from chancery.link.stories import link_stories
from chancery.link.tellings import Happening, by_article, tellings
from chancery.link.terms import with_terms
from chancery.model.article import Article
from chancery.model.decision import Decision
from chancery.model.findings import Findings
from chancery.model.record import Event, Linked


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage in cycles: linking makes millions of things, and none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_uncollected()
def link(articles: Sequence[Article], findings: Sequence[Findings], *, decisions: Sequence[Decision] = ()) -> Linked:
    """Everything the record holds besides the articles. The order of articles and of decisions changes nothing.

    Events are linked twice: first where their own words are enough, then, once the stories are known, among the
    articles of each story. Contradiction when two decisions cannot both hold.
    """
    decided = Decided(decisions)
    articles, findings = _once(articles, findings)
    by_id = {article.id: article for article in articles}
    published = {article.id: article.published for article in articles}
    cast = link_entities(gather(articles, findings), published)
    cast = decided.cast(cast, lambda: gather(articles, findings))

    def events(of: Sequence[Happening]) -> list[tuple[Happening, Event]]:
        return link_events(of, by_id, {}, cast.entities)

    told = tellings(articles, findings, cast)
    finder = find_happenings(told, cast.entities)
    found = decided.happenings(finder.happenings, by_id, cast.entities, events)
    stories, story_of = link_stories(
        articles, Press(reports(articles, findings, cast, by_article(told)), cast.entities)
    )
    del told
    happenings = join_in_stories(found, story_of, cast.entities)
    happenings = decided.happenings(happenings, by_id, cast.entities, events)
    rows = decided.mark_events(link_events(happenings, by_id, story_of, cast.entities))
    parted = decided.apart()
    asked = {h.key for one, other, *_ in finder.doubts for h in (one, other)} | {p for places in parted for p in places}
    event_of = {place: event.id for h, event in rows for t in h.tellings if (place := (t.article, t.order)) in asked}
    apart = {frozenset(event_of[place] for place in places) for places in parted}
    doubts: set[Review] = set()
    for one, other, score, why in finder.doubts:
        a, b = sorted((event_of[one.key], event_of[other.key]))
        if a != b and frozenset((a, b)) not in apart:
            doubts.add(("event", a, b, score, why))
    offices = with_terms(link_offices(by_id, findings, cast), (event for _, event in rows))
    holders = same_office(offices, cast.entities, by_id)
    linked = Linked(
        entities=tuple(cast.entities.values()),
        offices=offices,
        events=tuple(sorted((event for _, event in rows), key=lambda event: event.id)),
        statements=link_statements(by_id, findings, cast),
        figures=link_figures(by_id, findings, cast),
        relations=link_relations(by_id, findings, cast),
        stories=stories,
        story_of={key: story_of[key] for key in sorted(story_of)},
        review=tuple(sorted({*cast.review, *doubts, *holders})),
    )
    return decided.rows(linked)


def _once(articles: Sequence[Article], findings: Sequence[Findings]) -> tuple[list[Article], list[Findings]]:
    """Sorted by id; of an article read from two sources the first source counts."""
    pairs = sorted(zip(articles, findings, strict=True), key=lambda p: (p[0].id, p[0].source))
    first = {article.id: (article, found) for article, found in reversed(pairs)}
    return [first[key][0] for key in sorted(first)], [first[key][1] for key in sorted(first)]
