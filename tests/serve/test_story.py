"""The reader: the same fact bears the same number in every language; what one side alone tells is flagged."""

from __future__ import annotations

import json
import re

import pytest


@pytest.fixture(scope="module")
def story(demo):
    stories = [json.loads(line) for line in demo.files["stories.jsonl"].splitlines()]
    return max(stories, key=lambda row: (len(row["languages"]), len(row["articles"]), row["id"]))


def test_articles_stand_side_by_side_in_their_languages(client, story):
    page = client.get(f"/stories/{story['id']}").text
    for language in story["languages"]:
        assert f'<div lang="{language}" class="text">' in page


def test_every_number_in_the_text_is_in_the_list(client, story):
    page = client.get(f"/stories/{story['id']}").text
    marked = set(re.findall(r'href="#(fact-\d+)"', page))
    listed = set(re.findall(r'id="(fact-\d+)"', page))
    assert marked
    assert marked <= listed
    shared = re.findall(r"told by ([A-C](?:, [A-C])+)", page)
    assert shared


def test_the_reader_chooses_the_articles(client, story):
    one = story["articles"][0]
    page = client.get(f"/stories/{story['id']}?a={one}").text
    assert re.findall(r'data-article="(\w+)"', page) == [one]
    assert "only in" not in page


def test_no_text_is_lost(client, story, demo):
    articles = {row["id"]: row for row in map(json.loads, demo.files["articles.jsonl"].splitlines())}
    page = client.get(f"/stories/{story['id']}").text
    for key in re.findall(r'data-article="(\w+)"', page):
        body = page.split(f'data-article="{key}"')[1].split("</article>")[0]
        text = re.sub(r"<a [^>]*>\d+</a>", "", body)
        plain = " ".join(re.sub(r"<[^>]+>", "", text).replace("&#39;", "'").replace("&#34;", '"').split())
        for sentence in articles[key]["text"].split("\n")[:3]:
            assert " ".join(sentence.split())[:60] in plain


def test_there_may_be_no_such_story(client):
    assert client.get("/stories/so_nothing").status_code == 404
