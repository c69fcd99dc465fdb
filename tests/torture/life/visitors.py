"""What customers do: keep a time, book it, move, cancel, take an offered time, change their mind."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from tests.torture.clients import Asking, Lost, Unreached
from tests.torture.house import House
from tests.torture.journal import CERTAIN, Attempt, Outcome, Told
from tests.torture.life.pages import Form, form_with
from tests.torture.life.town import FRIDAY, Known, Town, wall
from tests.torture.people import Offered, Tenant

WEIGHTS = {"book": 6, "hold": 3, "move": 3, "cancel": 2, "redeem": 3, "friday": 3}


@dataclass(eq=False)
class Visitor:
    house: House
    town: Town
    asking: Asking
    luck: random.Random

    def do_something(self) -> None:
        deeds: dict[str, Callable[[], None]] = {
            "book": self.book,
            "hold": self.hold_and_book,
            "move": self.move,
            "cancel": self.cancel,
            "redeem": self.redeem,
            "friday": self.book_friday,
        }
        name = self.luck.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        try:
            deeds[name]()
        except (Lost, Unreached):
            return  # it was only looking

    def book(self, *, day: int | None = None) -> None:
        tenant = self.luck.choice(self.town.people.tenants)
        service = self.luck.choice(tenant.services) if day is None else tenant.service("colour")
        attempt = self._wish(tenant, service, day=day)
        self._follow(attempt, tenant, service, self._told(attempt, self.asking.book))

    def book_friday(self) -> None:
        """With those who will be ill."""
        self.book(day=FRIDAY)

    def hold_and_book(self) -> None:
        """Press a time, get the form, send it: the whole way, as in a browser. Some leave it at that."""
        tenant = self.luck.choice(self.town.people.tenants)
        service = tenant.service("cut")
        attempt = self._wish(tenant, service, what="hold")
        path = f"/{tenant.slug}/{service.slug}/?{urlencode({'with': attempt.about['with']})}"
        told = self.asking.post(attempt, path, {"start": wall_of(attempt)})
        self.town.note("hold", self.house.journal.tell(attempt, told))
        if told.outcome is not Outcome.CONFIRMED or self.luck.random() < 0.2:
            return
        form = self._form(told.location, "key")
        if form is None:
            return
        wish = self._wish(tenant, service, key=form.value("key"), hold=form.value("hold"), like=attempt.about)
        self._follow(wish, tenant, service, self._told(wish, self.asking.book))

    def move(self) -> None:
        booking = self.town.some(self.luck)
        if booking is None:
            return
        start = self.town.a_start(self.luck, booking.service)
        path = f"/-/manage/{booking.link}/move/?{urlencode({'start': wall(start)})}"
        form = self._form(path, "key")
        if form is None:
            return
        attempt = self.house.journal.ask(
            "move" if not booking.service.needs_approval else "wish", tenant=booking.tenant.slug,
            key=form.value("key"), token=booking.link, start=start.isoformat(), service=booking.service.slug,
        )  # fmt: skip
        self._told(attempt, lambda asked: self.asking.post(asked, form.path, dict(form.fields)))

    def cancel(self) -> None:
        booking = self.town.some(self.luck)
        if booking is None:
            return
        attempt = self.house.journal.ask("cancel", tenant=booking.tenant.slug, token=booking.link)
        path = f"/-/manage/{booking.link}/cancel/"
        self._told(attempt, lambda asked: self.asking.post(asked, path, {"email": booking.email}))

    def redeem(self) -> None:
        """One of the times that somebody was offered instead."""
        row = self.house.sql(OFFERED)
        links = {each.uid: each for each in self.town.bookings}
        known = [
            (links[uid], start) for uid, start in ((plain(uid), start) for uid, start in row) if uid in links
        ]
        if not known:
            return
        booking, _start = self.luck.choice(known)
        path = f"/-/manage/{booking.link}/offers/"
        form = self._form(path, "offer")
        if form is None:
            return
        attempt = self.house.journal.ask("redeem", tenant=booking.tenant.slug, token=booking.link)
        self._told(attempt, lambda asked: self.asking.post(asked, form.path, dict(form.fields)))

    def _wish(
        self, tenant: Tenant, service: Offered, *, what: str = "book", key: str = "", hold: str = "",
        like: dict[str, str] | None = None, day: int | None = None,
    ) -> Attempt:  # fmt: skip
        key = key or self.house.new_key()
        name = f"visitor-{self.luck.getrandbits(64):016x}"
        start = self.town.a_start(self.luck, service, day=day).isoformat()
        person = tenant.person(self.luck.choice(service.people)) if service.is_chosen else None
        whom = {"with": person.slug, "person": str(person.id)} if person else {}
        same = {name: (like or {}).get(name, "") for name in ("with", "person", "start")} if like else {}
        about = {
            "service": service.slug, "start": start, "name": f"{name} {tenant.slug}",
            "email": tenant.mail(name), "hold": hold, **({"contested": "by absences"} if day else {}),
            **whom, **same,
        }  # fmt: skip
        return self.house.journal.ask(what, tenant=tenant.slug, key=key, **about)

    def _told(self, attempt: Attempt, ask: Callable[[Attempt], Told]) -> Told:
        """Asked again, three times at most, where nobody can know what became of it."""
        told = self.house.journal.tell(attempt, ask(attempt))
        for _ in range(3):
            if told.outcome in CERTAIN:
                break
            told = self.house.journal.tell(attempt, ask(attempt))
        self.town.note(attempt.what, told)
        return told

    def _follow(self, attempt: Attempt, tenant: Tenant, service: Offered, told: Told) -> None:
        if told.outcome is Outcome.CONFIRMED:
            uid = self.house.uid_of(told.token)
            self.town.add(
                Known(tenant, service, told.token, uid, attempt.about["email"], attempt.about.get("with", ""))
            )

    def _form(self, path: str, name: str) -> Form | None:
        answer = self.asking.client.ask("GET", path)
        return form_with(answer.body, path, name) if answer.status == 200 else None


def wall_of(attempt: Attempt) -> str:
    return wall(datetime.fromisoformat(attempt.about["start"]))


def plain(uid: object) -> str:
    return str(uid).replace("-", "")


OFFERED = """
SELECT booking.uid, hold.starts_at FROM terminbuch_hold AS hold
JOIN terminbuch_booking AS booking ON booking.id = hold.booking_id LIMIT 20"""
