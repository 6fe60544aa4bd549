"""Nothing of what surrounds an article (other headlines, tags, counters) is in the record."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from chancery.model.article import Block
from chancery.text.folding import fold


@pytest.fixture(scope="module")
def cluttered(demo):
    """The articles that something was cut off from."""
    with demo.record.view() as view:
        held = [article for article, _ in view.all_articles() if article.removed]
    assert len(held) >= 8  # else there is nothing to test
    return held


def test_what_was_cut_off_is_not_in_the_text(cluttered):
    for article in cluttered:
        kept = {fold(article.text[block.start : block.end]) for block in article.blocks}
        for removed in article.removed:
            if removed.reason == "repeated-title":
                continue  # the title itself stays
            lines = {fold(line) for line in removed.text.splitlines() if len(line) > 30}
            assert not lines & kept, f"{article.source}: {removed.reason}"


def test_nobody_named_only_in_the_clutter_is_known(cluttered, demo, extractor):
    """The clutter is read as if it were an article: whom only it names must not be in the record."""
    entities = [json.loads(line) for line in demo.files["entities.jsonl"].splitlines()]
    strangers = 0
    for article in cluttered:
        known = [entity for entity in entities if article.id in entity["articles"]]
        own = fold(article.text)
        for named in _named(article, extractor):
            if any(fold(name) in own for name in named.names) or _named_otherwise(named, known, own):
                continue
            strangers += 1
            names = {fold(name) for name in named.names}
            same = [e for e in known if names & {fold(name) for name in [e["name"], *e["names"]]}]
            assert not same, f"{article.source}: {named.name} is only in what was cut off"
    assert strangers >= 8  # else there is nothing to test


def _named(article, extractor):
    text = "\n\n".join(removed.text.replace("\n", " ") for removed in article.removed)
    blocks = (Block(kind="body", start=0, end=len(text)),)
    return extractor.extract(replace(article, text=text, title=None, blocks=blocks, removed=())).entities


def _named_otherwise(named, known, own):
    """Does the article itself name this state by another word (its people, its capital)?"""
    return any(
        entity["type"] == named.type == "state"
        and entity["state"] == named.state
        and any(fold(name) in own for name in entity["names"])
        for entity in known
    )
