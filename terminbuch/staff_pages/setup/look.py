from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from terminbuch.models import HistoryEntry, Logo, Member

from ..settings.look import keep_logo
from ..settings.look_form import LookForm, look_form
from ..settings.saving import saved
from ..settings.shape import SettingForm
from .step import Step


def _form(request: HttpRequest, member: Member) -> SettingForm:
    return look_form(request, {"colour": member.organisation.colour})


def _save(request: HttpRequest, member: Member, form: SettingForm) -> bool:
    business = member.organisation
    if not isinstance(form, LookForm) or not saved(request, member, "organisation", business, form):
        return False
    keep_logo(member, form)
    return True


def _is_done(member: Member) -> bool:
    """A logo, or a colour that somebody chose."""
    if Logo.objects.of(member.organisation_id).exists():
        return True
    changes = HistoryEntry.objects.of(member.organisation_id).filter(what="setting_changed")
    return changes.filter(facts__to__has_key="colour").exists()


STEP = Step(
    key="look",
    title=_("Colour and logo"),
    sentence=_("One colour for what can be pressed. Everything stays readable, whichever you choose."),
    form=_form,
    save=_save,
    is_done=_is_done,
    template="staff_pages/setup/look.html",
    subject="organisation",
    shows=lambda member: member.organisation,
)
