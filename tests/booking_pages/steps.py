"""What visitors do in many of these tests."""

from __future__ import annotations

from terminbuch.actions.links import manage_path, manage_token
from terminbuch.models import Booking
from tests.booking_pages.reader import Answer, Browser, Page, read

CUT = "/salon/cut/"
MONDAY_9 = "2026-11-23T09:00:00+01:00"
MONDAY_10 = "2026-11-23T10:00:00+01:00"
MONDAY_16 = "2026-11-23T16:00:00+01:00"
ANNA = {"name": "Anna Blume", "email": "anna@example.org"}


def hold(client: Browser, start: str = MONDAY_9, path: str = CUT) -> Answer:
    """A press on a time."""
    return client.post(path, {"start": start})


def open_form(client: Browser, start: str = MONDAY_9, path: str = CUT) -> Page:
    """A press on a time, and the form it leads to."""
    return read(client.get(hold(client, start, path).url))


def send(client: Browser, page: Page, **typed: str) -> Answer:
    """The form filled in and sent, as it stands otherwise."""
    fields = page.fields
    return client.post(fields.pop("action"), {**fields, **typed})


def manage(booking: Booking, page: str = "") -> str:
    return f"{manage_path(manage_token(booking))}{page}"


def again(booking: Booking) -> Booking:
    """The booking as it stands in the table now."""
    return Booking.objects.of(booking.organisation_id).get(pk=booking.pk)


def bookings(organisation_id: int) -> list[Booking]:
    return list(Booking.objects.of(organisation_id).order_by("pk"))
