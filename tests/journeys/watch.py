"""What a browser did besides showing pages: whom it asked, what it complained about, what it kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError

# Chromium says so of every answer that is no success; the tests look at such answers themselves.
REFUSALS = re.compile(r"Failed to load resource: the server responded with a status of (4\d\d) \(.*\)")
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error("CSP", event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber));
"""
KEPT = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...await (window.caches?.keys() ?? []),
  ...(await navigator.serviceWorker?.getRegistrations() ?? []).map(({ scope }) => scope),
]"""


@dataclass
class Watch:
    """Looks at everything that the pages of one visitor do. ``homes``: the origins they may ask."""

    homes: set[str]
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> Watch:
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("request", self._hear_request)
        context.on("response", self._hear_response)
        context.on("console", self._hear_console)
        context.on("weberror", self._hear_error)
        return self

    @property
    def strangers(self) -> list[str]:
        """Addresses on other hosts that were asked."""
        return [address for address in self.asked if _origin(address) not in self.homes]

    def _hear_request(self, request: Request) -> None:
        if not request.url.startswith("data:"):
            self.asked.append(request.url)

    def _hear_response(self, response: Response) -> None:
        self.cookies += [value for name, value in response.headers.items() if name == "set-cookie"]

    def _hear_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not REFUSALS.fullmatch(message.text):
            self.complaints.append(message.text)

    def _hear_error(self, error: WebError) -> None:
        self.complaints.append(str(error.error))


def kept_by(page: Page) -> list[str]:
    """Whatever the page left in the browser: cookies, storage, databases, caches, workers."""
    cookies = [cookie["name"] for cookie in page.context.cookies()]
    return cookies + list(page.evaluate(KEPT))


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
