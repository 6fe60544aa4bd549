"""The page of an event: its words marked in their language, the reasons, disagreements, identifiers from before."""

from __future__ import annotations

import html
import json
import re

import pytest


def events(demo):
    return [json.loads(line) for line in demo.files["events.jsonl"].splitlines()]


def test_every_event_has_a_page_with_its_words(client, demo):
    texts = {row["id"]: row for row in map(json.loads, demo.files["articles.jsonl"].splitlines())}
    for event in events(demo)[::9]:
        page = client.get(f"/events/{event['id']}")
        assert page.status_code == 200
        plain = " ".join(html.unescape(re.sub(r"<[^>]+>", "", page.text)).split())
        for evidence in event["evidence"]:
            assert " ".join(evidence["quote"].split()) in plain
            assert f'<blockquote lang="{texts[evidence["article"]]["language"]}">' in page.text


def test_why_names_rule_and_weight(client, demo):
    event = next(e for e in events(demo) if e["mode"] == "visit" and e["sources"])
    page = client.get(f"/events/{event['id']}").text
    assert "<mark" in page
    assert "Why it was read so" in page
    assert event["evidence"][0]["rule"] in page


def test_in_vietnamese(client, demo):
    page = client.get(f"/events/{events(demo)[0]['id']}", headers={"accept-language": "vi"}).text
    assert '<html lang="vi"' in page
    assert "Vì sao đọc như vậy" in page


@pytest.mark.parametrize("key", ["ev_nothing", "en_nothing", "%3Cscript%3E"])
def test_there_may_be_no_such_event(client, key):
    answer = client.get(f"/events/{key}")
    assert answer.status_code == 404
    assert "<script>" not in answer.text.partition("<main")[2]
