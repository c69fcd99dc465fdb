"""What the windows about absences ask: shape only, the rules are asked by the actions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Absence, Resource

from ..fields import Clock, Day, Line
from .said import KINDS
from .spans import OPEN, RANGE, TODAY, TOMORROW, Span, Typed, chosen, is_planned

REASON, SENTENCE = 200, 200
LENGTHS = [
    (TODAY, _("Today")),
    (TOMORROW, _("Until tomorrow")),
    (OPEN, _("Until further notice")),
    (RANGE, _("From … to …")),
]
KINDS_OF_PEOPLE = (Absence.Kind.ILLNESS, Absence.Kind.HOLIDAY, Absence.Kind.TRAINING, Absence.Kind.OTHER)


class MaybeDay(Day):
    """A day, or none."""

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]
        return super().to_python(value) if str(value or "").strip() else None


class MaybeClock(Clock):
    """A time, or none: the whole day."""

    def to_python(self, value: Any) -> time | None:  # type: ignore[override]
        return super().to_python(value) if str(value or "").strip() else None


class RangeForm(forms.Form):
    """From when to when, by the clock of ``zone``. Empty times mean whole days, no last day no end."""

    since = MaybeDay(label=_("From"), required=False)
    since_time = MaybeClock(label=_("Time"), required=False)
    until = MaybeDay(label=_("Up to and including"), required=False)
    until_time = MaybeClock(label=_("Time"), required=False)

    def __init__(self, *arguments: Any, zone: ZoneInfo, now: datetime, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.zone, self.now = zone, now

    @property
    def span(self) -> Span:
        """Of a form that is valid."""
        return Typed(**self.cleaned_data).span(self.zone)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        today = self.now.astimezone(self.zone).date()
        for name in ("since", "until"):
            if said.get(name) and not is_planned(said[name], today):
                self.add_error(name, _("Please check the year."))
        if not said.get("since") and "since" not in self.errors:
            self.add_error("since", _("Please say from when."))
        if not self.errors:
            self._check_order()
        return said

    def _check_order(self) -> None:
        span = self.span
        if span.ends_at is not None and span.ends_at <= span.starts_at:
            self.add_error("until", _("The end comes before the start."))
        elif span.ends_at is not None and span.ends_at <= self.now:
            self.add_error("until", _("This is over already."))


class AbsenceForm(forms.Form):
    """Who, how long, why; "today" and "ill" are set. A length of its own is asked by a ``RangeForm``."""

    who = forms.ChoiceField(error_messages={"required": _("Please say who is away.")})
    length = forms.ChoiceField(choices=LENGTHS, initial=TODAY)
    kind = forms.ChoiceField(
        choices=[(kind, KINDS[kind]) for kind in KINDS_OF_PEOPLE], initial=Absence.Kind.ILLNESS
    )
    sentence = Line(label=_("A sentence for your customers"), longest=SENTENCE)
    reason = Line(label=_("Note"), longest=REASON)

    def __init__(self, resources: Iterable[Resource], *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.by_slug = {resource.slug: resource for resource in resources}
        self.fields["who"].choices = [(slug, slug) for slug in self.by_slug]  # type: ignore[attr-defined]

    @property
    def resource(self) -> Resource | None:
        """Whom the form names so far."""
        return self.by_slug.get(str(self["who"].value() or ""))

    @property
    def has_range(self) -> bool:
        return str(self["length"].value()) == RANGE

    def preset(self, zone: ZoneInfo, now: datetime) -> Span:
        """Of a form without a range."""
        return chosen(str(self["length"].value()), now.astimezone(zone).date()).span(zone)


class ClosureForm(forms.Form):
    """That a whole location is closed; from when to when is asked by a ``RangeForm``."""

    where = forms.ChoiceField(error_messages={"required": _("Please say which location.")})
    sentence = Line(label=_("A sentence for your customers"), longest=SENTENCE)
    reason = Line(label=_("Note"), longest=REASON)

    def __init__(self, slugs: Iterable[str], *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.fields["where"].choices = [(slug, slug) for slug in slugs]  # type: ignore[attr-defined]
