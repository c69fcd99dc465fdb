"""What is played: each play takes JSON and answers with JSON. Loaded only where Django is."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from terminbuch.actions import absences, assistant, deliveries
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import Actor, HandRequest, NewCustomer
from terminbuch.actions.booking import undo as take_back
from terminbuch.actions.booking.people import serving
from terminbuch.actions.outside import writing as outside_writes
from terminbuch.actions.refusals import ChangedMeanwhile
from terminbuch.actions.safekeeping.backing_up import back_up
from terminbuch.calendars import booking as deeds
from terminbuch.calendars import syncing, working, writing
from terminbuch.management import worker
from terminbuch.models import Booking, Case, Delivery, Location, Member, OutsideCalendar, Resource, Service
from tests.booking_pages.reader import Page, read
from tests.builders import as_it_is, change, make_calendar

PLAYS: dict[str, Callable[..., Any]] = {}
# As for the impatient: what was taken by one who died, or failed, is taken again while somebody looks.
SOON = timedelta(seconds=0.4)
vars(deliveries)["BACKOFF"] = vars(outside_writes)["BACKOFF"] = (SOON,) * 6
for taker in (worker, syncing, writing):
    vars(taker)["LEASE"] = SOON


def play(function: Callable[..., Any]) -> Callable[..., Any]:
    PLAYS[function.__name__] = function
    return function


@play
def form(path: str) -> dict[str, str]:
    """What the page's form would send as it stands, and to where under "action"."""
    return _page(path).fields


@play
def post(path: str, fields: dict[str, str]) -> dict[str, Any]:
    answer = _browser().post(path, fields)
    return {"status": answer.status_code, "location": answer.headers.get("Location", "")}


def _page(path: str) -> Page:
    answer = _browser().get(path)
    if answer.status_code != 200:
        raise LookupError(f"{path}: {answer.status_code}")
    return read(answer)


def _browser() -> Client:
    return Client(headers={"Host": "localhost", "Accept-Language": "de"}, raise_request_exception=False)


@play
def accept(uid: str) -> None:
    booking = Booking.objects.everywhere().get(uid=uid)
    here = booking.organisation_id
    deeds.accept(booking.pk, organisation_id=here, by=_owner(here), now=timezone.now())


@play
def decline(uid: str) -> None:
    from terminbuch.actions.booking import decline as say_no  # noqa: PLC0415  # a play has its name

    booking = Booking.objects.everywhere().get(uid=uid)
    say_no(booking.pk, by=_owner(booking.organisation_id), now=timezone.now())


@play
def hand(*, organisation: int, service: int, person: int, start: str, mail: str, key: str) -> str:
    """Staff enters a booking by hand; its uid."""
    row = Service.objects.of(organisation).get(pk=service)
    request = HandRequest(
        organisation_id=organisation,
        service_id=service,
        location_id=Location.objects.of(organisation)[0].pk,
        picks=(person,),
        starts_at=datetime.fromisoformat(start),
        duration_minutes=row.duration_minutes,
        buffer_before_minutes=0,
        buffer_after_minutes=0,
        customer=NewCustomer("Berta", mail),
        staff_note="",
        key=key,
    )
    booking = deeds.create_by_hand(request, by=_owner(organisation), now=timezone.now())
    return booking.uid.hex


@play
def absence(organisation: int, person: int, starts: str, ends: str) -> int:
    """Somebody is away; how many bookings that hits."""
    request = AbsenceRequest(
        organisation, person, None, datetime.fromisoformat(starts), datetime.fromisoformat(ends), "illness"
    )
    disruption = absences.record(request, by=_owner(organisation), now=timezone.now())
    return disruption.cases.count()


@play
def disrupt(organisation: int, person: int | None, starts: str, ends: str) -> str:
    """Somebody is away, or (None) all is closed; the disruption's uid."""
    place = None if person else Location.objects.of(organisation)[0].pk
    since, until = datetime.fromisoformat(starts), datetime.fromisoformat(ends)
    request = AbsenceRequest(organisation, person, place, since, until, "illness" if person else "closed")
    return absences.record(request, by=_owner(organisation), now=timezone.now()).uid.hex


@play
def plan(organisation: int, disruption: str) -> list[str]:
    """What is planned for each who is hit, by its kind."""
    assistant.plan(
        UUID(disruption), organisation_id=organisation, by=_owner(organisation), now=timezone.now()
    )
    return [case.proposal["kind"] for case in _cases(organisation, disruption)]


@play
def send(organisation: int, disruption: str) -> int:
    """The plan is sent; how many were left to be sent."""
    left = [case.uid for case in _cases(organisation, disruption).filter(state=Case.State.PLANNED)]
    sending = deeds.Sending(organisation, _owner(organisation))
    for uid in left:
        sending.send(uid, now=timezone.now())
    return len(left)


def _cases(organisation: int, disruption: str) -> QuerySet[Case]:
    return Case.objects.of(organisation).filter(disruption__uid=disruption).order_by("pk")


@play
def drag(uid: str, start: str) -> int:
    """Staff moves the booking; its version then."""
    booking = Booking.objects.everywhere().get(uid=uid)
    request = as_it_is(booking, starts_at=datetime.fromisoformat(start))
    by, now = _owner(booking.organisation_id), timezone.now()
    return deeds.edit(booking.pk, request, version=booking.version, by=by, now=now).version


@play
def undo(uid: str, version: int) -> bool:
    """Whether there was something to take back."""
    booking = Booking.objects.everywhere().get(uid=uid)
    here = booking.organisation_id
    try:
        take_back(booking.pk, organisation_id=here, version=version, by=_owner(here), now=timezone.now())
    except ChangedMeanwhile:
        return False
    return True


@play
def work() -> None:
    """As ``terminbuch worker --once`` sends what is due, and reads and writes calendars."""
    worker.work_off(told_to_stop=lambda: False)


@play
def turn() -> None:
    working.turn(timezone.now())


@play
def drain() -> bool:
    """Both of it until nothing is due any more; False when that is never so."""
    for _ in range(40):
        work()
        turn()
        if not Delivery.objects.everywhere().filter(state=Delivery.State.DUE, due_at__lte=timezone.now()):
            return True
        time.sleep(SOON.total_seconds() / 4)
    return False


@play
def connect(
    *, organisation: int, person: int, address: str = "", kind: str = "caldav", username: str = "anna",
    remote_id: str = "", secret: dict[str, Any] | None = None,
) -> int:  # fmt: skip
    """A calendar of this person that blocks, receives and is due to be read; its id."""
    resource = Resource.objects.of(organisation).get(pk=person)
    now = timezone.now()
    calendar = make_calendar(
        resource, f"Kalender {person}", remote_id=remote_id or address, full_due=True, next_read_at=now,
        receives=True, last_good_at=now,
    )  # fmt: skip
    change(
        calendar.connection, kind=kind, username=username, address=address,
        hosts=[address.removeprefix("http://").partition("/")[0]], secret=secret or {"password": "geheim"},
    )  # fmt: skip
    return calendar.pk


@play
def read_soon(calendar: int, organisation: int) -> None:
    rows = OutsideCalendar.objects.of(organisation).filter(pk=calendar)
    rows.update(next_read_at=timezone.now(), lease_until=None, lease_token=None)


@play
def served_by(uid: str) -> list[int]:
    return [person.pk for person in serving(Booking.objects.everywhere().get(uid=uid))]


@play
def migrate(database: str) -> None:
    """Of another database than the house's: a file of SQLite, or a name at the same server."""
    connection.settings_dict["NAME"] = database
    call_command("migrate", interactive=False, verbosity=0)


@play
def backup(path: str) -> None:
    back_up(Path(path), with_keys=False, now=timezone.now())


def _owner(organisation: int) -> Actor:
    return Actor("member", "staff", Member.objects.of(organisation).filter(role="owner")[0])
