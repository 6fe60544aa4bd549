"""What a reader who has the token does: correct, see beforehand what it would change, take it back, judge, watch."""

from __future__ import annotations

import json

import decidable
import pytest
from making import Page
from playwright.sync_api import expect

from asking import TOKEN, serving


def rows(demo, table):
    return [json.loads(line) for line in demo.files[f"{table}.jsonl"].splitlines()]


def press(page, key):
    """A key, once the page listens."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def button(page, name):
    return page.get_by_role("button", name=name)


@pytest.fixture
def event(demo):
    """An event of one article, so that nothing else hangs on it."""
    events = rows(demo, "events")
    return next(e for e in events if e["date"] and len(e["date"]) == len("2000-01-01") and len(e["evidence"]) == 1)


def test_who_only_reads_sees_no_buttons_and_is_refused(browse, own, event):
    page = browse(own)
    page.goto(f"/events/{event['id']}")
    assert page.locator("main button").count() == 0
    page.goto("/")
    assert page.locator("main button").count() == 0
    answer = page.request.post(
        f"{own}/decide", form={"kind": "reject", "on": event["id"], "confirm": "yes"}, headers={"origin": own}
    )
    assert answer.status == 403
    assert page.goto(f"/events/{event['id']}").status == 200


def test_reject_by_button_with_preview_and_undo(desk, event):
    desk.goto(f"/events/{event['id']}")
    button(desk, "This is wrong").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("What this would change")
    expect(desk.locator(".change-gone")).to_contain_text(event["evidence"][0]["quote"])
    desk.get_by_label("Why").fill("another day is meant")
    desk.get_by_label("Your name").fill("Ann")
    desk.locator("button[name=confirm]").click()
    expect(desk.locator("main")).to_contain_text("another day is meant")
    assert desk.goto(f"/events/{event['id']}").status == 410
    assert event["id"] in desk.request.get("/api/v1/withdrawn.csv").text()
    button(desk, "Take it back").click()
    expect(desk.locator(".changes li").first).to_be_visible()
    desk.locator("button[name=confirm]").click()
    assert desk.goto(f"/events/{event['id']}").status == 200


def test_accept_and_undo_by_keys(desk, event):
    desk.goto(f"/events/{event['id']}")
    press(desk, "a")
    desk.wait_for_url("**/decide")
    press(desk, "y")
    desk.wait_for_url("**done=**")
    expect(desk.get_by_role("status")).to_be_visible()
    expect(desk.locator(".ruling")).to_be_visible()
    press(desk, "u")
    desk.wait_for_url("**/decide")
    press(desk, "y")
    desk.wait_for_url("**done=**")
    expect(desk.locator(".ruling")).to_have_count(0)


def test_leaving_a_preview_changes_nothing(desk, event):
    desk.goto(f"/events/{event['id']}")
    press(desk, "r")
    desk.wait_for_url("**/decide")
    press(desk, "n")
    desk.wait_for_url("**/events/ev_*")
    expect(desk.locator(".ruling")).to_have_count(0)
    assert desk.request.get("/api/v1/withdrawn").json()["data"] == []


def test_keys_are_letters_while_somebody_types(desk, event):
    desk.goto(f"/events/{event['id']}")
    desk.locator("input[name=note]").first.focus()
    desk.keyboard.type("rare")
    expect(desk.locator("input[name=note]").first).to_have_value("rare")
    assert "/events/" in desk.url


def test_edit_a_date_see_what_was_and_undo(desk, event):
    desk.goto(f"/events/{event['id']}")
    desk.locator("select[name=field]").select_option("date")
    desk.locator("input[name=value]").fill("1999-12")
    button(desk, "What this would change").click()
    expect(desk.locator(".changes")).to_contain_text(f"{event['date']} → 1999-12")
    press(desk, "y")
    desk.wait_for_url("**done=**")
    expect(desk.locator("dl.facts")).to_contain_text("1999-12")
    button(desk, "Take it back").click()
    expect(desk.locator(".changes")).to_contain_text(f"1999-12 → {event['date']}")
    desk.locator("button[name=confirm]").click()
    desk.wait_for_url("**done=**")
    desk.goto(f"/events/{event['id']}")
    expect(desk.locator("dl.facts")).to_contain_text(event["date"])


def test_what_cannot_be_decided_is_told(desk, event):
    desk.goto(f"/events/{event['id']}")
    desk.locator("select[name=field]").select_option("date")
    desk.locator("input[name=value]").fill("soon")
    button(desk, "What this would change").click()
    expect(desk.locator("main")).to_contain_text("a date as 2026-01-24")


def people(demo):
    """Two people of one state who stand in no article together: nothing speaks against them being one."""
    found = [one for one in rows(demo, "entities") if one["type"] == "person" and one["state"]]
    for one in found:
        for other in found:
            apart = not set(one["articles"]) & set(other["articles"])
            if one["id"] < other["id"] and one["state"] == other["state"] and apart:
                yield one, other


def test_two_people_are_made_one_the_former_address_leads_on_and_all_is_undone(desk, demo):
    one, other = next(people(demo))
    desk.goto(f"/entities/{one['id']}")
    same = desk.locator("form").filter(has=desk.locator("input[value=same]"))
    same.locator("input[name=other]").fill(other["id"])
    same.get_by_role("button").click()
    expect(desk.locator(".changes li").first).to_be_visible()
    desk.locator("button[name=confirm]").click()
    desk.wait_for_url("**done=**")
    names = desk.locator("#names ~ .scroll tbody th").all_inner_texts()
    assert {one["name"], other["name"]} <= set(names)
    now, undo = desk.url.partition("?")[0], desk.url
    for former in (one, other):
        desk.goto(f"/entities/{former['id']}")
        assert desk.url == now
    desk.goto(undo)
    button(desk, "Take it back").click()
    desk.locator("button[name=confirm]").click()
    for former in (one, other):
        assert desk.goto(f"/entities/{former['id']}").status == 200
        expect(desk.get_by_role("heading", level=1)).to_have_text(former["name"])


def test_two_are_said_never_to_be_the_same(desk, demo):
    one, other = next(people(demo))
    desk.goto(f"/entities/{one['id']}")
    apart = desk.locator("form").filter(has=desk.locator("input[value=different]"))
    apart = apart.filter(has=desk.locator("input[name=other]"))
    apart.locator("input[name=other]").fill(other["id"])
    apart.get_by_role("button").click()
    desk.locator("button[name=confirm]").click()
    desk.wait_for_url("**done=**")
    same = desk.locator("form").filter(has=desk.locator("input[value=same]"))
    same.locator("input[name=other]").fill(other["id"])
    same.get_by_role("button").click()
    expect(desk.locator("main")).to_contain_text("different")
    assert desk.locator("button[name=confirm]").count() == 0


def test_an_entity_that_is_none_is_taken_out_and_put_back(desk, demo):
    one = next(people(demo))[0]
    desk.goto(f"/entities/{one['id']}")
    press(desk, "r")
    desk.wait_for_url("**/decide")
    press(desk, "y")
    desk.wait_for_url("**done=**")
    assert desk.goto(f"/entities/{one['id']}").status == 410
    press(desk, "u")
    desk.wait_for_url("**/decide")
    press(desk, "y")
    desk.wait_for_url("**done=**")
    assert desk.goto(f"/entities/{one['id']}").status == 200


@pytest.fixture
def doubtful(browse, tmp_path):
    """A window on a record with namesakes of whom nobody knows which is which."""
    told = []
    for place, name in enumerate(("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", "Nguyen Van Hung")):
        day = f"2025-0{place + 5}-11"
        article = Page(f"article {place}", language="vi" if place < 2 else "en", published=day)
        article.event(
            "CONSULT/meeting", [article.person(name, "VNM")], [article.person("Ion Ionescu", "ROU")], day, main=True
        )
        told.append(article)
    with serving(decidable.make(tmp_path / "record", told), TOKEN) as address:
        page = browse(address)
        page.goto(f"/enter?token={TOKEN}")
        yield page


@pytest.mark.parametrize(("key", "people"), [("s", 2), ("d", 3)])
def test_the_review_queue_is_worked_off_with_two_keystrokes(doubtful, key, people):
    doubtful.get_by_role("link", name="Review", exact=True).click()
    expect(doubtful.locator("#pairs")).to_contain_text("(1)")
    press(doubtful, key)
    doubtful.wait_for_url("**/decide")
    press(doubtful, "y")
    doubtful.wait_for_url("**/review?done=**")
    expect(doubtful.locator("#pairs")).to_have_count(0)
    named = doubtful.request.get("/api/v1/entities?type=person").json()["data"]
    assert len(named) == people
    expect(doubtful.get_by_role("status")).to_be_visible()
    press(doubtful, "u")
    doubtful.wait_for_url("**/decide")
    press(doubtful, "y")
    doubtful.wait_for_url("**/review?done=**")
    expect(doubtful.locator("#pairs")).to_contain_text("(1)")


def test_a_watch_tells_what_is_otherwise_since_the_last_look(desk, event):
    desk.goto("/?q=with:VNM")
    press(desk, "w")
    watch = desk.locator("[data-watch='with:VNM']")
    expect(watch).to_contain_text("nothing new")
    gone = desk.locator(".card .what a").first.get_attribute("href")
    desk.goto(gone)
    press(desk, "r")
    desk.wait_for_url("**/decide")
    press(desk, "y")
    desk.wait_for_url("**done=**")
    desk.goto("/")
    expect(watch).to_contain_text("1 withdrawn")
    expect(watch.locator(".newest")).to_contain_text(gone.rpartition("/")[2][:11])
    watch.locator("button[value=seen]").click()
    expect(watch).to_contain_text("nothing new")
    watch.get_by_role("link").first.click()
    expect(desk.get_by_role("searchbox")).to_have_value("with:VNM")
    watch.locator("button[value=remove]").click()
    expect(watch).to_have_count(0)


def test_deciding_needs_no_script(browse, own, event):
    page = browse(own, java_script_enabled=False)
    page.goto(f"/enter?token={TOKEN}")
    page.goto(f"/events/{event['id']}")
    button(page, "This is wrong").click()
    page.locator("button[name=confirm]").click()
    expect(page.locator("main")).to_contain_text("unknown")
    button(page, "Take it back").click()
    page.locator("button[name=confirm]").click()
    assert page.goto(f"/events/{event['id']}").status == 200


def test_another_site_cannot_decide_with_this_browser(desk, own, event):
    """A page from elsewhere posts a form here, with the seal in the browser: the guard asks where it comes from."""
    elsewhere = "http://127.0.0.1:8999/"
    form = f'''<!doctype html><title>x</title><form method="post" action="{own}/decide">
      <input name="kind" value="reject"><input name="on" value="{event["id"]}"><input name="confirm" value="yes">
      <button>A prize</button></form>'''
    desk.route(f"{elsewhere}**", lambda route: route.fulfill(body=form, content_type="text/html"))
    desk.goto(elsewhere)
    with desk.expect_response(f"{own}/decide") as waiting:
        button(desk, "A prize").click()
    assert waiting.value.status == 403
    assert "seal=" in waiting.value.request.all_headers()["cookie"]
    assert desk.goto(f"{own}/events/{event['id']}").status == 200
