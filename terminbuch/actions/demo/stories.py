"""What else happens in a week: a day off, a course, a request, a move, a cancellation."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import F

from terminbuch.actions import booking
from terminbuch.actions.asking import LINK_HOLDER, Actor, MoveRequest
from terminbuch.actions.deed import deed
from terminbuch.actions.locking import lock_resources, raise_revisions
from terminbuch.actions.wishing import wish_to_move
from terminbuch.models import Absence, Allocation, Delivery, HistoryEntry, Member, Organisation, Resource
from terminbuch.queries.offers import earliest

from .visits import Visit
from .week import COMING_DAYS, Week

NOW = timedelta(0)
HIGHLIGHTS = Visit("straehnen", "anna", time(13), "Nina Hoffmann", NOW, "Lang")
REQUEST = Visit("straehnen", "clara", time(15), "Sabine Vogt", NOW, "Lang", "Gern in kühlen Tönen.")
CANCELLED = Visit("hochsteckfrisur", "anna", time(10, 30), "Leyla Demir", NOW)
MOVED = Visit("schneiden-foehnen", "clara", time(16), "Emma Clarke", NOW)
GUESTS = ("Karin Hesse", "Leyla Demir", "Emma Clarke")
JUST_NOW = Visit("schneiden-foehnen", "clara", time(11), "Hanna Wolf", NOW)
THURSDAY, SATURDAY = 3, 5


def take_time_off(week: Week) -> None:
    """Ben is away on a weekday of the coming week."""
    day = next(day for day in week.days(3, COMING_DAYS) if day.weekday() < SATURDAY)
    midnight, next_midnight = (
        datetime.combine(each, time(0), week.zone) for each in (day, day + timedelta(days=1))
    )
    give_a_day_off(week.resources["ben"], midnight, next_midnight, reason="Überstunden")


def hold_courses(week: Week) -> None:
    """Every Thursday some guests come; before the week fills up, or Anna's evening may be gone."""
    for day in week.days(0, COMING_DAYS):
        for name in GUESTS if day.weekday() == THURSDAY else ():
            week.book(Visit("flechtkurs", "", time(18), name, NOW), day, key=f"course {name}")


def tell_stories(week: Week, *, manager: Member) -> None:
    """Books what the manager and some customers then change; all but the last one's mails count as sent."""
    coming = week.days(3, COMING_DAYS)
    week.book_first(REQUEST, coming, key="request")
    _accept(week, manager)
    _cancel(week)
    _move(week)
    settle_mails(week.organisation, now=week.now)
    week.book_first(JUST_NOW, coming, key="just now")


def _accept(week: Week, manager: Member) -> None:
    row = week.book_first(HIGHLIGHTS, week.days(3, COMING_DAYS), key="highlights")
    if row is not None and row.is_pending:
        booking.accept(row.pk, by=Actor(HistoryEntry.Actor.MEMBER, "staff", manager), now=week.now)


def _cancel(week: Week) -> None:
    row = week.book_first(CANCELLED, week.days(5, COMING_DAYS), key="cancelled")
    if row is not None:
        booking.cancel(row.pk, by=LINK_HOLDER, now=week.now)


def _move(week: Week) -> None:
    """To the first time that is free a day later or more."""
    row = week.book_first(MOVED, week.days(4, COMING_DAYS), key="moved")
    if row is None or row.sequence:
        return
    wish = wish_to_move(row, resource_id=None, by_staff=False)
    for slot in earliest(wish, now=week.now, after=row.starts_at + timedelta(days=1), count=1):
        request = MoveRequest(row.pk, slot.start, None, row.zone_name, key="demo:move")
        booking.reschedule(request, by=LINK_HOLDER, now=week.now)


@deed
def give_a_day_off(person: Resource, starts_at: datetime, ends_at: datetime, *, reason: str) -> None:
    """An absence, unless there is one already or somebody is booked then."""
    lock_resources(person.organisation_id, [person.pk])
    during = {"resource": person, "starts_at__lt": ends_at, "ends_at__gt": starts_at}
    absences = Absence.objects.of(person.organisation_id)
    booked = Allocation.objects.of(person.organisation_id).filter(live=True, **during)
    if booked.exists() or absences.filter(**during).exists():
        return
    absences.create(
        organisation_id=person.organisation_id,
        resource=person,
        starts_at=starts_at,
        ends_at=ends_at,
        kind=Absence.Kind.HOLIDAY,
        reason=reason,
    )
    raise_revisions(person.organisation_id, [person.pk])


@deed
def settle_mails(organisation: Organisation, *, now: datetime) -> None:
    """What was due until now counts as sent, so that no mailbox is flooded; reminders to come stay due."""
    due = Delivery.objects.of(organisation).filter(state=Delivery.State.DUE, calendar=None, due_at__lte=now)
    due.update(state=Delivery.State.SENT, sent_at=F("due_at"))
