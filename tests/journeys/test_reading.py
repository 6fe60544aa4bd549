"""What a reader does: from the desk to a pair to an event to its sentence, and every other way through the record."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from chancery.text import regex

_NUMBER = regex.compile(r"\d+")


def number(words):
    """The first number in some words."""
    return int(_NUMBER.search(words).group())


def results(page):
    """How many events the desk says that it found."""
    return number(page.locator("#results").inner_text())


def search(page, words):
    """Type into the search box and press Enter."""
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query, keep_blank_values=True).get("q") == [words])


def rows(demo, table):
    return [json.loads(line) for line in demo.files[f"{table}.jsonl"].splitlines()]


def squeezed(text):
    return " ".join(text.split())


@pytest.fixture
def command(demo):
    """`chancery serve` over the demo's record, started as a person starts it; the address it prints."""
    words = [sys.executable, "-m", "chancery", "serve", "--record", str(demo.record.path), "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 — our own words
        line = process.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http")).rstrip("/")
        process.terminate()


def test_first_visit_after_make_demo(browse, command, demo):
    page = browse(command)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")
    page.get_by_role("link", name="Pairs", exact=True).click()
    page.locator("table a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("–")
    page.locator(".card .what a").first.click()
    page.wait_for_url("**/events/ev_*")
    sentence = squeezed(page.locator(".source blockquote p").first.inner_text())
    assert any(sentence in squeezed(article["text"]) for article in rows(demo, "articles"))


def test_from_a_number_to_its_sentence(page, demo):
    page.goto("/pairs/USA/VNM")
    link = page.locator("#counts td.number a").first
    told = number(link.inner_text())
    link.click()
    assert number(page.locator("#number").inner_text()) == told
    assert page.locator(".card").count() == min(told, 30)
    page.locator(".card .what a").first.click()
    key = page.url.rpartition("/")[2]
    event = next(event for event in rows(demo, "events") if event["id"] == key)
    shown = squeezed(page.locator("main").inner_text())
    assert all(squeezed(evidence["quote"]) in shown for evidence in event["evidence"])
    assert page.locator(".source mark").count() > 0


def test_from_a_mark_on_the_lanes_to_its_rows(page):
    page.goto("/pairs/USA/VNM")
    page.get_by_role("link", name="month", exact=True).click()
    mark = page.locator("svg.lanes a, .drawing svg a").first
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/rows" in url or "/events/" in url)
    expect(page.locator("blockquote").first).to_be_visible()


def test_two_states_are_found_by_name(page):
    page.goto("/pairs")
    page.get_by_label("One state").or_(page.locator("#pair-a")).first.fill("viet nam")
    page.locator("#pair-b").fill("Hoa Kỳ")
    page.locator("#pair-form button").click()
    page.wait_for_url("**/pairs/VNM/USA")


def test_who_held_which_office_at_a_date(page):
    page.goto("/pairs/USA/VNM")
    page.locator("#at").fill("2000-11")
    page.locator("form.at button").click()
    expect(page.locator("#offices-head")).to_contain_text("2000-11")
    expect(page.locator("#offices")).to_contain_text("Bill Clinton")


def test_a_story_side_by_side_in_two_languages(page, demo):
    story = max(rows(demo, "stories"), key=lambda row: (len(row["languages"]), len(row["articles"]), row["id"]))
    page.goto(f"/stories/{story['id']}")
    columns = page.locator("article[data-article]")
    assert columns.count() >= 2
    languages = [columns.nth(n).locator(".text").get_attribute("lang") for n in range(columns.count())]
    assert len(set(languages)) >= 2
    boxes = [columns.nth(n).bounding_box() for n in range(2)]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    marks = [set(columns.nth(n).locator("mark a.mark").all_inner_texts()) for n in range(columns.count())]
    joined = sorted(set.intersection(*marks[:2]), key=int)
    assert joined, "no fact is told by both"
    colours = [
        columns.nth(n)
        .locator("mark")
        .filter(has=page.locator(f"a.mark[href='#fact-{joined[0]}']"))
        .first.get_attribute("class")
        for n in range(2)
    ]
    assert colours[0].split()[1] == colours[1].split()[1]
    columns.nth(1).locator(f"a.mark[href='#fact-{joined[0]}']").first.click()
    line = page.locator(f"#fact-{joined[0]}")
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text("told by A")
    line.get_by_role("link").click()
    page.wait_for_url("**/events/ev_*")


def test_what_one_article_alone_tells_is_flagged(page, demo):
    story = max(rows(demo, "stories"), key=lambda row: (len(row["languages"]), len(row["articles"]), row["id"]))
    page.goto(f"/stories/{story['id']}")
    assert page.locator(".fact-line .only").count() > 0


@pytest.mark.parametrize(("words", "hit"), [("viet nam", "việt nam"), ("Nguyen Phu Trong", "nguyễn phú trọng")])
def test_search_without_marks(page, words, hit):
    page.goto("/")
    search(page, words)
    marked = " ".join(page.locator("blockquote mark").all_inner_texts()).lower()
    assert hit in marked
    assert page.locator("blockquote[lang=vi] mark").count() > 0


def test_the_search_line_knows_keys(page, demo):
    page.goto("/")
    search(page, "from:USA to:VNM type:visit since:2000-01")
    shown = [href.rpartition("/")[2] for href in hrefs(page.locator(".card .what a"))]
    assert len(shown) == results(page) > 0
    events = {event["id"]: event for event in rows(demo, "events")}
    assert all(events[key]["mode"] == "visit" and events[key]["date"] >= "2000" for key in shown)
    search(page, "from:USA type:picnic")
    expect(page.get_by_role("alert")).to_contain_text("picnic")


def hrefs(links):
    return links.evaluate_all("all => all.map(a => a.getAttribute('href'))")


def test_facets_narrow_until_one_is_left(page):
    page.goto("/?q=with:VNM")
    before = results(page)
    for _ in range(2):
        facet = page.locator(".facets li").filter(has=page.locator("a")).first
        told = number(facet.locator(".number").inner_text())
        facet.get_by_role("link").click()
        assert results(page) == told <= before
        before = told
    assert page.get_by_role("searchbox").input_value().startswith("with:VNM ")


def test_table_time_and_map_are_of_one_filter(page):
    page.goto("/?q=with:VNM")
    told = results(page)
    for view in ("table", "time", "map"):
        page.locator(f".views a[href*='show={view}']").click()
        assert results(page) == told
        assert page.get_by_role("searchbox").input_value() == "with:VNM"
    area = page.locator("svg.world a").first
    here = number(area.get_attribute("aria-label").rpartition(":")[2])
    area.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**place%3A**")
    assert results(page) == here


def test_a_column_of_time_narrows_to_its_rows(page):
    page.goto("/?q=with:VNM&show=time")
    column = page.locator("svg.columns-drawn a").first
    told = number(column.get_attribute("aria-label").rpartition(":")[2])
    column.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**since%3A**")
    assert results(page) == told


def saved(page, link):
    """The text of the file that a link gives."""
    with page.expect_download() as waiting:
        link.click()
    return waiting.value.path().read_text(encoding="utf-8")


def test_what_is_found_is_taken_away_as_files(page):
    page.goto("/?q=with:VNM+type:visit")
    told = results(page)
    table = list(csv.DictReader(saved(page, page.get_by_role("link", name="CSV")).splitlines()))
    lines = saved(page, page.get_by_role("link", name="JSON Lines")).splitlines()
    calendar = saved(page, page.get_by_role("link", name="iCalendar"))
    assert [row["id"] for row in table] == [json.loads(line)["id"] for line in lines]
    assert len(table) == told
    days = [row for row in table if len(row["date"].partition("/")[0]) == len("2000-01-01")]
    assert calendar.count("BEGIN:VEVENT") == len(days)


def test_a_dossier_is_taken_away_with_its_citations(page, demo):
    page.goto("/pairs/USA/VNM")
    told = number(page.locator("main p").first.inner_text())
    exports = page.locator("#exports")
    markdown = saved(page, exports.locator("a[href*='.md']"))
    assert markdown.startswith("# ")
    assert len(list(csv.reader(saved(page, exports.locator("a[href*='events.csv']")).splitlines()))) == told + 1
    assert "BEGIN:VCALENDAR" in saved(page, exports.locator("a[href*='.ics']"))
    exports.locator("a[href$='/citations']").click()
    assert page.locator("ol.cited > li").count() > 0
    quote = next(event for event in rows(demo, "events") if f"`{event['id']}`" in markdown)["evidence"][0]["quote"]
    assert squeezed(quote) in squeezed(saved(page, page.locator("a[href$='citations.txt']")))
    assert saved(page, page.locator("a[href$='citations.bib']")).startswith("@online{")


def test_a_person_with_offices_contacts_and_the_way_to_others(page, demo):
    held = {office["person"] for office in rows(demo, "offices")}
    people = [one for one in rows(demo, "entities") if one["id"] in held]
    person = max(people, key=lambda one: (len(one["articles"]), one["id"]))
    page.goto(f"/entities/{person['id']}")
    expect(page.get_by_role("heading", level=1)).to_have_text(person["name"])
    assert set(person["names"]) <= set(page.locator("#names ~ .scroll tbody th").all_inner_texts())
    assert page.locator("svg.spans").count() == 1
    other = page.locator("#contacts ~ .beside tbody a").first
    name = other.inner_text()
    other.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_the_interface_speaks_vietnamese_and_stays_so(page):
    page.goto("/")
    page.get_by_role("link", name="Tiếng Việt").click()
    assert page.locator("html").get_attribute("lang") == "vi"
    page.locator("nav a[href='/pairs']").first.click()
    assert page.locator("html").get_attribute("lang") == "vi"
    page.goto("/")
    search(page, "hop tac")
    assert page.locator("html").get_attribute("lang") == "vi"
    expect(page.locator("#results")).to_contain_text("sự kiện")
    page.locator(".card .what a").first.click()
    expect(page.locator("#why")).to_have_text("Vì sao đọc như vậy")
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"


def test_quotations_bear_their_language(page, demo):
    articles = {row["id"]: row["language"] for row in rows(demo, "articles")}
    told = max(rows(demo, "events"), key=lambda e: (len({articles[x["article"]] for x in e["evidence"]}), e["id"]))
    page.goto(f"/events/{told['id']}")
    spoken = page.locator("blockquote").evaluate_all("all => all.map(q => q.lang)")
    assert set(spoken) == {articles[evidence["article"]] for evidence in told["evidence"]}
    assert len(set(spoken)) >= 2


def test_the_appearance_that_is_chosen_stays(page):
    page.goto("/")
    light = ground(page)
    page.get_by_role("link", name="dark", exact=True).click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.goto("/pairs/USA/VNM")
    assert ground(page) != light
    page.get_by_role("link", name="light", exact=True).click()
    assert ground(page) == light


def ground(page):
    return page.locator("html").evaluate("e => getComputedStyle(e).backgroundColor")


def test_the_api_is_told_without_the_network(page):
    page.goto("/")
    page.get_by_role("link", name="API", exact=True).click()
    shown = page.locator(".call h2").all_inner_texts()
    assert "GET /api/v1/events" in shown
    page.get_by_role("link", name="/api/v1/openapi.json").click()
    described = json.loads(page.locator("pre").inner_text())
    assert {path for path, call in described["paths"].items() if "get" in call} == {h[len("GET ") :] for h in shown}


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/events/ev_nothing", 404, "there is no event 'ev_nothing'"),
        ("/entities/XXX", 404, "there is no entity 'XXX'"),
        ("/stories/so_nothing", 404, "there is no story"),
        ("/nowhere", 404, "there is nothing at /nowhere"),
        ("/?show=sideways", 400, "show"),
        ("/pairs/USA/VNM?by=century", 400, "there are day, month, year"),
        ("/pairs/USA/VNM/rows?colour=red", 400, "colour"),
    ],
)
def test_what_does_not_work_is_told_with_a_way_back(page, address, status, told):
    assert page.goto(address).status == status
    expect(page.locator("main")).to_contain_text(told)
    page.locator("main a, header .brand").last.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
