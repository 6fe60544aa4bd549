"""Hostile words of articles before a real browser: nothing runs, nothing asks, nothing leaves, all of it is read."""

from __future__ import annotations

import decidable
import handmade
import hostile
import pytest
from making import Page
from playwright.sync_api import expect

from asking import TOKEN, serving


@pytest.fixture(scope="module")
def evil(tmp_path_factory):
    """A server over a record in which everything is hostile."""
    with serving(hostile.make(tmp_path_factory.mktemp("hostile") / "record")) as address:
        yield address


def test_no_page_of_a_hostile_record_runs_anything(browse, evil):
    page = browse(evil)
    for address in hostile.PAGES:
        assert page.goto(address).status == 200
        for one in page.locator("main a:visible, main mark, main blockquote").all()[:6]:
            one.dispatch_event("mouseover")
        assert page.evaluate("document.scripts.length") == 1
        assert page.locator("img, iframe, [onmouseover], [onerror], a[href^='javascript:' i]").count() == 0


def test_a_hostile_name_is_read_as_it_is_written(browse, evil):
    page = browse(evil)
    page.goto(f"/entities/{handmade.SYRANKOV.id}")
    expect(page.get_by_role("heading", level=1)).to_have_text(hostile.entity(handmade.SYRANKOV).name)


@pytest.mark.parametrize("words", [hostile.SCRIPT, hostile.ATTRIBUTE, hostile.TAG, hostile.ADDRESS])
def test_what_is_searched_for_runs_nowhere(browse, evil, words):
    page = browse(evil)
    page.goto("/")
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    expect(page.get_by_role("searchbox")).to_have_value(words)
    for view in ("table", "time", "map"):
        page.locator(f".views a[href*='show={view}']").click()
        expect(page.get_by_role("searchbox")).to_have_value(words)


def test_hostile_words_run_neither_in_a_preview_nor_in_what_was_decided(browse, tmp_path):
    article = Page("one", published="2025-05-12")
    sides = [article.person(f"{hostile.SCRIPT} Ann", "GBR")], [article.person(f"{hostile.TAG} Ion", "ROU")]
    article.event("CONSULT/meeting", *sides, "2025-05-11", main=True)
    with serving(decidable.make(tmp_path / "record", [article]), TOKEN) as address:
        page = browse(address)
        page.goto(f"/enter?token={TOKEN}")
        page.locator(".card .what a").first.click()
        page.wait_for_url("**/events/ev_*")
        page.keyboard.press("r")
        page.wait_for_url("**/decide")
        page.get_by_label("Why").fill(hostile.ALL)
        page.get_by_label("Your name").fill(hostile.ALL)
        page.locator("button[name=confirm]").click()
        page.wait_for_url("**done=**")
        expect(page.locator("main")).to_contain_text(hostile.SCRIPT)


def test_a_script_that_got_in_would_not_run(browse, evil, chromium):
    """The policy itself, with a page that is made to hold what no page of ours may."""
    context = chromium.new_context(base_url=evil)
    page = context.new_page()
    said = []
    page.on("dialog", lambda dialog: (said.append("dialog"), dialog.dismiss()))
    page.on("console", lambda message: said.append(message.text))
    page.goto("/")
    page.evaluate("""() => {
      const s = document.createElement("script"); s.textContent = "alert(1)"; document.body.append(s);
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=alert(2)>");
      const f = document.createElement("script"); f.src = "https://evil.example/x.js"; document.body.append(f);
    }""")
    page.wait_for_timeout(300)
    context.close()
    assert "dialog" not in said
    assert sum("Content Security Policy" in line for line in said) >= 3
