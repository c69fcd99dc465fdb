"""What the salon writes down itself: calls at the telephone, and when the windows are cleaned."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

from terminbuch.actions import booking
from terminbuch.actions.asking import Actor, HandRequest, NewCustomer, Telling
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Booking, Customer, HistoryEntry, Member
from terminbuch.queries import by_hand
from terminbuch.queries.by_hand import Choice, HandWish

from .visits import Visit
from .week import A_MOMENT, COMING_DAYS, PAST_DAYS, Week

# Who calls has often no address.
WITHOUT_MAIL = {
    "Ilse Brandt": "030 5550101",
    "Ruth Peters": "030 5550102",
    "Lars Thoma": "0151 5550103",
    "Dieter Pohl": "030 5550104",
    "Waltraud Kern": "030 5550105",
    "": "",
}
CALLS = (
    (time(10), "ansatz"),
    (time(9), "trockenschnitt"),
    (time(14), "haarkur"),
    (time(11, 30), "trockenschnitt"),
    (time(15, 30), "schneiden-foehnen"),
    (time(17), "schneiden-foehnen"),
)
CALLS_A_DAY = 3
CLEANING = time(8), timedelta(hours=1), "Fenster werden geputzt"
WEDNESDAY = 2
NOBODY = Telling(resource=False, customer=False)


def answer_the_telephone(week: Week, *, manager: Member) -> None:
    """Every day some bookings by hand: with an address, without one, without a customer."""
    by = Actor(HistoryEntry.Actor.MEMBER, "staff", manager)
    for day in week.days(-PAST_DAYS, COMING_DAYS):
        for number in range(CALLS_A_DAY):
            _enter(week, _call(day, number), day, key=f"demo:call:{day}:{number}", by=by)
    _clean_the_windows(week, by=by)


def _call(day: date, number: int) -> Visit:
    """Not the same people at the same time every day, but on one day always the same."""
    turn = day.toordinal() * CALLS_A_DAY + number
    clock, service = CALLS[(turn + day.toordinal()) % len(CALLS)]
    return Visit(service, "", clock, [*WITHOUT_MAIL][turn % len(WITHOUT_MAIL)], timedelta(days=2))


def _enter(week: Week, visit: Visit, day: date, *, key: str, by: Actor) -> Booking | None:
    """With the first who is free within opening hours, for as long as the service takes."""
    service = week.services[visit.service]
    starts_at = datetime.combine(day, visit.clock, week.zone).astimezone(UTC)
    asked_at = min(starts_at - visit.ahead, week.now - A_MOMENT)
    length = timedelta(minutes=service.duration_minutes)
    after = timedelta(minutes=service.buffer_after_minutes)
    wish = HandWish(week.organisation, service, week.location, starts_at, length, buffer_after=after)
    picks = tuple(map(_last_free, by_hand.choices(wish, now=asked_at)))
    request = HandRequest(
        organisation_id=week.organisation.pk,
        service_id=service.pk,
        location_id=week.location.pk,
        picks=tuple(pick for pick in picks if pick),
        starts_at=starts_at,
        duration_minutes=service.duration_minutes,
        buffer_before_minutes=0,
        buffer_after_minutes=service.buffer_after_minutes,
        customer=_caller(week, visit.name),
        staff_note="",
        key=key,
        telling=NOBODY,
    )
    with suppress(Refusal):
        return booking.create_by_hand(request, by=by, now=asked_at)
    return None


def _last_free(choice: Choice) -> int:
    """0 when nobody is. Anna stands first and is wanted most, so callers come to the others."""
    free = (
        option.resource.pk
        for option in reversed(choice.options)
        if option.can_be_picked and not option.judgement.concerns
    )
    return next(free, 0)


def _caller(week: Week, name: str) -> int | NewCustomer | None:
    if not name:
        return None
    known = Customer.objects.of(week.organisation).filter(name=name, email="").first()
    return known.pk if known else NewCustomer(name, phone=WITHOUT_MAIL[name])


def _clean_the_windows(week: Week, *, by: Actor) -> None:
    clock, length, why = CLEANING
    for day in week.days(-PAST_DAYS, COMING_DAYS):
        if day.weekday() != WEDNESDAY:
            continue
        starts_at = datetime.combine(day, clock, week.zone).astimezone(UTC)
        request = HandRequest(
            organisation_id=week.organisation.pk,
            service_id=None,
            location_id=week.location.pk,
            picks=(week.resources["raum-1"].pk,),
            starts_at=starts_at,
            duration_minutes=length // timedelta(minutes=1),
            buffer_before_minutes=0,
            buffer_after_minutes=0,
            customer=None,
            staff_note=why,
            key=f"demo:windows:{day}",
            telling=NOBODY,
        )
        with suppress(Refusal):
            booking.create_by_hand(request, by=by, now=week.now)
