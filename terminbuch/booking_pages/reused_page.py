"""The same form was sent again with other words: perhaps a second appointment is meant, perhaps not."""

from __future__ import annotations

from django.http import HttpResponse

from terminbuch.actions import keys, links
from terminbuch.models import Booking

from .asked import Asked
from .form_page import what_and_who
from .forms import BookingForm
from .slip import Slip, time_line
from .visit import Visit


def reused_page(visit: Visit, asked: Asked, form: BookingForm, booking: Booking) -> HttpResponse:
    zone = asked.choice.zone_for(visit)
    when = time_line(asked.starts_at, asked.ends_at, zone, visit.language)
    facts = {
        "booking": booking,
        "manage": visit.address("manage", links.manage_token(booking)),
        "service": asked.choice.service,
        "form": form,
        "key": keys.new_key(),
        "action": visit.here(**asked.query(visit)),
        "slip": Slip(lines=(*what_and_who(visit, asked), when)),
    }
    return visit.render("reused.html", facts, zone=zone, status=422)
