"""The page with the booking form, before it is sent and whenever it comes back."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.utils.translation import gettext as _

from terminbuch import wording
from terminbuch.actions import keys
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Hold

from .asked import Asked
from .forms import BookingForm
from .refused import Refused, because
from .slip import Line, Slip, people_line, service_line, time_line
from .visit import Visit


def form_page(
    visit: Visit, asked: Asked, form: BookingForm, *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    zone = asked.choice.zone_for(visit)
    facts = {
        "asked": asked,
        "form": form,
        "refused": refused,
        "service": asked.choice.service,
        "held": _held(asked.hold, visit) if asked.hold else None,
        "has_hold_ended": bool(asked.token) and asked.hold is None,
        "key": request_key(visit),
        "start": asked.query(visit)["start"],
        "action": visit.here(**asked.query(visit)),
        "slip": form_slip(visit, asked),
    }
    return visit.render("form.html", facts, zone=zone, status=status)


def refused_form(visit: Visit, asked: Asked, form: BookingForm, refusal: Refusal) -> HttpResponse:
    """The form again, with the sentence of an action that refused above it."""
    said = Refused(str(refusal.sentence))
    return because(refusal.code, form_page(visit, asked, form, refused=said, status=refusal.status))


def request_key(visit: Visit) -> str:
    """The key that the form already has, else a fresh one."""
    sent = visit.request.POST.get("key", "")
    return sent if keys.is_ours(sent) else keys.new_key()


def form_slip(visit: Visit, asked: Asked) -> Slip:
    zone = asked.choice.zone_for(visit)
    when = time_line(asked.starts_at, asked.ends_at, zone, visit.language, leaves=True)
    return Slip(lines=(*what_and_who(visit, asked), when), foot=_deadline(visit, asked))


def what_and_who(visit: Visit, asked: Asked) -> tuple[Line, ...]:
    choice = asked.choice
    who = choice.resource.name if choice.resource else _("Whoever is free")
    people = (people_line([who]),) if choice.choosable else ()
    return (service_line(choice.service, visit.language), *people)


def _deadline(visit: Visit, asked: Asked) -> str:
    zone, service = asked.choice.zone_for(visit), asked.choice.service
    until = service.cut_off_before(asked.starts_at)
    if until <= visit.now:
        return _("Online, this appointment can no longer be changed.")
    day = wording.medium_date(until.astimezone(zone).date(), visit.language, visit.today(zone))
    said = f"{day}, {wording.clock(until, zone, visit.language)}"
    return _("Until %(moment)s you can reschedule or cancel yourself.") % {"moment": said}


def _held(hold: Hold, visit: Visit) -> dict[str, object]:
    """How long the time is still kept: the end by the clock, and minutes for the bar."""
    whole, left = hold.deadline - hold.created_at, hold.deadline - visit.now
    return {"hold": hold, "all": _minutes(whole), "left": _minutes(left)}


def _minutes(span: timedelta) -> int:
    """Rounded up: a hold that has not ended has a minute left."""
    return -(-span // timedelta(minutes=1))
