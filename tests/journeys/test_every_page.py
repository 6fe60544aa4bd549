"""Every kind of page, light and dark, in both languages: nothing that axe finds, nothing wider than a phone."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import Watcher

from asking import TOKEN

RULES = {"resultTypes": ["violations"]}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
WIDE, PHONE, NARROW = ({"width": width, "height": 844} for width in (1280, 390, 320))


def rows(demo, table):
    return [json.loads(line) for line in demo.files[f"{table}.jsonl"].splitlines()]


@pytest.fixture(scope="session")
def addresses(demo):
    """One address for every kind of page, with the fullest row of its kind."""
    events, entities, stories = (rows(demo, table) for table in ("events", "entities", "stories"))

    def fullest(kind):
        return max((e for e in entities if e["type"] == kind), key=lambda e: (len(e["articles"]), e["id"]))

    most_told = max(events, key=lambda e: (len(e["evidence"]), e["id"]))
    apart = max(events, key=lambda e: (len(e["conflicts"]), e["id"]))
    read = max(stories, key=lambda s: (len(s["languages"]), len(s["articles"]), s["id"]))
    return {
        "desk": "/",
        "table": "/?show=table",
        "time": "/?show=time",
        "map": "/?show=map",
        "found": "/?q=with:VNM+%22ngoai+giao%22",
        "nothing found": "/?q=zzzz",
        "not understood": "/?q=type:picnic",
        "pairs": "/pairs",
        "pairs of one": "/pairs?a=VNM",
        "no such pair": "/pairs?a=Atlantis",
        "pair": "/pairs/USA/VNM",
        "pair by month": "/pairs/USA/VNM?by=month&clock=reported&at=2000-11",
        "pair to print": "/pairs/USA/VNM?full=1",
        "silent pair": "/pairs/BRA/NPL",
        "rows": "/pairs/USA/VNM/rows?lane=visits",
        "citations": "/pairs/USA/VNM/citations",
        "event": f"/events/{most_told['id']}",
        "event told differently": f"/events/{apart['id']}",
        "person": f"/entities/{fullest('person')['id']}",
        "organization": f"/entities/{fullest('organization')['id']}",
        "state": "/entities/VNM",
        "story": f"/stories/{read['id']}",
        "review": "/review",
        "api": "/api",
        "no such page": "/nowhere",
        "no such event": "/events/ev_nothing",
        "no right to decide": "/enter?token=guess",
    }


KINDS = (
    "desk", "table", "time", "map", "found", "nothing found", "not understood", "pairs", "pairs of one",
    "no such pair", "pair", "pair by month", "pair to print", "silent pair", "rows", "citations", "event",
    "event told differently", "person", "organization", "state", "story", "review", "api", "no such page",
    "no such event", "no right to decide",
)  # fmt: skip


def found(page, options=RULES):
    """What axe finds, a line an element."""
    answer = Axe().run(page, options=options)
    return [
        f"{one['id']}: {node['html'][:160]} — {node['failureSummary'][:300]}"
        for one in answer.response["violations"]
        for node in one["nodes"]
    ]


def too_wide(page):
    """How far the page reaches over the window, and the element that reaches farthest."""
    return page.evaluate(
        """() => {
      const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
      if (over <= 0) return null;
      const all = [...document.body.querySelectorAll("*")].filter((e) => !e.closest(".scroll *"));
      all.sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right);
      return `${over}px: ${all[0].outerHTML.slice(0, 160)}`;
    }"""
    )


@pytest.fixture(scope="module", params=["en-GB", "vi-VN"])
def window(request, chromium, shown):
    """One window for all pages of a language, and who watches it."""
    context = chromium.new_context(base_url=shown, locale=request.param)
    watcher = Watcher(shown)
    watcher.over(context)
    yield context.new_page(), watcher, request.param[:2]
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_light_and_dark_and_on_a_phone(window, addresses, kind):
    page, watcher, language = window
    watcher.faults.clear()
    page.goto(addresses[kind])
    assert page.locator("html").get_attribute("lang") == language
    check(page)
    assert watcher.faults == []


@pytest.mark.parametrize("language", ["en-GB", "vi-VN"])
def test_pages_of_who_may_decide(browse, own, demo, language):
    page = browse(own, locale=language)
    page.goto(f"/enter?token={TOKEN}")
    page.goto("/?q=with:VNM")
    page.keyboard.press("w")
    page.wait_for_selector("[data-watch]")
    check(page)
    person = next(one for one in rows(demo, "entities") if one["type"] == "person")
    for address in ("/review", f"/entities/{person['id']}", f"/events/{rows(demo, 'events')[0]['id']}"):
        page.goto(address)
        check(page)
    page.keyboard.press("a")
    page.wait_for_url("**/decide")
    check(page)
    page.keyboard.press("y")
    page.wait_for_url("**done=**")
    check(page)


def check(page):
    """axe in the light and the dark, and the width of phones."""
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    assert found(page) == []
    page.emulate_media(color_scheme="dark")
    assert found(page, COLOURS) == []
    for size in (PHONE, NARROW):
        page.set_viewport_size(size)
        assert too_wide(page) is None
