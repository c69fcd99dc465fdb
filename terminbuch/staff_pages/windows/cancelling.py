"""The bin: a window that says who will hear of it and who will not, before anything is cancelled."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import Telling
from terminbuch.actions.refusals import ChangedMeanwhile, Refusal
from terminbuch.models import Booking, Member

from ..bookings import found
from ..decisions import acting
from ..desk import show, voice
from ..door import SeeOther, for_deciders
from ..fields import Line
from ..slip import slip
from .answers import go, page_of, said_to
from .difference import stands
from .told import told


class CancelForm(forms.Form):
    """``version`` is the one of the booking that the window showed."""

    tell_resource = forms.BooleanField(required=False)
    text = Line(longest=300, label=gettext_lazy("A sentence of your own"))
    version = forms.IntegerField(min_value=1, max_value=10**9)


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def cancel(request: HttpRequest, member: Member, booking: uuid.UUID) -> HttpResponse:
    asked = found(member, booking)
    if not asked.is_live:
        return SeeOther(page_of(asked))
    if request.method != "POST":
        return _window(request, member, asked, CancelForm({"version": asked.version}))
    form = CancelForm(request.POST)
    return (
        _cancel(request, member, asked, form)
        if form.is_valid()
        else _window(request, member, asked, form, 422)
    )


def _cancel(request: HttpRequest, member: Member, asked: Booking, form: CancelForm) -> HttpResponse:
    said = form.cleaned_data
    telling = Telling(resource=said["tell_resource"], customer=True, text=said["text"])
    try:
        booking = deeds.cancel(
            asked.pk, by=acting(member), now=timezone.now(), version=said["version"], telling=telling
        )
    except Refusal as refusal:
        return _refused(request, member, asked, form, refusal)
    messages.success(request, f"{_('Cancelled.')} {said_to(booking)}")
    return go(request, page_of(booking))


def _refused(
    request: HttpRequest, member: Member, asked: Booking, form: CancelForm, refusal: Refusal
) -> HttpResponse:
    """The booking as it is now; whoever still means it presses again."""
    fresh = found(member, asked.uid)
    if isinstance(refusal, ChangedMeanwhile):
        form = CancelForm(request.POST.dict() | {"version": fresh.version})
    return _window(request, member, fresh, form, refusal.status, refusal=refusal)


def _window(
    request: HttpRequest,
    member: Member,
    booking: Booking,
    form: CancelForm,
    status: int = 200,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    people = [row.resource for row in booking.allocations.all() if row.live and not row.is_wish]
    return show(
        request,
        member,
        "staff_pages/windows/cancel.html",
        section="bookings",
        status=status,
        slip=slip(booking, voice()),
        stands=stands(booking, voice()),
        form=form,
        told=told(
            people,
            "cancellations",
            address=booking.email,
            is_blocked=booking.service_id is None and booking.customer_id is None,
        ),
        refusal=refusal,
    )
