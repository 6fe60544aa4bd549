"""A browser that is watched, and servers for it to look at."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn

from chancery.record import Record
from chancery.serve import Access, make_app

_TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (e) =>
  console.error(`policy: ${e.effectiveDirective} ${e.blockedURI} ${e.sample}`));
"""


@contextmanager
def serving(record: Record, token: str | None = None) -> Iterator[str]:
    """The address of a server in a thread of this process."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(make_app(record, Access(token=token)), log_level="error", ws="none", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = server.force_exit = True
    thread.join()
    listening.close()


@dataclass
class Watcher:
    """Listens to everything a browser does; `faults` is what no page of ours may do."""

    home: str
    faults: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def over(self, context):
        """Watch all pages of a context; a request that would leave the machine is stopped."""
        context.route(lambda url: not url.startswith(f"{self.home}/"), self._elsewhere)
        context.add_init_script(_TELL_VIOLATIONS)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("dialog", self._asked)
        context.on("response", self._answered)

    def _elsewhere(self, route):
        self.faults.append(f"left the machine: {route.request.url}")
        route.abort()

    def _said(self, message):
        if message.type in {"error", "warning"}:
            told = f"{message.type}: {message.text} ({message.location.get('url', '')})"
            if not (message.text.startswith("Failed to load") and message.location.get("url") in self.refused):
                self.faults.append(told)

    def _asked(self, dialog):
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _answered(self, response):
        if response.status >= 400 and response.request.is_navigation_request():
            self.refused.add(response.url)  # a browser logs a page that is refused as an error
