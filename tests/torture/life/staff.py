"""What staff does, signed in, through its own pages: decide, enter, drag, undo, cancel, fall ill."""

from __future__ import annotations

import random
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from tests.torture.clients import Answer, Asking, Lost, Unreached
from tests.torture.evidence import hashed, instant
from tests.torture.house import House
from tests.torture.journal import Attempt, Outcome, Told
from tests.torture.life.pages import Form, form_with, forms
from tests.torture.life.town import FRIDAY, Known, Town
from tests.torture.people import BERLIN, Tenant

WEIGHTS = {
    "decide": 5, "enter": 3, "drag": 5, "undo": 2, "cancel": 2, "pencil": 2, "ill": 1, "board": 5, "well": 1,
}  # fmt: skip
CASE = re.compile(rb"/cases/([0-9a-f-]{36})/choose/")
TIME = re.compile(rb'name="time" value="([^"]+)"')
WITHDRAWAL = re.compile(rb"/absences/([0-9a-f-]{36})/withdraw/")


@dataclass(eq=False)
class Staff:
    """The owner of one business, in a browser of her own."""

    house: House
    town: Town
    asking: Asking
    tenant: Tenant
    luck: random.Random
    csrf: str = ""

    def sign_in(self) -> None:
        """Raises AssertionError when the door stays shut."""
        path = "/-/staff/-/login/"
        page = self._keep(self.asking.client.ask("GET", path))
        form = form_with(page.body, path, "username")
        assert form is not None, page.status
        filled = form.saying(username=self.tenant.owner, password=self.tenant.password)
        answer = self._keep(self.asking.client.ask("POST", form.path, dict(filled.fields)))
        assert answer.status in {302, 303}, (answer.status, answer.body[:300])
        home = self._keep(self.asking.client.ask("GET", f"{self.root}more/"))
        self.csrf = forms_token(home.body)

    @property
    def root(self) -> str:
        return f"/-/staff/{self.tenant.slug}/"

    def do_something(self) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "decide": self.decide,
            "enter": self.enter,
            "drag": self.drag,
            "undo": self.drag_and_undo,
            "cancel": self.cancel,
            "pencil": self.pencil,
            "ill": self.fall_ill,
            "board": self.send_plan,
            "well": self.get_well,
        }
        name = self.luck.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        try:
            deeds[name]()
        except (Lost, Unreached):
            return  # it was only looking

    def decide(self) -> None:
        booking = self.town.some(self.luck, of=self.tenant, needing="colour")
        if booking is None:
            return
        what = "accept" if self.luck.random() < 0.7 else "decline"
        attempt = self._ask(what, booking)
        self._tell(attempt, f"{self._page(booking)}{what}/", {})

    def enter(self) -> None:
        """A booking by hand for somebody new, in the window as it opens."""
        service = self.tenant.service("cut")
        start, person = self.town.a_start(self.luck, service), self.luck.choice(self.tenant.people[:5])
        form = self._form(f"{self.root}bookings/new/?resource={person.uid}&service=cut", "customer")
        if form is None:
            return
        name = f"guest-{self.luck.getrandbits(64):016x}"
        filled = form.saying(
            **clock(start), customer="new", name=f"{name} {self.tenant.slug}", do="save",
            email=self.tenant.mail(name), tell_customer="on",
        )  # fmt: skip
        attempt = self.house.journal.ask(
            "enter", tenant=self.tenant.slug, key=form.value("key"), start=start.isoformat(),
            email=self.tenant.mail(name), person=str(person.id), service="cut",
        )  # fmt: skip
        self._tell(attempt, form.path, dict(filled.fields))

    def drag(self) -> Attempt | None:
        booking = self.town.some(self.luck, of=self.tenant)
        row = self._row(booking) if booking else None
        if booking is None or row is None:
            return None
        version, minutes, day = row
        start = self.town.a_start(self.luck, booking.service)
        said = {
            "starts_at": start.astimezone(BERLIN).strftime("%Y-%m-%dT%H:%M"),
            "minutes": str(minutes), "version": str(version),
        }  # fmt: skip
        attempt = self._ask("edit", booking, start=start.isoformat(), was=day.isoformat())
        told = self._tell(attempt, f"{self._page(booking)}move/", said)
        return attempt if told.outcome is Outcome.CONFIRMED else None

    def drag_and_undo(self) -> None:
        """Within the ten seconds in which nobody has been told."""
        attempt = self.drag()
        if attempt is None:
            return
        booking = next(each for each in self.town.bookings if each.uid == attempt.about["booking"])
        row = self._row(booking)
        if row is not None:
            again = self._ask("undo", booking)
            self._tell(again, f"{self._page(booking)}undo/", {"version": str(row[0])})

    def cancel(self) -> None:
        booking = self.town.some(self.luck, of=self.tenant)
        row = self._row(booking) if booking else None
        if booking is None or row is None:
            return
        attempt = self._ask("cancel", booking)
        self._tell(attempt, f"{self._page(booking)}cancel/", {"version": str(row[0]), "tell_resource": "on"})

    def pencil(self) -> None:
        """The window, another length and a note, everything else as it stands."""
        booking = self.town.some(self.luck, of=self.tenant)
        form = self._form(f"{self._page(booking)}edit/", "version") if booking else None
        if booking is None or form is None:
            return
        attempt = self._ask("note", booking)
        filled = form.saying(do="save", staff_note=f"note {attempt.number}")
        self._tell(attempt, form.path, dict(filled.fields))

    def fall_ill(self) -> None:
        """All of Friday; the plan for everybody whom it hits comes with it."""
        person = self.luck.choice(self.tenant.people[:2])
        day = self.town.people.at(FRIDAY, 12).astimezone(BERLIN).date().isoformat()
        said = {"who": person.slug, "length": "range", "kind": "illness", "since": day, "until": day}
        attempt = self.house.journal.ask("absence", tenant=self.tenant.slug, person=str(person.id))
        told = self._tell(attempt, f"{self.root}absences/new/", said)
        if told.outcome is Outcome.CONFIRMED and "/board/" in told.location:
            self.town.disruptions.append((self.tenant, told.location))

    def send_plan(self) -> None:
        boards = [path for tenant, path in self.town.disruptions if tenant is self.tenant]
        if not boards:
            return
        path = self.luck.choice(boards)
        self._offer_times(path)
        found = forms(self.asking.client.ask("GET", path).body, path)
        sending = next((form for form in found if form.path.endswith("/send/") and form.values("send")), None)
        if sending is None:
            return
        attempt = self.house.journal.ask("send", tenant=self.tenant.slug)
        self._tell(attempt, sending.path, dict(sending.fields), every=sending.fields)

    def _offer_times(self, board: str) -> None:
        """For one of those whom it hits: up to three times that the window proposes, whatever was planned."""
        cases = CASE.findall(self.asking.client.ask("GET", board).body)
        if not cases:
            return
        path = f"{self.root}cases/{self.luck.choice(cases).decode()}/choose/"
        page = self.asking.client.ask("GET", path)
        form = form_with(page.body, path, "version")
        times = [unescape(each.decode()) for each in TIME.findall(page.body)]
        if form is None or not times:
            return
        attempt = self.house.journal.ask("choose", tenant=self.tenant.slug)
        kept = [(name, value) for name, value in form.fields if name not in {"do", "time"}]
        chosen = [("do", "offer"), *(("time", each) for each in times[:3])]
        self._tell(attempt, form.path, {}, every=[*kept, *chosen])

    def get_well(self) -> None:
        """An absence is withdrawn; whom it had hit and who has not moved stays."""
        found = WITHDRAWAL.findall(self.asking.client.ask("GET", f"{self.root}absences/").body)
        if found:
            attempt = self.house.journal.ask("withdraw", tenant=self.tenant.slug)
            self._tell(attempt, f"{self.root}absences/{self.luck.choice(found).decode()}/withdraw/", {})

    def _ask(self, what: str, booking: Known, **about: str) -> Attempt:
        return self.house.journal.ask(
            what, tenant=self.tenant.slug, token=booking.link, booking=booking.uid, **about
        )

    def _tell(
        self,
        attempt: Attempt,
        path: str,
        fields: dict[str, str],
        *,
        every: list[tuple[str, str]] | None = None,
    ) -> Told:
        """Staff's pages carry a word against forged forms; asked once: whoever does not know looks again."""
        sent = every or [*fields.items()]
        told = self.asking.post(attempt, path, [*sent, ("csrfmiddlewaretoken", self.csrf)])
        self.town.note(attempt.what, told)
        return self.house.journal.tell(attempt, told)

    def _form(self, path: str, name: str) -> Form | None:
        answer = self.asking.client.ask("GET", path)
        return form_with(answer.body, path, name) if answer.status == 200 else None

    def _page(self, booking: Known) -> str:
        return f"{self.root}bookings/{uuid.UUID(booking.uid)}/"

    def _row(self, booking: Known) -> tuple[int, int, datetime] | None:
        """Version, minutes and start as they stand; None for what is over."""
        found = self.house.sql(ROW, hashed(booking.link))
        if not found:
            return None
        version, starts_at, ends_at = found[0]
        first, last = (instant(each) for each in (starts_at, ends_at))
        return int(version), int((last - first).total_seconds() // 60), first

    def _keep(self, answer: Answer) -> Answer:
        """Cookies."""
        known = dict(
            each.split("=", 1) for each in self.asking.client.headers.get("Cookie", "").split("; ") if each
        )
        fresh = dict(each.split(";")[0].split("=", 1) for each in answer.cookies)
        jar = "; ".join(f"{name}={value}" for name, value in {**known, **fresh}.items())
        self.asking.client.headers["Cookie"] = jar
        return answer


ROW = """
SELECT version, starts_at, ends_at FROM terminbuch_booking
WHERE link_hash = %s AND status IN ('pending', 'confirmed')"""


def forms_token(body: bytes) -> str:
    """The word against forged forms, from any form of the page."""
    found = form_with(body, "/", "csrfmiddlewaretoken")
    assert found is not None
    return found.value("csrfmiddlewaretoken")


def clock(start: datetime) -> dict[str, str]:
    wall = start.astimezone(BERLIN)
    return {"date": wall.strftime("%Y-%m-%d"), "start": wall.strftime("%H:%M")}
