"""The booking says whether it stands in the outside calendar; where it does not, there is a task."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.shortcuts import resolve_url
from django.test import Client

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import CALENDAR, VISITOR
from terminbuch.actions.outside import writing
from terminbuch.ical.seen import Known
from terminbuch.models import Booking, Delivery, Task
from tests.builders import SUNDAY_18, TUESDAY_9, make_booking, make_calendar
from tests.cast import Business
from tests.staff_pages.pages import text

MINUTE = timedelta(minutes=1)
KNOWN = Known("1.ics", "e1")


@pytest.fixture
def booking(here: Business) -> Booking:
    """With Clara, whose calendar receives what is booked."""
    make_calendar(here.salon.clara, "Arbeit", blocks=False, receives=True)
    return make_booking(here.salon.cut, at=TUESDAY_9, who="Carla", resource_id=here.salon.clara.pk)


def taken() -> writing.Write:
    write = writing.take_due_write(SUNDAY_18, lease=MINUTE)
    assert write is not None
    return write


def refuse(code: str, **fields: Any) -> None:
    writing.not_written(taken(), code, "", now=SUNDAY_18, **fields)


def read(client: Client, booking: Booking) -> str:
    page = text(client.get(f"/-/staff/salon/bookings/{booking.uid}/", headers={"Accept-Language": "de"}))
    return page.partition("Im externen Kalender ")[2].partition(" Verlauf ")[0]


def test_the_booking_says_where_it_stands(manager: Client, booking: Booking) -> None:
    assert read(manager, booking) == "Arbeit für Clara, wird gerade eingetragen"

    writing.wrote(taken(), KNOWN, now=SUNDAY_18)
    assert read(manager, booking) == "Arbeit für Clara, eingetragen So, 22.11., 18:00"

    deeds.cancel(booking.pk, by=VISITOR, now=SUNDAY_18)
    writing.wrote(taken(), None, now=SUNDAY_18)
    assert read(manager, booking) == "Arbeit für Clara, entfernt So, 22.11., 18:00"


def test_the_booking_says_why_it_does_not_stand_there_yet(manager: Client, booking: Booking) -> None:
    refuse("unreachable")

    assert read(manager, booking) == (
        "Arbeit für Clara, noch nicht eingetragen, nächster Versuch So, 22.11., 18:01."
        " Die Gegenseite antwortet nicht."
    )


def test_the_history_says_that_somebody_cancelled_it_there(manager: Client, booking: Booking) -> None:
    deeds.cancel(booking.pk, by=CALENDAR, now=SUNDAY_18)

    page = text(manager.get(f"/-/staff/salon/bookings/{booking.uid}/", headers={"Accept-Language": "de"}))

    assert "Verlauf Abgesagt im externen Kalender, So, 22.11., 18:00" in page


def test_what_could_not_be_written_is_a_task_with_its_reason(manager: Client, booking: Booking) -> None:
    refuse("not_allowed", is_lasting=True)

    page = text(manager.get("/-/staff/salon/tasks/", headers={"Accept-Language": "de"}))

    assert (
        "09:00 Carla Di, 24.11., Schneiden, 1 Std. Nicht im Kalender"
        " Der Termin gilt, steht aber nicht im Kalender „Arbeit“ von Clara."
        " Das Recht, in diesen Kalender zu schreiben, fehlt. Ansehen Erledigt"
    ) in page


def test_after_a_day_the_booking_says_that_it_is_not_there(manager: Client, booking: Booking) -> None:
    Delivery.objects.of(booking.organisation_id).filter(kind="calendar").update(attempts=8)
    refuse("broken")

    task = Task.objects.of(booking.organisation_id).get(kind="not_in_calendar")
    answer = manager.post(resolve_url("staff_pages:finish", "salon", task.uid))

    assert answer.status_code == 303
    assert read(manager, booking).startswith("Arbeit für Clara, steht nicht im Kalender.")
    page = text(manager.get("/-/staff/salon/tasks/", headers={"Accept-Language": "de"}))
    assert "Zuletzt erledigt 09:00 Carla Di, 24.11., Schneiden, 1 Std. Erledigt" in page
