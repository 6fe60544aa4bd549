"""Headless Chromium before the pages of the demo's record. What no page may ever do fails whatever journey sees it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from asking import TOKEN, serving
from chancery.record import Record

if str(Path(__file__).parent) not in sys.path:
    sys.path.append(str(Path(__file__).parent))

from browsing import Watcher

REQUIRED = os.environ.get("CHANCERY_BROWSER") == "required"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_ARGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip


@pytest.fixture(scope="module")
def chromium():
    """One browser for the journeys of a file; none is left behind for tests that start processes."""
    if CHROMIUM is None:
        told = "no Chromium on this machine (Debian: apt-get install chromium)"
        (pytest.fail if REQUIRED else pytest.skip)(told)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 — heavy, and wanted only with a browser

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=list(_ARGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def shown(demo) -> Iterator[str]:
    """The demo's record, for reading."""
    with serving(demo.record) as address:
        yield address


@pytest.fixture
def own(demo, tmp_path) -> Iterator[str]:
    """A copy of the demo's record that who has the token may decide."""
    folder = tmp_path / "record"
    shutil.copytree(demo.record.path, folder)
    with serving(Record.open(folder), TOKEN) as address:
        yield address


@pytest.fixture
def browse(chromium):
    """Opens a browser window at a site: `browse(address, **options of the context)`."""
    contexts, watchers = [], []

    def opened(home: str, **options):
        context = chromium.new_context(base_url=home, **{"locale": "en-GB", **options})
        context.set_default_timeout(30_000)
        watcher = Watcher(home)
        watcher.over(context)
        contexts.append(context)
        watchers.append(watcher)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert [fault for watcher in watchers for fault in watcher.faults] == []


@pytest.fixture
def page(browse, shown):
    """A window on the record, for reading."""
    return browse(shown)


@pytest.fixture
def desk(own, browse):
    """A window on one's own copy of the record, opened with the token."""
    window = browse(own)
    window.goto(f"/enter?token={TOKEN}")
    return window
