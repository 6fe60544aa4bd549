"""What article text, addresses and clients may try; every test is named after what is refused or made harmless."""

from __future__ import annotations

import csv
import io
import socket
import time
from dataclasses import replace
from urllib.parse import urlsplit

import decidable
import handmade
import hostile
import pytest
from hostile import ADDRESS, ALL, ATTRIBUTE, SCRIPT, TAG, TEMPLATE
from lxml import html
from making import Page

from asking import TOKEN, asking, serving
from chancery.record import Record
from chancery.serve.guard import MOST_BYTES
from chancery.serve.listening import MOST_HEAD

HERE = {"origin": "http://127.0.0.1:8750"}
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1")


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """A browser before a record in which everything is hostile."""
    return asking(hostile.make(tmp_path_factory.mktemp("hostile") / "record"))


def harms(text):
    """What in a page could run or lead away: scripts not ours, handlers, styles, frames, addresses not of the web."""
    found = []
    for element in html.fromstring(text).iter():
        if not isinstance(element.tag, str):
            continue
        ours = element.get("src") == "/static/chancery.js" and not element.text
        if element.tag in {"script", "iframe", "object", "embed", "base", "img", "style"} and not ours:
            found.append(html.tostring(element)[:120])
        for name, value in element.items():
            if name.startswith("on") or name in {"style", "srcdoc"}:
                found.append(f"{element.tag} {name}={value}")
            if name in {"href", "src", "action", "formaction"} and urlsplit(value).scheme not in {"", "http", "https"}:
                found.append(f"{element.tag} {name}={value}")
    return found


@pytest.mark.parametrize("address", hostile.PAGES)
def test_hostile_words_of_articles_stay_words_on_every_page(reader, address):
    answer = reader.get(address)
    assert answer.status_code == 200
    assert harms(answer.text) == []
    assert "{{ 7 * 7 }}" in answer.text or "49" not in answer.text


def test_hostile_words_are_shown_and_not_dropped(reader):
    page = reader.get(f"/entities/{handmade.SYRANKOV.id}").text
    assert html.fromstring(page).xpath("//h1")[0].text_content() == hostile.entity(handmade.SYRANKOV).name


@pytest.mark.parametrize("words", [SCRIPT, ATTRIBUTE, TAG, ADDRESS, TEMPLATE, "\x00", "a" * 3000, "%", '"', "\\"])
@pytest.mark.parametrize(
    "address",
    ["/?q={}", "/?show={}", "/?after={}", "/pairs?a={}&b={}", "/pairs/VNM/BLR?by={}", "/pairs/VNM/BLR?at={}",
     "/pairs/VNM/BLR?start={}", "/pairs/VNM/BLR/rows?lane={}", "/pairs/VNM/BLR/rows?{}=1", "/events/x?done={}",
     "/review?after={}", "/review?done={}", "/enter?token={}", "/?ui={}&theme={}"],
)  # fmt: skip
def test_hostile_words_of_an_address_stay_words(reader, address, words):
    parameters = address.partition("?")[2].replace("{}=1", "X=1")
    asked = {words if name == "X" else name: "1" if name == "X" else words
             for name in (part.partition("=")[0] for part in parameters.split("&"))}  # fmt: skip
    answer = reader.get(address.partition("?")[0], params=asked)
    assert answer.status_code in {200, 400, 403, 404, 414}, answer.text[:300]
    if answer.headers["content-type"].startswith("text/html"):
        assert harms(answer.text) == []


@pytest.mark.parametrize("words", [SCRIPT, ATTRIBUTE, TAG, "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%00", "*"])
@pytest.mark.parametrize(
    "folder", ["events", "entities", "stories", "pairs/VNM", "pairs", "static", "api/v1/events", "."]
)
def test_no_identifier_leads_out_of_the_record(reader, folder, words):
    for key in (words, words.replace("<", "%3C").replace('"', "%22")):
        answer = reader.get(f"/{folder}/{key}" if folder != "." else f"/x{key}")
        assert answer.status_code in {400, 404, 405}, (answer.url, answer.status_code)
        assert "root:" not in answer.text
        if answer.headers["content-type"].startswith("text/html"):
            assert harms(answer.text) == []


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/..%5capp.py", "/static//etc/passwd"],
)
def test_no_file_but_the_static_ones_over_a_real_connection(hasty, path):
    told = raw(hasty, f"GET {path} HTTP/1.1\r\nhost: {urlsplit(hasty).netloc}\r\nconnection: close\r\n\r\n")
    assert told.startswith((b"HTTP/1.1 404", b"HTTP/1.1 405"))
    assert b"import" not in told


# -- spreadsheets -------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=FORMULAS)
def calculating(request, tmp_path_factory):
    """A record whose every name, title, office and note begins as a formula does."""
    folder = tmp_path_factory.mktemp("formula") / "record"

    def evil(row, **fields):
        return replace(row, **{name: request.param + (getattr(row, name) or "") for name in fields})

    linked = replace(
        handmade.LINKED,
        entities=tuple(evil(one, name="") for one in handmade.LINKED.entities),
        offices=tuple(evil(one, title="") for one in handmade.LINKED.offices),
        events=tuple(evil(one, place="") for one in handmade.LINKED.events),
        figures=tuple(evil(one, unit="", according_to="") for one in handmade.LINKED.figures),
        relations=tuple(evil(one, level="") for one in handmade.LINKED.relations),
        stories=tuple(evil(one, title="") for one in handmade.LINKED.stories),
    )
    held = Record.open_or_create(folder)
    articles = [evil(article, title="", outlet="") for article in handmade.ARTICLES.values()]
    with held.writer() as writer:
        writer.stage(map(handmade.outcome, articles), handmade.FINGERPRINT)
        chosen = [(page, article) for page, article, _ in writer.chosen(handmade.FINGERPRINT)]
        writer.publish(chosen, linked, handmade.FINGERPRINT)
    return asking(held)


TABLES = (
    "events",
    "statements",
    "figures",
    "relations",
    "offices",
    "entities",
    "articles",
    "stories",
    "pairs",
    "withdrawn",
)


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_of_any_csv_is_a_formula(calculating, table):
    answer = calculating.get(f"/api/v1/{table}.csv")
    assert answer.status_code == 200
    lines = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert len(lines) > 1 or table == "withdrawn"
    for line in lines:
        for cell in line:
            assert not cell.startswith(FORMULAS_START) or is_number(cell), cell


FORMULAS_START = ("=", "+", "-", "@", "\t", "\r", "\n")


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


# -- changes ------------------------------------------------------------------------------------


@pytest.fixture
def editable(tmp_path):
    """A record made by hand with hostile names, and a browser that has the token."""
    article = Page("one", published="2025-05-12")
    names = f"{SCRIPT} Ann", f"{TAG} Ion"
    article.event(
        "CONSULT/meeting", [article.person(names[0], "GBR")], [article.person(names[1], "ROU")], "2025-05-11", main=True
    )
    browser = asking(decidable.make(tmp_path / "record", [article]), TOKEN)
    browser.get(f"/enter?token={TOKEN}")
    return browser


def test_hostile_words_stay_words_in_a_preview_and_in_what_was_decided(editable):
    key = editable.get("/api/v1/events").json()["data"][0]["id"]
    form = {"kind": "reject", "on": key, "note": ALL, "who": ALL, "back": f"/events/{key}", "field": ALL, "other": ALL}
    preview = editable.post("/decide", data=form, headers=HERE)
    assert preview.status_code == 200
    assert harms(preview.text) == []
    editable.post("/decide", data={**form, "confirm": "yes"}, headers=HERE)
    gone = editable.get(f"/events/{key}")
    assert gone.status_code == 410
    assert harms(gone.text) == []


@pytest.mark.parametrize("path", ["/decide", "/watch"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:8751"},
        {"origin": "http://127.0.0.1:8750.evil.example"},
        {"origin": "http://evil.example@127.0.0.1:8750"},
        {**HERE, "sec-fetch-site": "cross-site"},
        {**HERE, "sec-fetch-site": "same-site"},
        {**HERE, "sec-fetch-site": "none"},
    ],
)
def test_a_forged_post_is_refused_though_the_browser_has_the_token(editable, path, headers):
    key = editable.get("/api/v1/events").json()["data"][0]["id"]
    answer = editable.post(path, data={"kind": "reject", "on": key, "confirm": "yes", "q": "x"}, headers=headers)
    assert answer.status_code == 403
    assert "a page of this site" in answer.text
    assert editable.get(f"/events/{key}").status_code == 200
    assert "data-watch" not in editable.get("/").text


def test_nothing_is_changed_by_a_link(editable):
    key = editable.get("/api/v1/events").json()["data"][0]["id"]
    assert editable.get("/decide", params={"kind": "reject", "on": key, "confirm": "yes"}).status_code == 405
    assert editable.get("/watch", params={"q": "x"}).status_code == 405


# -- long and slow ------------------------------------------------------------------------------


def raw(address, *parts, pause=0.0):
    """Send parts one after another over a connection of one's own; everything that is answered until it is closed."""
    place = urlsplit(address)
    told = b""
    with socket.create_connection((place.hostname, place.port), timeout=8) as line:
        try:
            for part in parts:
                line.sendall(part if isinstance(part, bytes) else part.encode())
                time.sleep(pause)
        except (ConnectionResetError, BrokenPipeError):
            pass
        try:
            while chunk := line.recv(65536):
                told += chunk
        except ConnectionResetError:
            pass
    return told


def head(address, path="/", *more):
    return "\r\n".join(
        [f"POST {path} HTTP/1.1", f"host: {urlsplit(address).netloc}", f"origin: {address}", *more, "", ""]
    )


def still_answers(address):
    told = raw(
        address, f"GET /static/icon.svg HTTP/1.1\r\nhost: {urlsplit(address).netloc}\r\nconnection: close\r\n\r\n"
    )
    return told.startswith(b"HTTP/1.1 200")


@pytest.fixture(scope="module")
def hasty(tmp_path_factory):
    """A server that waits for half a second."""
    with serving(handmade.make(tmp_path_factory.mktemp("hasty") / "record"), TOKEN, patience=0.5) as address:
        yield address


def test_a_body_that_is_too_long_is_refused(hasty):
    body = b"q=" + b"x" * MOST_BYTES
    told = raw(hasty, head(hasty, "/watch", f"content-length: {len(body)}", "connection: close"), body)
    assert told.startswith(b"HTTP/1.1 413")
    assert still_answers(hasty)


def test_a_body_without_an_end_is_refused(hasty):
    chunk = b"1000\r\n" + b"x" * 0x1000 + b"\r\n"
    told = raw(hasty, head(hasty, "/watch", "transfer-encoding: chunked"), *[chunk] * (MOST_BYTES // 0x1000 + 2))
    assert told.startswith(b"HTTP/1.1 413")
    assert still_answers(hasty)


def test_a_head_that_is_too_long_is_refused(hasty):
    told = raw(hasty, "GET / HTTP/1.1\r\nx: ", b"x" * (4 * MOST_HEAD))
    assert told == b"" or told.startswith(b"HTTP/1.1 400")
    assert still_answers(hasty)


def test_a_head_that_comes_byte_by_byte_is_cut_off(hasty):
    started = time.monotonic()
    told = raw(hasty, *[bytes([char]) for char in b"GET / HTTP/1.1\r\nx: " + b"x" * 200], pause=0.02)
    assert told.startswith(b"HTTP/1.1 408")
    assert time.monotonic() - started < 6
    assert still_answers(hasty)


def test_who_says_nothing_is_cut_off(hasty):
    started = time.monotonic()
    assert raw(hasty) == b""
    assert time.monotonic() - started < 4


def test_a_second_request_that_comes_slowly_is_cut_off_too(hasty):
    first = f"GET /static/icon.svg HTTP/1.1\r\nhost: {urlsplit(hasty).netloc}\r\n\r\n"
    told = raw(hasty, first, *[b"G", b"E", b"T", *[b" "] * 60], pause=0.03)
    assert told.startswith(b"HTTP/1.1 200")
    assert b"HTTP/1.1 408" in told


def test_a_body_that_comes_byte_by_byte_is_cut_off(hasty):
    started = time.monotonic()
    told = raw(hasty, head(hasty, "/watch", "content-length: 400"), *[b"x"] * 100, pause=0.02)
    assert told.startswith(b"HTTP/1.1 408")
    assert time.monotonic() - started < 6
    assert still_answers(hasty)


def test_a_reader_that_takes_its_time_between_requests_is_not_cut_off(hasty):
    one = f"GET /static/icon.svg HTTP/1.1\r\nhost: {urlsplit(hasty).netloc}\r\n"
    told = raw(hasty, f"{one}\r\n", f"{one}connection: close\r\n\r\n", pause=0.9)
    assert told.count(b"HTTP/1.1 200") == 2


def test_many_slow_clients_keep_nobody_from_reading(hasty):
    place = urlsplit(hasty)
    lines = [socket.create_connection((place.hostname, place.port)) for _ in range(50)]
    for line in lines:
        line.sendall(b"GET / HTTP/1.1\r\nx")
    assert still_answers(hasty)
    for line in lines:
        line.settimeout(5)
        assert line.recv(100).startswith(b"HTTP/1.1 408")
        line.close()


def test_what_is_no_http_is_refused(hasty):
    assert raw(hasty, b"\x16\x03\x01\x02\x00\x01\x00").startswith((b"HTTP/1.1 4", b""))
    assert raw(hasty, "GET / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n").startswith(b"HTTP/1.1 400")
    assert still_answers(hasty)
