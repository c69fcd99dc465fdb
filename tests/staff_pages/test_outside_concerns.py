"""What staff reads of outside calendars before something is entered, moved or accepted all the same."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.models import Booking
from tests.builders import MONDAY_9, SUNDAY_18, TUESDAY_9, TUESDAY_10, change, make_busy_time, make_calendar
from tests.cast import Business
from tests.staff_pages.pages import text
from tests.staff_pages.windows import opened


@pytest.fixture
def silent(here: Business) -> Business:
    """Clara's calendar waits for somebody to sign in again; on Tuesday at nine it showed something else."""
    calendar = make_calendar(here.salon.clara, "Claras Kalender")
    change(calendar.connection, state="signed_out")
    make_busy_time(calendar, TUESDAY_9, TUESDAY_10)
    return here


def fresh(booking: Booking) -> Booking:
    return Booking.objects.of(booking.organisation_id).get(pk=booking.pk)


def test_a_time_is_entered_all_the_same_after_having_read_what_speaks_against_it(
    manager: Client, silent: Business
) -> None:
    window = opened(manager, f"/-/staff/salon/bookings/{silent.agreed.uid}/edit/")
    clara = {"pick-0": str(silent.salon.clara.uid), "date": "2026-11-24", "start": "09:00"}

    looked = window.look(**clara)
    refused = looked.press()
    silent_then = looked.look(start="11:00").press()
    entered = refused.press(refused.button("Trotzdem eintragen"))

    assert "Im Kalender „Claras Kalender“ belegt: 09:00 bis 10:00 Uhr" in looked.text
    assert "Clara: Im Kalender „Claras Kalender“ belegt: 09:00 bis 10:00 Uhr." in refused.text
    assert "Clara: Der Kalender „Claras Kalender“ antwortet nicht." in silent_then.text
    assert entered.status in {204, 303}
    assert fresh(silent.agreed).starts_at == TUESDAY_9


def test_a_drag_that_a_calendar_speaks_against_says_so_and_changes_nothing(
    manager: Client, silent: Business
) -> None:
    said = {
        "starts_at": "2026-11-24T09:00", "minutes": "60", "version": str(silent.agreed.version),
        "resource": str(silent.salon.clara.uid), "was_resource": str(silent.salon.ben.uid),
    }  # fmt: skip

    answer = manager.post(
        f"/-/staff/salon/bookings/{silent.agreed.uid}/move/", said, headers={"Accept-Language": "de"}
    )

    assert answer.status_code == 409
    assert "Im Kalender „Claras Kalender“ belegt" in answer.json()["sentence"]
    assert fresh(silent.agreed).starts_at == MONDAY_9


def test_a_booking_in_doubt_says_so_in_the_list_and_on_its_slip(manager: Client, here: Business) -> None:
    change(here.agreed, unverified_since=SUNDAY_18)

    slip = text(manager.get(f"/-/staff/salon/bookings/{here.agreed.uid}/", headers={"Accept-Language": "de"}))

    assert "Kalender nicht geprüft" in slip
    assert "Ein verbundener Kalender hat für diese Zeit nicht geantwortet." in slip
