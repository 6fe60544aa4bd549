"""A browser that is watched."""

from __future__ import annotations

from dataclasses import dataclass, field

_TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (e) =>
  console.error(`policy: ${e.effectiveDirective} ${e.blockedURI} ${e.sample}`));
"""


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
        place = message.location.get("url", "")
        refused = place in self.refused and message.text.startswith("Failed to load")
        ended = "net::ERR_CONNECTION_" in message.text and place.startswith(self.home)  # the server, before the window
        if message.type in {"error", "warning"} and not refused and not ended:
            self.faults.append(f"{message.type}: {message.text} ({place})")

    def _asked(self, dialog):
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _answered(self, response):
        if response.status >= 400 and response.request.is_navigation_request():
            self.refused.add(response.url)  # a browser logs a page that is refused as an error
