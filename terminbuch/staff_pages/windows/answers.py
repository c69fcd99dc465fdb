"""What a window is answered with: itself, or the page to go to when it is done."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from terminbuch.actions.promising import REMINDER
from terminbuch.models import Booking, Delivery

from ..door import SeeOther

# How the script says that it shows the answer in the open window.
PART = "X-Part"


def go(request: HttpRequest, address: str) -> HttpResponse:
    """303; for the script 204 with the address: following a 303 it would use up the notice unseen."""
    if request.headers.get(PART) == "window":
        return HttpResponse(status=204, headers={"X-Location": address})
    return SeeOther(address)


def page_of(booking: Booking) -> str:
    return resolve_url("staff_pages:booking", booking.organisation.slug, booking.uid)


def said_to(booking: Booking) -> str:
    """Who gets a mail about the change that was just made. One query."""
    rows = booking.deliveries.filter(calendar=None, created_at=booking.changed_at, state=Delivery.State.DUE)
    names = _names(rows.exclude(kind=REMINDER).select_related("resource").order_by("pk"), booking)
    if not names:
        return _("Nobody gets an e-mail.")
    return _("An e-mail goes to: %(names)s.") % {"names": ", ".join(names)}


def _names(rows: Iterable[Delivery], booking: Booking) -> list[str]:
    return [row.resource.name if row.resource else booking.name for row in rows]
