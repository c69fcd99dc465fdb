"""Another CalDAV client: it writes plain text with plain requests, and shares no line with ours."""

from __future__ import annotations

import http.client
import re
import uuid
from base64 import b64encode
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//another client//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20260301T000000Z
DTSTART:{start}
DTEND:{end}
SUMMARY:Frisör
TRANSP:{shown}
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
MAKE = """<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>
<D:displayname>Annas Kalender</D:displayname>
</D:prop></D:set></C:mkcalendar>"""


@dataclass(frozen=True)
class AnotherClient:
    address: str
    username: str = "anna"
    password: str = "geheim"

    def make_calendar(self) -> str:
        """Its whole address; empty."""
        path = f"{self.home}{uuid.uuid4().hex}/"
        assert self.ask("MKCALENDAR", path, MAKE)[0] == 201
        return f"{self.origin}{path}"

    def remove_calendar(self, calendar: str) -> None:
        self.ask("DELETE", urlsplit(calendar).path)

    def add(self, calendar: str, starts_at: datetime, ends_at: datetime, *, free: bool = False) -> str:
        uid = uuid.uuid4().hex
        return self.write(calendar, f"{uid}.ics", event(uid, starts_at, ends_at, free=free))

    def write(self, calendar: str, name: str, text: str) -> str:
        path = f"{urlsplit(calendar).path}{name}"
        assert self.ask("PUT", path, text)[0] in {200, 201, 204}
        return path

    def text(self, path: str) -> str:
        return self.ask("GET", path)[1]

    def move(self, path: str, starts_at: datetime, ends_at: datetime) -> None:
        """Only its time: whatever else stands in it stays."""
        text = re.sub(r"(?m)^DTSTART[^\r\n]*", f"DTSTART:{instant(starts_at)}", self.text(path))
        text = re.sub(r"(?m)^DTEND[^\r\n]*", f"DTEND:{instant(ends_at)}", text)
        assert self.ask("PUT", path, text)[0] in {200, 201, 204}

    def remove(self, path: str) -> None:
        assert self.ask("DELETE", path)[0] in {200, 204}

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        parts = urlsplit(self.address)
        known = b64encode(f"{self.username}:{self.password}".encode()).decode()
        kind = "text/calendar; charset=utf-8" if method == "PUT" else "application/xml"
        with closing(http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=20)) as server:
            headers = {"Authorization": f"Basic {known}", "Content-Type": kind, "Depth": "1"}
            server.request(method, path, body.encode(), headers)
            answer = server.getresponse()
            return answer.status, answer.read().decode()

    @property
    def origin(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def home(self) -> str:
        return urlsplit(self.address).path


def event(uid: str, starts_at: datetime, ends_at: datetime, *, free: bool = False) -> str:
    shown = "TRANSPARENT" if free else "OPAQUE"
    return EVENT.format(uid=uid, start=instant(starts_at), end=instant(ends_at), shown=shown)


def instant(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%SZ")
