"""Is what outside calendars say fresh, does what is booked arrive in them, and do they contradict?

Where none is connected there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from terminbuch.models import CalendarConnection, Conflict, Delivery, OutsideCalendar
from terminbuch.models.tenancy import OrganisationQuerySet

from ..findings import Finding, Round, State
from ..reachable import can_be_told
from ..standing import NEEDS_SOMEBODY, Standing, reason, standing
from .working import LATE

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TELLING = {CalendarConnection.Kind.GOOGLE, CalendarConnection.Kind.MICROSOFT}
TROUBLE = NEEDS_SOMEBODY | {Standing.STALE}


def calendars(round_: Round) -> Iterator[Finding]:
    """A line for each, that whoever asks about one business can do something about; else how many."""
    used = list(_used(round_).select_related("connection", "resource").order_by("resource", "pk"))
    if round_.organisation is not None:
        yield from (_line(calendar, round_.now) for calendar in used)
    elif used:
        yield _in_sum(used, round_.now)


def _used(round_: Round) -> OrganisationQuerySet[OutsideCalendar]:
    return round_.rows(OutsideCalendar).filter(Q(blocks=True) | Q(receives=True))


def _in_sum(used: list[OutsideCalendar], now: datetime) -> Finding:
    title = pgettext("health", "Connected calendars")
    number = sum(standing(calendar, now=now) in TROUBLE for calendar in used)
    if number:
        words = ngettext(
            "%(number)d of %(all)d needs somebody to look after it",
            "%(number)d of %(all)d need somebody to look after them",
            number,
        )
        return Finding("calendar", title, words % {"number": number, "all": len(used)}, State.WARN)
    words = ngettext("%(all)d is read in time", "%(all)d are read in time", len(used))
    return Finding("calendar", title, words % {"all": len(used)})


def _line(calendar: OutsideCalendar, now: datetime) -> Finding:
    title = pgettext("health", "Calendar “%(calendar)s” (%(person)s)")
    named = title % {"calendar": calendar.name, "person": calendar.resource.name}
    found = standing(calendar, now=now)
    words = [_age(calendar, now), *_further(calendar, found)]
    return Finding("calendar", named, ". ".join(words), _state(found), str(calendar.connection.uid))


def _state(found: Standing) -> State:
    if found in TROUBLE:
        return State.WARN
    return State.HINT if found in {Standing.TROUBLED, Standing.WAITING} else State.GOOD


def _age(calendar: OutsideCalendar, now: datetime) -> str:
    if calendar.last_good_at is None:
        return _("it was never read so far")
    age = max(timedelta(0), now - calendar.last_good_at)
    if age < 2 * HOUR:
        number = age // MINUTE
        words = ngettext("last read %(number)d minute ago", "last read %(number)d minutes ago", number)
    else:
        number = age // HOUR
        words = ngettext("last read %(number)d hour ago", "last read %(number)d hours ago", number)
    return words % {"number": number}


def _further(calendar: OutsideCalendar, found: Standing) -> Iterator[str]:
    if why := str(reason(calendar)).removesuffix("."):
        yield why
    if found == Standing.SIGNED_OUT:
        yield _("Somebody must sign in again")
    if found == Standing.PAUSED:
        yield _("Much was changed in it at once, and nothing is followed until somebody says so")
    if calendar.is_withheld:
        yield _("Nothing of this person’s time is offered meanwhile")
    if calendar.connection.kind in TELLING and not can_be_told():
        yield _("As this server has no public address, changes are asked for every two minutes")


def writes(round_: Round) -> Iterator[Finding]:
    """What is booked on its way into calendars, and what did not arrive."""
    if not _used(round_).filter(receives=True).exists():
        return
    rows = round_.rows(Delivery).filter(calendar__isnull=False)
    failed = rows.filter(state=Delivery.State.FAILED, tasks__isnull=False, tasks__done_at__isnull=True)
    late = rows.filter(state=Delivery.State.DUE, due_at__lt=round_.now - LATE)
    yield _writes(late.count(), failed.distinct().count())


def _writes(late: int, failed: int) -> Finding:
    title = pgettext("health", "Bookings in calendars")
    if failed:
        words = ngettext(
            "%(number)d booking could not be written into its calendar; see the tasks",
            "%(number)d bookings could not be written into their calendars; see the tasks",
            failed,
        )
        return Finding("calendar_writes", title, words % {"number": failed}, State.WARN)
    if late:
        words = ngettext(
            "%(number)d booking has been waiting to be written for more than ten minutes",
            "%(number)d bookings have been waiting to be written for more than ten minutes",
            late,
        )
        return Finding("calendar_writes", title, words % {"number": late}, State.WARN)
    return Finding("calendar_writes", title, _("all that is booked stands in its calendar"))


def conflicts(round_: Round) -> Iterator[Finding]:
    if not _used(round_).exists():
        return
    number = round_.rows(Conflict).filter(ended_at__isnull=True).count()
    title = pgettext("health", "Conflicts with calendars")
    if number:
        words = ngettext(
            "%(number)d conflict waits for a decision", "%(number)d conflicts wait for a decision", number
        )
        yield Finding("conflicts", title, words % {"number": number}, State.WARN)
    else:
        yield Finding("conflicts", title, _("no calendar contradicts a booking"))
