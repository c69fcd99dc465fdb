"""The part of the page that says how long a service takes and when it can be booked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.actions.asking import Actor
from terminbuch.actions.rules import NOTHING_LEFT, Saving, change_service_times
from terminbuch.models import Disruption, Service
from terminbuch.queries.preview import Times, TimesChange, times_of

from .numbers import Number, read, values

LABELS: dict[str, str | Promise] = {
    "duration_minutes": _("Length (min)"),
    "step_minutes": _("A start every (min)"),
    "buffer_before_minutes": _("Buffer before (min)"),
    "buffer_after_minutes": _("Buffer after (min)"),
    "notice_minutes": _("Notice (min)"),
    "horizon_days": _("Bookable ahead (days)"),
    "capacity": _("Seats"),
}
HINTS: dict[str, str | Promise] = {
    "notice_minutes": _("So long before the start customers can still book. 1440 is one day."),
    "horizon_days": _("Left empty there is no end."),
    "capacity": _("So many customers can book the same time together."),
}


@dataclass(frozen=True)
class TimesPart:
    """``numbers`` as they stand in the form."""

    service: Service
    numbers: list[Number]
    key: str = "times"

    @property
    def change(self) -> TimesChange | None:
        """What it asks for; None while something in it cannot be read."""
        if any(number.error for number in self.numbers):
            return None
        times = Times(**values(self.numbers))
        return TimesChange(self.service.organisation_id, service_id=self.service.pk, times=times)

    def stored(self) -> Times:
        return times_of(self.service)

    def save(self, saving: Saving, by: Actor, now: datetime) -> Disruption | None:
        """Raises what the deed raises, and ValueError for what cannot be read."""
        if self.change is None:
            raise ValueError(self.key)
        return change_service_times(self.change, saving, by=by, now=now)


def times_part(service: Service, sent: QueryDict | None) -> TimesPart:
    """As it is stored, or as it was sent; then what does not fit together is said by the notice."""
    part = TimesPart(service, [_number(service, column, sent) for column in LABELS])
    if sent is None or part.change is None or not part.change.times.leaves_nothing:
        return part
    return replace(part, numbers=[_refused(number) for number in part.numbers])


def _refused(number: Number) -> Number:
    return replace(number, error=str(NOTHING_LEFT)) if number.column == "notice_minutes" else number


def _number(service: Service, column: str, sent: QueryDict | None) -> Number:
    number = Number(
        name=column,
        column=column,
        label=LABELS[column],
        was=getattr(service, column),
        hint=HINTS.get(column, ""),
        may_be_empty=column == "horizon_days",
    )
    return read(number, sent.get(column) if sent else None)
