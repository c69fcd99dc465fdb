"""What a browser did besides showing pages: whom it asked, what it complained about, what it kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError

# Chromium says the first of every refusal, which the tests look at themselves. The second is said inside a
# foreign page of a field with autofocus, although the window around the field focuses it all the same.
EXPECTED = re.compile(
    r"Failed to load resource: the server responded with a status of (4\d\d|502) \(.*\)"
    r"|Blocked autofocusing on a <input> element in a cross-origin subframe\."
)
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
    posts: list[Request] = field(default_factory=list)

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

    @property
    def strange_posts(self) -> list[str]:
        """Forms that did not say, as browsers do, that they come from one of our own pages."""
        return [post.url for post in self.posts if not _comes_from_ours(post)]

    def _hear_request(self, request: Request) -> None:
        if not request.url.startswith("data:"):
            self.asked.append(request.url)
        if request.method == "POST":
            self.posts.append(request)

    def _hear_response(self, response: Response) -> None:
        self.cookies += [value for name, value in response.headers.items() if name == "set-cookie"]

    def _hear_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not EXPECTED.fullmatch(message.text):
            self.complaints.append(message.text)

    def _hear_error(self, error: WebError) -> None:
        self.complaints.append(str(error.error))


def kept_by(page: Page) -> list[str]:
    """Whatever the page left in the browser: cookies, storage, databases, caches, workers."""
    cookies = [cookie["name"] for cookie in page.context.cookies()]
    return cookies + list(page.evaluate(KEPT))


def _comes_from_ours(post: Request) -> bool:
    said = post.all_headers()
    # Chromium always says the second, and keeps it to itself where a test stands in between.
    site = said.get("sec-fetch-site", "same-origin")
    return (said.get("origin"), site) == (_origin(post.url), "same-origin")


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
