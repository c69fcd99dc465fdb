from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terminbuch import ical
from terminbuch.models import Booking
from terminbuch.queries.mail_sending import sender_address, stored_server

from ..door import booking_page
from ..visit import Visit


@require_safe
@booking_page
def calendar_file(visit: Visit, booking: Booking) -> HttpResponse:
    """The appointment for a calendar, with the UID of the invitation in the mail: both make one entry."""
    if booking.status != Booking.Status.CONFIRMED:
        raise Http404
    text = ical.publish(_entry(visit, booking))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response.headers["Content-Disposition"] = f'attachment; filename="{booking.number}.ics"'
    return response


def _entry(visit: Visit, booking: Booking) -> ical.Invitation:
    what = booking.service.name(visit.language) if booking.service else _("Appointment")
    return ical.Invitation(
        uid=booking.uid,
        sequence=booking.sequence,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        summary=f"{what}, {visit.organisation.name}",
        description=_description(visit, booking),
        location=booking.location.address,
        organiser_name=visit.organisation.name,
        organiser_email=sender_address(stored_server()),
        attendee_name=booking.name,
        attendee_email=booking.email,
        created_at=visit.now,
    )


def _description(visit: Visit, booking: Booking) -> str:
    """Without the personal link: people share their calendars."""
    people = ", ".join(booking.people())
    lines = (
        _("With %(people)s") % {"people": people} if people else "",
        booking.location.phone or visit.organisation.phone,
        _("To change or cancel, please use the button in our e-mail."),
    )
    return "\n".join(line for line in lines if line)
