"""CalDAV calendars that can only be asked what stands in them, and answer each in its own way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from xml.sax.saxutils import escape

from terminbuch.models import OutsideCalendar, Resource
from tests.builders import change, make_calendar
from tests.calendars.another_client import event
from tests.calendars.fakes.raw_server import Asked, RawServer, Said, answering, said

type Manner = Literal["well", "slow", "silent", "dripping", "broken", "signed out", "log-in page", "half"]
OBJECT = (
    "<D:response><D:href>{path}</D:href><D:propstat><D:prop><D:getetag>1</D:getetag>"
    "<C:calendar-data>{text}</C:calendar-data></D:prop>"
    "<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"
)
LIST = (
    '<?xml version="1.0"?><D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "{objects}</D:multistatus>"
)
SLOW_SECONDS = 1.0


@dataclass
class Calendars:
    """``manners`` and ``objects`` are by the name of the calendar, objects by their path with their text."""

    server: RawServer
    manners: dict[str, Manner] = field(default_factory=dict)
    objects: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, resource: Resource, name: str, manner: Manner = "well", **fields: object) -> OutsideCalendar:
        """Another calendar of this resource, on a connection of its own."""
        self.manners[name], self.objects[name] = manner, {}
        calendar = make_calendar(resource, name, remote_id=f"{self.server.origin}/{name}/", **fields)
        change(
            calendar.connection, hosts=[self.server.origin.removeprefix("http://")], secret={"password": "x"}
        )
        return calendar

    def add(self, name: str, starts_at: datetime, ends_at: datetime, *, uid: str = "theirs") -> str:
        """What the calendar calls it."""
        path = f"/{name}/{uid}.ics"
        self.objects[name][path] = event(uid, starts_at, ends_at)
        return path

    @property
    def asked(self) -> list[str]:
        """The names of the calendars that were asked, sorted."""
        return sorted(each.path.strip("/") for each in self.server.asked)


@contextmanager
def calendars() -> Iterator[Calendars]:
    found: list[Calendars] = []
    with answering(lambda asked: _answer(found[0], asked)) as server:
        found.append(Calendars(server))
        yield found[0]


def _answer(calendars: Calendars, asked: Asked) -> Said:
    name = asked.path.strip("/")
    listed = _listed(calendars.objects[name].items())
    over = calendars.server.over
    match calendars.manners[name]:
        case "slow":
            over.wait(SLOW_SECONDS)
        case "silent":
            over.wait()
        case "dripping":
            return _dripping(calendars, said(207, listed, content_type="application/xml"))
        case "broken":
            return said(500)
        case "signed out":
            return said(401)
        case "log-in page":
            return said(200, b"<html>Please sign in</html>", content_type="text/html")
        case "half":
            return said(207, listed[: len(listed) // 2], content_type="application/xml")
    return said(207, listed, content_type="application/xml")


def _dripping(calendars: Calendars, whole: bytes) -> Iterator[bytes]:
    """A byte a second."""
    for byte in whole:
        yield bytes([byte])
        if calendars.server.over.wait(1):
            return


def _listed(objects: Iterable[tuple[str, str]]) -> bytes:
    rows = "".join(OBJECT.format(path=path, text=escape(text)) for path, text in objects)
    return LIST.format(objects=rows).encode()
