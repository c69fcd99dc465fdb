"""What each calendar of an account is for. Whether one can receive is tried before it is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terminbuch.actions.outside import probes
from terminbuch.actions.outside.choosing import choose
from terminbuch.models import Member, OutsideCalendar
from terminbuch.queries.standing import RIGHTS

from ..decisions import acting
from ..settings.shape import SettingForm
from .asking import tried
from .looking import missing_right

NONE = "none"


class PurposeForm(SettingForm):
    """Several calendars of an account block, one receives; they are named by their uids."""

    blocks = forms.MultipleChoiceField(required=False)
    receives = forms.ChoiceField()

    def __init__(self, data: QueryDict | None, *, calendars: Sequence[OutsideCalendar]) -> None:
        ticked = [str(row.uid) for row in calendars if row.blocks]
        chosen = next((str(row.uid) for row in calendars if row.receives), NONE)
        super().__init__(data, initial={"blocks": ticked, "receives": chosen})
        self.calendars = calendars
        named = [(str(row.uid), row.name) for row in calendars]
        wrong = {"invalid_choice": _("Please choose one of the list."), "required": _("Please choose one.")}
        for name, choices in {"blocks": named, "receives": [(NONE, ""), *named]}.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            self.fields[name].error_messages.update(wrong)

    def wanted(self) -> Iterator[tuple[OutsideCalendar, dict[str, bool]]]:
        """What changes; the one that receives from now on is the last."""
        said = self.cleaned_data
        for row in sorted(self.calendars, key=lambda row: str(row.uid) == said["receives"]):
            to = {"blocks": str(row.uid) in said["blocks"], "receives": str(row.uid) == said["receives"]}
            if to != {"blocks": row.blocks, "receives": row.receives}:
                yield row, to


def save(form: PurposeForm, member: Member) -> bool:
    """Whether all is as the form says. A right that is missing is named, and then nothing is changed."""
    wanted = list(form.wanted())
    new = [row for row, to in wanted if to["receives"] and not row.receives]
    if not all(_can_receive(row, form, member) for row in new):
        return False
    return tried(form, member, lambda now: _chosen(wanted, member, now)) is not None


def _chosen(wanted: Sequence[tuple[OutsideCalendar, dict[str, bool]]], member: Member, now: datetime) -> bool:
    for row, to in wanted:
        choose(row.uid, to, organisation_id=member.organisation_id, by=acting(member), now=now)
    return True


def _can_receive(calendar: OutsideCalendar, form: PurposeForm, member: Member) -> bool:
    missing = tested(calendar, form, member)
    if missing:
        form.add_error("receives", str(RIGHTS[missing]))
    return missing == ""


def tested(calendar: OutsideCalendar, form: SettingForm, member: Member) -> str | None:
    """The right that is missing, or nothing; None when it could not be tried, which the form says."""
    missing = tried(form, member, lambda now: missing_right(calendar, now=now))
    if missing is not None:
        probes.note(calendar, missing, now=timezone.now())
    return missing
