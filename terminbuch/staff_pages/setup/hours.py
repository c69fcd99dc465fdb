from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terminbuch.actions.refusals import Refusal
from terminbuch.actions.rules import Saving, set_weekly_hours
from terminbuch.models import Member, Resource, WeeklyHours
from terminbuch.queries.preview import HoursChange, digest

from ..decisions import acting
from ..settings.saving import posted, refused
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
    for resource in _without_hours(member):
        change = HoursChange(member.organisation_id, resource.pk, place.pk, week=form.week)
        try:
            set_weekly_hours(change, Saving(digest(change.stored())), by=acting(member), now=timezone.now())
        except Refusal as refusal:
            return refused(form, refusal)
    return True


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
