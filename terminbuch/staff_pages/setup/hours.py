from __future__ import annotations

from datetime import datetime
from functools import partial

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from terminbuch.actions.asking import Actor
from terminbuch.actions.rules import Saving, set_weekly_hours
from terminbuch.models import Member, Resource, WeeklyHours
from terminbuch.queries.preview import HoursChange, digest

from ..settings.saving import done, posted
from ..settings.shape import SettingForm
from .hours_form import WORKING_DAYS, HoursForm
from .place import first_place
from .step import Step


def _form(request: HttpRequest, member: Member) -> SettingForm:
    initial = {"days": WORKING_DAYS, "opens": "09:00", "closes": "18:00"}
    return HoursForm(posted(request), initial=initial)


def _save(request: HttpRequest, member: Member, form: SettingForm) -> bool:
    """For everybody who has none yet; each one's own are set on the page of opening hours."""
    place = first_place(member)
    if not isinstance(form, HoursForm) or not form.is_valid() or place is None:
        return False
    changes = [
        HoursChange(member.organisation_id, resource.pk, place.pk, week=form.week)
        for resource in _without_hours(member)
    ]
    return all(done(member, form, partial(_write, change)) for change in changes)


def _write(change: HoursChange, *, organisation_id: int, by: Actor, now: datetime) -> None:
    """``organisation_id`` is the change's own."""
    set_weekly_hours(change, Saving(digest(change.stored())), by=by, now=now)


def _without_hours(member: Member) -> list[Resource]:
    return list(Resource.objects.of(member.organisation_id).filter(schedules__weekly_hours=None))


STEP = Step(
    key="hours",
    title=_("Opening hours"),
    sentence=_("When appointments are possible, the same for everybody at first."),
    form=_form,
    save=_save,
    is_done=lambda member: WeeklyHours.objects.of(member.organisation_id).exists(),
    template="staff_pages/setup/hours.html",
)
