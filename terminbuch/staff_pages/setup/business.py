from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Member

from ..settings.forms import BusinessForm, as_it_is
from ..settings.saving import posted, saved
from ..settings.shape import SettingForm
from ..zones import home_zone
from .step import Step


def _form(request: HttpRequest, member: Member) -> SettingForm:
    initial = as_it_is(BusinessForm, member.organisation)
    return BusinessForm(posted(request), initial=initial, zone_name=home_zone(member).key)


def _save(request: HttpRequest, member: Member, form: SettingForm) -> bool:
    return saved(request, member, "organisation", member.organisation, form)


STEP = Step(
    key="business",
    title=_("Your business"),
    sentence=_("This stands at the top of your pages and in every e-mail."),
    form=_form,
    save=_save,
    is_done=lambda member: bool(member.organisation.phone),
    subject="organisation",
    shows=lambda member: member.organisation,
)
