from __future__ import annotations

from functools import partial

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from terminbuch.actions.setting_up import employ
from terminbuch.models import Member, Resource
from terminbuch.wording import slug_from

from ..settings.forms import ResourceForm
from ..settings.saving import done, posted
from ..settings.shape import SettingForm
from .step import Step


def _form(request: HttpRequest, member: Member) -> SettingForm:
    initial = {
        "name": member.user.name,
        "kind": Resource.Kind.PERSON,
        "email": member.user.email,
        "language": member.organisation.language,
        "hears_of_new": True,
        "hears_of_moves": True,
        "hears_of_cancellations": True,
        "hue": 60,
    }
    return ResourceForm(posted(request), initial=initial)


def _save(request: HttpRequest, member: Member, form: SettingForm) -> bool:
    if not form.is_valid():
        return False
    rows = Resource.objects.of(member.organisation_id)
    taken = set(rows.values_list("slug", flat=True))
    slug = slug_from(form.cleaned_data["name"], taken, otherwise="person")
    values = {**form.values(), "slug": slug, "position": len(taken)}
    return done(member, form, partial(employ, values))


STEP = Step(
    key="people",
    title=_("Who or what is booked"),
    sentence=_("The first person, room or device. It serves what nobody serves yet."),
    form=_form,
    save=_save,
    is_done=lambda member: Resource.objects.of(member.organisation_id).exists(),
    template="staff_pages/setup/people.html",
)
