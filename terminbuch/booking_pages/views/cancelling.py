from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.refusals import Refusal, TooManyTries, WrongAddress
from terminbuch.models import Booking
from terminbuch.queries import changing

from ..door import SeeOther, booking_page, read_or_write
from ..manage_page import appointment_page, refused_change, token_of
from ..refused import Refused, because
from ..visit import Visit


@read_or_write
@booking_page
def cancel(visit: Visit, booking: Booking) -> HttpResponse:
    """Asks for the address that booked; only then the appointment is cancelled."""
    if visit.request.method == "POST":
        return _cancel(visit, booking, visit.request.POST.get("email", ""))
    if not changing.may_be_changed(booking, now=visit.now):
        return SeeOther(visit.address("manage", token_of(visit)))
    return _window(visit, booking)


def _cancel(visit: Visit, booking: Booking, email: str) -> HttpResponse:
    if not email.strip():
        missing = Refused(_("Please tell us your e-mail address."))
        return because("email required", _window(visit, booking, email=email, refused=missing, status=422))
    try:
        deeds.cancel_by_address(booking.pk, email=email, by=LINK_HOLDER, now=visit.now)
    except WrongAddress as refusal:
        wrong = Refused(str(refusal.sentence), _same_address())
        window = _window(visit, booking, email=email, refused=wrong, status=refusal.status)
        return because(refusal.code, window)
    except TooManyTries as refusal:
        enough = Refused(str(refusal.sentence))
        window = _window(visit, booking, email=email, refused=enough, status=refusal.status)
        return because(refusal.code, window)
    except Refusal as refusal:
        return refused_change(visit, booking, refusal)
    return SeeOther(visit.address("cancelled", token_of(visit)))


def _same_address() -> str:
    tries = settings.CANCEL_TRIES
    return _(
        "Please take the same address as when you booked. "
        "After %(tries)s tries, please wait an hour or call us."
    ) % {"tries": tries}


def _window(
    visit: Visit, booking: Booking, *, email: str = "", refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    return appointment_page(visit, "cancel.html", booking, status=status, email=email, refused=refused)
