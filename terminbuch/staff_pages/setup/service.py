from __future__ import annotations

from functools import partial

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from terminbuch.actions.settings import offer
from terminbuch.models import Member, Service

from ..rules.offer_form import NewServiceForm
from ..settings.saving import done, posted
from ..settings.shape import SettingForm
from .step import Step


def _form(request: HttpRequest, member: Member) -> SettingForm:
    return NewServiceForm(posted(request), member=member)


def _save(request: HttpRequest, member: Member, form: SettingForm) -> bool:
    if not isinstance(form, NewServiceForm) or not form.is_valid():
        return False
    return done(member, form, partial(offer, form.values(), form.able))


STEP = Step(
    key="service",
    title=_("Your first service"),
    sentence=_("What customers book most often. More of them, with all their rules, come later."),
    form=_form,
    save=_save,
    is_done=lambda member: Service.objects.of(member.organisation_id).exists(),
)
