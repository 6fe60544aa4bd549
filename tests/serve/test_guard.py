"""Refusals: what no honest browser sends, and what article text may not do."""

from __future__ import annotations

import csv
import io

import pytest

from chancery.serve.formats import as_csv
from chancery.serve.guard import HEADERS, MOST_BYTES


def test_every_answer_has_the_headers(client):
    for path in ("/", "/api/v1/events", "/static/chancery.css", "/nothing", "/api/v1/events?x=1"):
        answer = client.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS), path
    assert "unsafe" not in HEADERS["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "evil.example:8750"])
def test_another_name_for_this_machine_is_refused(client, host):
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8750", "sec-fetch-site": "cross-site"},
    ],
)
def test_a_change_from_another_site_is_refused(client, headers):
    assert client.post("/decide", headers=headers, data={"kind": "reject"}).status_code == 403


def test_long_requests_are_refused(client):
    here = {"origin": "http://127.0.0.1:8750"}
    assert client.post("/decide", headers=here, content=b"x" * (MOST_BYTES + 1)).status_code == 413
    assert client.get("/?q=" + "x" * 5000).status_code == 414


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text):
    row = {"id": "x", "quote": None, "title": text, "evidence": [{"quote": text, "article": "a"}]}
    (cells,) = csv.DictReader(io.StringIO("".join(as_csv([row], ("id", "title", "evidence")))))
    assert cells["title"].startswith("'")
    assert cells["quote"].startswith("'")


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/%2fetc%2fpasswd"]
)
def test_no_way_out_of_the_folder_of_files(client, path):
    assert client.get(path).status_code == 404


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "javascript:alert(1)",
    "'; DROP TABLE facts; --",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_asked_is_shown_as_text(client, text):
    answer = client.get("/", params={"q": text})
    assert answer.status_code in {200, 400}
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert "{{7*7}}" in answer.text or "49" not in answer.text.split("</header>")[0]
