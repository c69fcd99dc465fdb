"""The window of a booking as it is drawn."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from terminbuch.models import Booking, Resource

from ..desk import show, voice
from .difference import Difference, difference
from .draft import Draft
from .people import alike, people, sought
from .told import Told, told
from .trouble import Trouble


def show_window(
    request: HttpRequest, draft: Draft, *, trouble: Trouble | None = None, status: int = 200
) -> HttpResponse:
    found, doubles = sought(draft.form, draft.member), alike(draft.form, draft.member)
    return show(
        request,
        draft.member,
        "staff_pages/windows/booking.html",
        section="bookings",
        status=status,
        draft=draft,
        form=draft.form,
        people=people(draft.customer, draft.booking, [*found, *doubles]),
        sought=draft.form.cleaned_data.get("find", ""),
        found=found,
        doubles=doubles,
        told=_told(draft),
        difference=_difference(draft, draft.booking),
        trouble=trouble,
        needs_customer=draft.booking is not None and draft.booking.origin == Booking.Origin.ONLINE,
    )


def _told(draft: Draft) -> Told:
    """On a re-assignment "the resource" means the old and the new one."""
    old = _serving_now(draft.booking)
    return told(
        [*old, *draft.serving.picked],
        "moves" if draft.booking else "new",
        address=draft.address,
        is_blocked=draft.form.service_chosen is None and not draft.has_customer,
    )


def _difference(draft: Draft, booking: Booking | None) -> Difference | None:
    if booking is None or draft.wish is None:
        return None
    wish = draft.wish
    return difference(booking, wish.starts_at, wish.location.zone, draft.serving.picked, voice())


def _serving_now(booking: Booking | None) -> list[Resource]:
    rows = booking.allocations.all() if booking else []
    return [row.resource for row in rows if row.live and not row.is_wish]
