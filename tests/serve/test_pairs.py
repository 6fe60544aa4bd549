"""The dossier of a pair says what the record says, every number opens its rows, hostile words stay words."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

import pytest

from chancery.model.record import Event, Figure, Office, Relation, Statement
from chancery.record.answering import DOUBTFUL, Answers
from chancery.record.holders import holders
from chancery.record.pairwise import last_talks, of_pair
from chancery.record.question import act_names
from chancery.serve.drawing import amounts, lanes
from chancery.serve.kept import Kept
from chancery.serve.lanes import LANES, acts_of, lane_of
from chancery.serve.pairs.citing import Source, bibtex, safe_url
from chancery.serve.pairs.markdown import plain
from chancery.serve.pairs.rows import question
from chancery.serve.steps import best, ordinal, step_at
from chancery.serve.texts import LANGUAGES, texts

PAIR = ("USA", "VNM")
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


@pytest.fixture(scope="module")
def view(demo):
    with demo.record.view() as held:
        yield held


def page(client, path, status=200):
    client.cookies.clear()
    answer = client.get(path)
    assert answer.status_code == status, answer.text[:400]
    return answer.text


def number_on(text):
    """The number of rows that a page of rows says it has."""
    return int(re.search(r'<h2 id="number">(\d+)', text)[1])


def links(text, pattern):
    return [unescape(href) for href in re.findall(rf'href="({pattern})"', text)]


# -- the list and the form ------------------------------------------------------------------


def test_the_list_is_by_how_much_is_told(client, view):
    text = page(client, "/pairs")
    numbers = [int(n) for n in re.findall(r'/rows">(\d+)</a>', text)]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] == view.most_told_pairs(1)[0][2] == len(view.between(*PAIR, Event))


@pytest.mark.parametrize(
    ("a", "b"), [("VNM", "USA"), ("vn", "us"), ("Việt Nam", "Mỹ"), ("viet nam", "США"), ("Вьетнам", "United States")]
)
def test_the_form_understands_codes_and_names(client, a, b):
    answer = client.get("/pairs", params={"a": a, "b": b}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/pairs/VNM/USA")


@pytest.mark.parametrize("path", ["/pairs/VN/US", "/pairs/vietnam/USA", "/pairs/Việt Nam/Mỹ"])
def test_names_in_addresses_lead_to_codes(client, path):
    answer = client.get(f"{path}?by=year", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/pairs/VNM/USA?by=year")


def test_what_names_no_state_is_said_beside_its_field(client):
    text = page(client, "/pairs?a=Atlantis&b=VNM", 400)
    assert "“Atlantis” names no state" in text
    assert 'aria-invalid="true"' in text
    assert "two different states" in page(client, "/pairs?a=VNM&b=vietnam", 400)
    assert client.get("/pairs/VNM/Atlantis").status_code == 404
    assert client.get("/pairs/VNM/VNM").status_code == 400


def test_one_state_narrows_the_list(client):
    text = page(client, "/pairs?a=Cuba")
    assert all("CUB" in href for href in links(text, r"/pairs/[A-Z]{3}/[A-Z]{3}"))


# -- every number opens its rows ------------------------------------------------------------


def test_counts_are_the_records(client, view):
    text = page(client, "/pairs/VNM/USA")
    cells = re.findall(r'<a href="(/pairs/VNM/USA/rows\?(?:kind|type)=[^"]+)">(\d+)</a>', text)
    assert cells
    for href, number in cells:
        assert number_on(page(client, unescape(href))) == int(number), href
    events = view.between(*PAIR, Event)
    doubtful = [int(n) for href, n in cells if "doubtful" in href and "statement" not in href]
    assert sum(doubtful) == sum(event.confidence < DOUBTFUL for event in events)


@pytest.mark.parametrize("by", ["day", "month", "year"])
@pytest.mark.parametrize("clock", ["happened", "reported"])
def test_lanes_hold_every_event_and_open_their_rows(client, view, by, clock):
    text = page(client, f"/pairs/VNM/USA?by={by}&clock={clock}")
    table = text[text.index('id="lanes-table"') : text.index("</details>")]
    cells = re.findall(r'<a href="([^"]+)" aria-label="[^"]+">(\d+)</a>', table)
    for href, number in cells:
        assert number_on(page(client, unescape(href))) == int(number), href
    told = len(view.between(*PAIR, Event)) + len(view.between(*PAIR, Statement))
    outside = [int(n) for n in re.findall(r"\((\d+) (?:before|after)\)", text)]
    undated = [int(n) for n in re.findall(r">(\d+) events (?:without|by sources)", text)]
    assert sum(int(n) for _, n in cells) + sum(outside) + sum(undated) == told


def test_windows_follow_each_other(client):
    path, seen = "/pairs/VNM/USA?by=month", []
    while path:
        text = page(client, path)
        seen.append(re.search(r"Shown: (\S+) to", text)[1])
        path = next(iter(re.findall(r'href="([^"]+)#time">←', text)), None)
        path = unescape(path) if path else None
    assert len(seen) > 1
    assert seen == sorted(set(seen), reverse=True)
    assert "before)" not in text


def test_rows_are_asked_for_exactly(client):
    assert "no such filter" in page(client, "/pairs/VNM/USA/rows?colour=red", 400)
    assert "lane: 'sky' is none" in unescape(page(client, "/pairs/VNM/USA/rows?lane=sky", 400))
    assert "by: 'week' is none" in unescape(page(client, "/pairs/VNM/USA?by=week", 400))
    assert "is no date" in page(client, "/pairs/VNM/USA?at=yesterday", 400)
    assert number_on(page(client, "/pairs/VNM/USA/rows?lane=calls&begins=1900")) == 0


# -- parts ----------------------------------------------------------------------------------


def test_relations_figures_and_statements_are_shown_with_their_words(client, view):
    text = unescape(page(client, "/pairs/VNM/USA"))
    for relation in view.between(*PAIR, Relation):
        assert relation.evidence[0].quote in text
        assert f'id="{relation.id}"' in text
    for figure in view.between(*PAIR, Figure):
        assert f'id="{figure.id}"' in text
        assert figure.evidence[0].quote in text
    latest = view.between(*PAIR, Statement, limit=3)
    assert all(statement.evidence[0].quote in text for statement in latest)


def test_quotations_say_their_language(client):
    text = page(client, "/pairs/VNM/USA")
    quotes = re.findall(r"<(?:blockquote|q)( lang=\"[a-z]+\")?>", text)
    assert quotes
    assert all(quotes)


def test_headings_are_in_order_and_ids_once(client):
    for path in ("/pairs", "/pairs/VNM/USA", "/pairs/VNM/USA/rows", "/pairs/VNM/USA/citations", "/pairs/FJI/TON"):
        text = page(client, path)
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels)), path
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path
        assert " style=" not in text


def test_links_lead_somewhere(client):
    text = page(client, "/pairs/VNM/USA")
    for href in set(links(text, r"/(?:pairs|events|stories|entities|api)[^\"]*")):
        if href.startswith(("/events", "/stories", "/entities")):
            continue  # other screens
        assert client.get(href.partition("#")[0]).status_code == 200, href
    fragments = {href[1:] for href in links(text, r"#[^\"]+")}
    assert all(f'id="{name}"' in text for name in fragments)


def test_offices_on_a_day(client, view):
    text = page(client, "/pairs/VNM/USA?at=2016-05")
    assert "Barack Obama" in text
    assert "Joe Biden" not in text[text.index('id="offices"') : text.index('id="talks"')]
    now = page(client, "/pairs/VNM/USA")
    assert "Joe Biden" in now[now.index('id="offices"') : now.index('id="talks"')]
    for holder in holders(view, "VNM", "USA", "2016-05"):
        assert isinstance(holder.office, Office)
        assert holder.known in {"held", "told before", "told later", "over"}


def test_the_last_contact_of_a_level_is_the_latest(view):
    for talk in last_talks(view, *PAIR):
        if talk.event is not None:
            assert talk.event.status in {"occurred", "ongoing"}
            assert talk.people
    assert {talk.level for talk in last_talks(view, "FJI", "TON") if talk.event} == set()


def test_silence_is_told(client):
    assert "named in no article" in page(client, "/pairs/FJI/TON")
    both = page(client, "/pairs/VNM/BLR")
    assert "Nothing between them" in both
    assert "Most told pairs" in both


def test_vietnamese(client):
    text = page(client, "/pairs/VNM/USA?ui=vi")
    client.cookies.clear()
    assert '<html lang="vi"' in text
    assert "Việt Nam" in text
    assert "Theo thời gian" in text
    assert "Latest" not in text


# -- files ----------------------------------------------------------------------------------


def test_markdown_holds_every_event_and_statement(client, view):
    answer = client.get("/pairs/VNM/USA.md")
    assert answer.headers["content-type"].startswith("text/markdown")
    assert all(event.id in answer.text for event in view.between(*PAIR, Event))
    assert all(statement.id in answer.text for statement in view.between(*PAIR, Statement))
    assert client.get("/pairs/vn/us.md", follow_redirects=False).headers["location"] == "/pairs/VNM/USA.md"


@pytest.mark.parametrize("suffix", ["txt", "bib"])
def test_citations_quote_every_source(client, view, suffix):
    text = client.get(f"/pairs/VNM/USA/citations.{suffix}").text
    articles = {evidence.article for event in view.between(*PAIR, Event) for evidence in event.evidence}
    if suffix == "bib":
        assert text.count("@online{") == len(articles)
        assert all(f"@online{{{key}," in text for key in articles)
    else:
        assert all(event.id in text for event in view.between(*PAIR, Event))
        assert all(" ".join(e.quote.split()) in text for event in view.between(*PAIR, Event) for e in event.evidence)
    assert client.get("/pairs/VNM/USA/citations.exe").status_code == 400


def test_citations_page(client):
    text = page(client, "/pairs/VNM/USA/citations")
    assert "@online{" in text
    assert links(text, r"/pairs/VNM/USA/citations\?after=[^\"]+")


# -- hostile words --------------------------------------------------------------------------


def test_hostile_words_stay_words(client):
    for path in ("/pairs", "/pairs/VNM/USA", "/pairs/VNM/USA/rows", "/pairs/VNM/USA/citations"):
        for name in ("a", "b", "at", "start", "by", "type", "begins", "ui"):
            text = client.get(path, params={name: HOSTILE}).text
            assert "<script>alert" not in text
            assert "<img" not in text
    assert "<img" not in client.get(f"/pairs/{HOSTILE.replace('/', '')}/VNM").text
    cell = lanes.Cell(href='"><script>', label=HOSTILE, counts=(("exact", 1),))
    dot = lanes.Dot(href='"><script>', label=HOSTILE)
    lane = lanes.Lane(key="visits", name=HOSTILE, cells=(cell, lanes.Cell(href="", label="", counts=(), dots=(dot,))))
    columns = [lanes.Column(short=HOSTILE, group=HOSTILE, begins=True)] * 2
    drawn = lanes.draw("x", [lane], columns, title=HOSTILE, about=HOSTILE, loosely=HOSTILE)
    period = amounts.Period(name=HOSTILE, most="1", least="", values=(amounts.Value(value=1, label=HOSTILE, href='"'),))
    for svg in (drawn, amounts.draw("x", [period], title=HOSTILE, about=HOSTILE)):
        assert "<script" not in svg
        assert "<img" not in svg


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://a.example/<b>", "ftp://a", " http://a"]
)
def test_only_addresses_of_the_web_are_linked(url):
    assert safe_url(url) is None
    assert safe_url("https://a.example/b?c=d") == "https://a.example/b?c=d"


def test_files_escape_their_marks():
    assert plain("# [x](y) <b> *z*\n- q") == r"\# \[x\](y) \<b\> \*z\* - q"
    assert plain("1. one") == r"1\. one" or plain("1. one").startswith("\\")
    source = Source(article="ar_1", title="50% {of} $x_1", outlet=None, published=None, url=None, language="vi",
                    quotes=("a & b",))  # fmt: skip
    entry = bibtex(source)
    assert r"50\% \{of\} \$x\_1" in entry
    assert r"a \& b" in entry
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")


# -- lanes and steps ------------------------------------------------------------------------


def test_every_act_has_a_lane_and_a_word():
    held = [act for lane in LANES for act in acts_of(lane)]
    assert len(held) == len(set(held))
    covered = {name for name in act_names() if name in held or name.partition("/")[0] in held}
    assert {name for name in act_names() if "/" in name} <= covered
    assert {lane_of(*name.split("/")) for name in act_names() if "/" in name} <= set(LANES)
    for language in LANGUAGES:
        assert {f"act.{name}" for name in act_names()} <= set(texts(language))


@pytest.mark.parametrize("step", ["1945-09-02", "2024-02-29", "2024-02", "1999-12", "2024"])
def test_steps_are_numbered(step):
    by = {10: "day", 7: "month", 4: "year"}[len(step)]
    assert step_at(ordinal(step, by), by) == step
    assert ordinal(step, "year" if by != "year" else "day") is None
    assert ordinal("2024-02-31", "day") is None


def test_the_finest_step_that_fits():
    assert best("2024-01-05", "2024-02-01") == "day"
    assert best("2022-01", "2024-02-01") == "month"
    assert best("1950", "2024-02-01") == "year"


@pytest.mark.parametrize("number", [0, 5, 5000])
def test_lanes_are_legible_with_any_number(number):
    counts = (("exact", number // 50),) if number >= 50 else (("exact", 1),)
    dots = () if number >= 50 else (lanes.Dot(href="/events/x", label="x"),)
    cell = lanes.Cell(href="/", label="x", counts=counts, dots=dots)
    cells = tuple(cell if number >= 50 or place < number else None for place in range(48))
    lane = lanes.Lane(key="visits", name="Visits", cells=cells)
    svg = lanes.draw(
        "x", [lane], [lanes.Column(short="1", group="", begins=False)] * 48, title="", about="", loosely=""
    )
    assert svg.count("<circle") == (number if number < 50 else 0)
    assert svg.count('class="mark exact" x=') == (48 if number >= 50 else 0)
    assert svg.count(">100</text>") == (48 if number == 5000 else 0)


def test_pairs_are_asked_either_way(view):
    forth = [row.id for row in Answers(view).every(of_pair("VNM", "USA"))]
    back = [row.id for row in Answers(view).every(of_pair("USA", "VNM"))]
    assert forth == back
    assert set(forth) == {event.id for event in view.between(*PAIR, Event)}
    assert Answers(view).count(question("VNM", "USA", [("known", "none")]))[0] == sum(
        not event.date for event in view.between(*PAIR, Event)
    )


def test_what_is_kept_is_of_this_edition(view):
    kept, made = Kept(most=2), []

    def make():
        made.append(len(made))
        return made[-1]

    assert [kept.get(view, "a", make), kept.get(view, "a", make), kept.get(view, "b", make)] == [0, 0, 1]
    kept.get(view, "c", make)
    assert kept.get(view, "a", make) == 3


def test_the_page_to_print_has_all_rows(client, view):
    text = page(client, "/pairs/VNM/USA?full=1")
    assert all(f"/events/{event.id}" in text for event in view.between(*PAIR, Event))
    assert all(f'id="{statement.id}"' in text for statement in view.between(*PAIR, Statement))
    assert re.search(r"\((\d+) of \1\)", text)


def test_the_number_of_agreements_opens_them(client):
    text = page(client, "/pairs/VNM/USA")
    number = int(re.search(r"All (\d+) agreements", text)[1])
    assert number_on(page(client, "/pairs/VNM/USA/rows?lane=agreements")) == number


def test_the_counts_add_up(client, view):
    text = page(client, "/pairs/VNM/USA")
    row = re.search(r'<th scope="row">All acts</th>(.*?)</tr>', text)[1]
    numbers = [int(n) for n in re.findall(r">(\d+)<", row)]
    events = view.between(*PAIR, Event)
    assert numbers == [
        len(events),
        sum(event.confidence < DOUBTFUL for event in events),
        sum(event.status in {"planned", "proposed"} for event in events),
        sum(event.status == "denied" for event in events),
    ]
    for href, number in re.findall(r'<a href="([^"]+)">(\d+)</a>', row):
        assert number_on(page(client, unescape(href))) == int(number)
