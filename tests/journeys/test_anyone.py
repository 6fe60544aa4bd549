"""For anyone: by keyboard alone, without scripts, on a phone, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
FOCUSED = """() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  return {text: (e.innerText ?? e.textContent ?? "").trim(), tag: e.tagName.toLowerCase(), id: e.id,
          outline: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
          seen: r.width > 0 && r.bottom > 0 && r.right > 0 && r.left < innerWidth && r.top < innerHeight};
}"""


def tab(page, key="Tab"):
    page.keyboard.press(key)
    return page.evaluate(FOCUSED)


def test_the_first_tab_leads_past_the_header(page):
    page.goto("/pairs/USA/VNM")
    assert tab(page)["text"] == "Skip to the content"
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED)["id"] == "main"
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    inside = tab(page)
    assert inside["tag"] == "a"
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("address", ["/?q=with:VNM", "/pairs/USA/VNM", "/entities/VNM", "/?show=map", "/?show=time"])
def test_every_stop_of_the_tab_key_is_seen_in_the_order_of_the_page(page, address):
    page.goto(address)
    page.evaluate("window.scrollTo(0, 0)")
    held = []
    for _ in range(60):
        at = tab(page)
        if at["tag"] == "body":
            break
        assert at["seen"], at
        assert at["outline"], at
        held.append(page.evaluate("document.activeElement.compareDocumentPosition(window.before ?? document.body)"))
        page.evaluate("window.before = document.activeElement")
    assert len(held) > 15
    preceding = 2
    assert all(position & preceding for position in held[1:]), "the order jumps back"


def test_from_the_desk_to_a_sentence_by_keys_alone(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("from:USA to:VNM type:visit")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=from**")
    for _ in range(40):
        if tab(page)["text"] and page.evaluate("document.activeElement.closest('.card') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/ev_*")
    expect(page.locator(".source blockquote").first).to_be_visible()


def test_the_sideways_drawings_are_reached_and_moved_by_keys(browse, shown):
    page = browse(shown, viewport={"width": 700, "height": 800})
    page.goto("/pairs/USA/VNM?by=day")
    drawing = page.locator(".drawing.scroll").first
    drawing.focus()
    width = drawing.evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert width[0] > width[1]
    before = drawing.evaluate("e => e.scrollLeft")
    for _ in range(4):
        page.keyboard.press("ArrowRight" if before == 0 else "ArrowLeft")
    page.wait_for_function("([e, x]) => e.scrollLeft !== x", arg=[drawing.element_handle(), before])


def test_without_scripts_everything_is_read_and_forms_work(browse, shown, demo):
    page = browse(shown, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("searchbox").fill("ngoai giao")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("blockquote mark").first).to_be_visible()
    for view in ("table", "time", "map"):
        page.locator(f".views a[href*='show={view}']").click()
        expect(page.locator(".wide, .drawing svg").first).to_be_visible()
    page.get_by_text("as a table").or_(page.locator("details summary")).first.click()
    page.locator("nav a[href='/pairs']").first.click()
    page.locator("#pair-a").fill("USA")
    page.locator("#pair-b").fill("Vietnam")
    page.locator("#pair-form button").click()
    expect(page.locator(".drawing svg").first).to_be_visible()
    page.locator("#lanes-table summary").click()
    expect(page.locator("#lanes-table table")).to_be_visible()
    page.locator(".card .what a").first.click()
    expect(page.locator(".source blockquote").first).to_be_visible()
    page.locator("section.story h3 a").first.click()
    expect(page.locator("article .text").first).to_be_visible()


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_on_a_phone(browse, shown):
    page = browse(shown, **PHONE)
    page.goto("/")
    page.get_by_role("searchbox").fill("with:VNM")
    page.get_by_role("button", name="Search").tap()
    expect(page.locator("#results")).to_be_visible()
    assert sideways(page) == 0
    page.locator(".card .what a").first.tap()
    page.wait_for_url("**/events/ev_*")
    assert sideways(page) == 0
    page.locator(".actors a").first.tap()
    page.wait_for_url("**/entities/**")
    assert sideways(page) == 0
    page.goto("/pairs/USA/VNM")
    assert sideways(page) == 0
    small = page.locator("header a:visible, header button:visible").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"
    )
    assert small == []


@pytest.mark.parametrize("theme", ["auto", "dark"])
def test_on_paper(browse, shown, theme):
    page = browse(shown, color_scheme="dark")
    page.goto(f"/pairs/USA/VNM?full=1&theme={theme}")
    quotes = page.locator("blockquote").count()
    page.emulate_media(media="print")
    for gone in ("header.site", "footer.site", ".exports", ".contents", "form"):
        for one in page.locator(gone).all():
            expect(one).to_be_hidden()
    assert quotes > 20
    assert page.locator("blockquote:visible").count() == quotes
    colours = page.locator("blockquote").first.evaluate(
        "e => [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(e).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(51, 51, 51)"]
    assert page.pdf().startswith(b"%PDF")


def test_an_event_on_paper_keeps_its_evidence_and_loses_its_buttons(desk):
    desk.goto("/?q=with:VNM")
    desk.locator(".card .what a").first.click()
    desk.wait_for_url("**/events/ev_*")
    desk.emulate_media(media="print")
    expect(desk.locator(".source blockquote").first).to_be_visible()
    expect(desk.locator("#why")).to_be_visible()
    assert desk.locator("button:visible, nav:visible, input:visible").count() == 0
