"""What the window about an absence says so far, complete or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.models import Absence, Member
from terminbuch.queries import absences, affected
from terminbuch.queries.preview import AbsenceChange

from .forms import AbsenceForm, RangeForm
from .spans import OPEN, RANGE, TODAY, Span


@dataclass(frozen=True)
class Asked:
    """``range`` counts where the form says "from … to …"."""

    form: AbsenceForm
    range: RangeForm
    zone: ZoneInfo
    now: datetime

    def is_valid(self) -> bool:
        is_whole, is_range = self.form.is_valid(), not self.form.has_range or self.range.is_valid()
        return is_whole and is_range

    @property
    def span(self) -> Span | None:
        """None as long as what is typed makes none."""
        if not self.form.has_range:
            return self.form.preset(self.zone, self.now)
        return self.range.span if self.range.is_valid() else None

    @property
    def count(self) -> int | None:
        """How many bookings it would hit; None as long as nobody or no time is named."""
        resource, span = self.form.resource, self.span
        if resource is None or span is None:
            return None
        hit = affected.bookings(
            resource.organisation_id, resource_id=resource.pk, location_id=None,
            starts_at=span.starts_at, ends_at=span.ends_at, now=self.now,
        )  # fmt: skip
        return len(hit)

    @property
    def change(self) -> AbsenceChange | None:
        """For the preview: what entering it would change; None as long as nobody or no time is named."""
        resource, span = self.form.resource, self.span
        if resource is None or span is None:
            return None
        return AbsenceChange(resource.organisation_id, resource.pk, None, span.starts_at, span.ends_at)

    def request(self) -> AbsenceRequest:
        """Of a form that is valid."""
        said, resource, span = self.form.cleaned_data, self.form.resource, self.span
        if resource is None or span is None:
            raise TypeError("only a valid form is entered")
        return AbsenceRequest(
            organisation_id=resource.organisation_id, resource_id=resource.pk, location_id=None,
            starts_at=span.starts_at, ends_at=span.ends_at, kind=Absence.Kind(said["kind"]),
            reason=said["reason"], public_sentence=said["sentence"],
        )  # fmt: skip


def sent(request: HttpRequest, member: Member, now: datetime) -> Asked:
    form = AbsenceForm(absences.absent_ones(member.organisation), request.POST)
    return _asked(form, member, now, ranged=request.POST)


def opened(request: HttpRequest, member: Member, now: datetime) -> Asked:
    """From a press elsewhere: ``resource``, ``on`` and ``length`` say what; the unreadable is left out."""
    on, today = _day(request.GET.get("on", "")), now.astimezone(_zone(None, member)).date()
    is_other_day = on is not None and on != today
    initial = {"who": request.GET.get("resource", ""), "length": _length(request, is_other_day)}
    form = AbsenceForm(absences.absent_ones(member.organisation), initial=initial)
    day = on.isoformat() if on else ""
    return _asked(form, member, now, ranged={"since": day, "until": day} if is_other_day else None)


def _asked(form: AbsenceForm, member: Member, now: datetime, *, ranged: Mapping[str, str] | None) -> Asked:
    zone = _zone(form, member)
    return Asked(form, RangeForm(ranged, zone=zone, now=now), zone, now)


def _zone(form: AbsenceForm | None, member: Member) -> ZoneInfo:
    resource = form.resource if form else None
    return absences.zone_of(resource) if resource else absences.first_zone(member.organisation_id)


def _length(request: HttpRequest, is_other_day: bool) -> str:
    if is_other_day:
        return RANGE
    return OPEN if request.GET.get("length") == OPEN else TODAY


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-25") else None
    except ValueError:
        return None
