"""What waits for a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from terminbuch.models import Case, Task

from ..findings import Finding, Round, State

OVERDUE = timedelta(days=1)


def tasks(round_: Round) -> Iterator[Finding]:
    rows = round_.rows(Task).filter(done_at__isnull=True, created_at__lt=round_.now - OVERDUE)
    title, number = pgettext("health", "Tasks"), rows.count()
    if number:
        words = ngettext(
            "%(number)d task has been waiting for more than a day",
            "%(number)d tasks have been waiting for more than a day",
            number,
        )
        yield Finding("tasks", title, words % {"number": number}, State.WARN)
    else:
        yield Finding("tasks", title, _("no task has been waiting for more than a day"))


def cases(round_: Round) -> Iterator[Finding]:
    """Bookings to come that something hits, and for which somebody must do something."""
    rows = round_.rows(Case).filter(was_starts_at__gt=round_.now)
    title, number = (
        pgettext("health", "Conflicts"),
        rows.filter(state__in=[Case.State.PLANNED, Case.State.PHONE]).count(),
    )
    if number:
        words = ngettext(
            "%(number)d booking cannot stay as it is, and nobody has been told yet",
            "%(number)d bookings cannot stay as they are, and nobody has been told yet",
            number,
        )
        yield Finding("cases", title, words % {"number": number}, State.WARN)
    else:
        yield Finding("cases", title, _("no booking waits for a solution"))
