"""Many visitors at once: each with an address and a mail of its own, each at one of the servers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Barrier
from urllib.parse import urlencode

from terminbuch.actions import links
from terminbuch.models import Service
from tests.builders import BERLIN
from tests.concurrency.forms import form_with
from tests.live import Answer, LiveServer

PATIENCE = 120.0


@dataclass(frozen=True)
class Visitor:
    number: int
    server: LiveServer

    @property
    def address(self) -> str:
        """One of those set aside for measuring networks (RFC 2544)."""
        return f"198.18.{self.number // 250}.{self.number % 250 + 1}"

    @property
    def mail(self) -> str:
        return f"visitor-{self.number}@example.org"

    def get(self, path: str) -> Answer:
        return self.server.ask("GET", path, visitor=self.address)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        return self.server.ask("POST", path, fields, visitor=self.address)

    def press(self, service: Service, start: datetime) -> Answer:
        """Choose a time: it is kept, and the answer leads to the form."""
        return self.post(time_path(service), {"start": start.isoformat()})

    def opened_form(self, path: str) -> Post:
        """The form at this address, its hidden fields as they are, not yet sent."""
        page = self.get(path)
        assert page.status == 200, page.body
        form = form_with("key", page.body)
        return Post(self, form.action or path, form.fields)

    def booking_form(self, path: str) -> Post:
        return self.opened_form(path).saying(name=f"Visitor {self.number}", email=self.mail)


@dataclass(frozen=True)
class Post:
    """A form on its way; sent as often as one likes, it is the same form."""

    visitor: Visitor
    path: str
    fields: dict[str, str]

    def send(self) -> Answer:
        return self.visitor.post(self.path, self.fields)

    def saying(self, **fields: str) -> Post:
        return replace(self, fields={**self.fields, **fields})

    def by_way_of(self, server: LiveServer) -> Post:
        """The same form by the same visitor, who reaches this process."""
        return replace(self, visitor=replace(self.visitor, server=server))


def crowd(size: int, servers: Sequence[LiveServer]) -> list[Visitor]:
    return [Visitor(number, servers[number % len(servers)]) for number in range(size)]


def all_at_once[Result](deeds: Sequence[Callable[[], Result]]) -> list[Result]:
    """Every deed in a thread of its own, all begun in the same moment; their results in order."""
    gate = Barrier(len(deeds), timeout=PATIENCE)

    def begin(deed: Callable[[], Result]) -> Result:
        gate.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(begin, deeds, timeout=PATIENCE))


def few_at_once[Result](deeds: Sequence[Callable[[], Result]]) -> list[Result]:
    """One after the other, six at a time; their results in order. What comes before the storm."""
    with ThreadPoolExecutor(6) as pool:
        return list(pool.map(_do, deeds, timeout=PATIENCE))


def _do[Result](deed: Callable[[], Result]) -> Result:
    return deed()


def form_path(service: Service, start: datetime, **query: str) -> str:
    said = urlencode({"start": start.astimezone(BERLIN).isoformat(timespec="seconds"), **query})
    return f"{time_path(service)}book/?{said}"


def time_path(service: Service) -> str:
    return f"/{service.organisation.slug}/{service.slug}/"


def move_path(token: str, start: datetime) -> str:
    return f"{links.manage_path(token)}move/?{urlencode({'start': start.isoformat()})}"
