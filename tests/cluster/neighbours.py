"""Whatever one application host was told, the other one knows: asked past the front, one after the other."""

from __future__ import annotations

import http.client
import re
from contextlib import closing
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.cluster.machines import APPLICATIONS
from tests.cluster.town import SERVICE, SLUG
from tests.cluster.visitors import HOST, said_start, some_start

LOGIN, DIARY = "/-/staff/-/login/", f"/-/staff/{SLUG}/"
OWNER, PASSWORD = f"clara@{SLUG}.example", "clara-im-salon"
HIDDEN = re.compile(r'name="(key|hold|csrfmiddlewaretoken)" value="([^"]+)"')


@dataclass
class Browser:
    """It keeps its cookies, whichever host it asks."""

    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, host: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str, dict[str, str]]:
        """Status, Location and the hidden fields of the page."""
        headers = {
            "Host": HOST,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        form = {"Content-Type": "application/x-www-form-urlencoded"} if fields else {}
        method, body = ("POST", urlencode(fields)) if fields else ("GET", None)
        with closing(http.client.HTTPConnection(APPLICATIONS[host], 8000, timeout=20)) as connection:
            connection.request(method, path, body, headers | form)
            answer = connection.getresponse()
            page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, answer.getheader("Location", ""), dict(HIDDEN.findall(page))


def strangers() -> list[str]:
    """What one host did not know of the other, in sentences."""
    return [*_signing_in(), *_holding()]


def _signing_in() -> list[str]:
    browser = Browser()
    _status, _location, hidden = browser.ask("app1", LOGIN)
    browser.ask("app1", LOGIN, {**hidden, "username": OWNER, "password": PASSWORD})
    status, location, _hidden = browser.ask("app2", DIARY)
    return [] if status == 200 else [f"signed in at app1, at app2 sent to {location} ({status})"]


def _holding() -> list[str]:
    """A time kept at app1, its form opened at app2 and sent to app1."""
    browser, start = Browser(), some_start()
    status, location, _hidden = browser.ask("app1", f"/{SLUG}/{SERVICE}/", {"start": said_start(start)})
    if status != 303:
        return [f"no time could be kept at app1 ({status})"]
    _status, _location, hidden = browser.ask("app2", location)
    if "hold" not in hidden:
        return ["what was kept at app1 is unknown at app2"]
    about = {"start": said_start(start), "name": "Berta", "email": "berta@example.org"}
    status, _location, _hidden = browser.ask("app1", location, {**hidden, **about})
    return [] if status == 303 else [f"the form of app2 was not taken at app1 ({status})"]
