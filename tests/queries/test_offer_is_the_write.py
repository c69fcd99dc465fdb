"""The rule that offers a start is the one that accepts it: every slot shown is accepted, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from terminbuch.actions.asking import LINK_HOLDER, VISITOR, BookingRequest
from terminbuch.actions.booking import book, reschedule
from terminbuch.actions.holding import hold
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Absence, Booking, Location, Resource, Service
from terminbuch.queries.offers import offer
from terminbuch.queries.wish import Wish
from tests.builders import (
    a_hold,
    a_move,
    a_request,
    change,
    make_location,
    make_organisation,
    make_resource,
    make_service,
    needs,
    open_weekly,
)

MINUTE = timedelta(minutes=1)
# An example writes rows: looking for the smallest one that fails would take minutes.
diary_settings = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
SLUGS = (f"salon-{number}" for number in count())
# Clocks go back in Berlin, in New York, forward by half an hour on Lord Howe; and an ordinary day.
DAYS = [
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Europe/Berlin", date(2026, 11, 23)),
]
quarters = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
few_minutes = st.sampled_from([0, 0, 5, 10, 25])
RULES = st.fixed_dictionaries(
    {
        "duration_minutes": st.sampled_from([20, 45, 60, 150]),
        "step_minutes": st.sampled_from([10, 15, 45, 60]),
        "buffer_before_minutes": few_minutes,
        "buffer_after_minutes": few_minutes,
        "notice_minutes": st.sampled_from([0, 0, 90]),
        "capacity": st.sampled_from([1, 1, 1, 2]),
        "max_per_day": st.sampled_from([None, None, 2, 3]),
        "horizon_days": st.sampled_from([None, 0, 1, 60]),
    }
)


@dataclass(frozen=True)
class Diary:
    """A day in the life of a salon: two people, perhaps a room, and what takes their time."""

    service: Service
    location: Location
    people: tuple[Resource, Resource]
    day: date
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        return self.location.zone

    @property
    def midnight(self) -> datetime:
        return datetime.combine(self.day, time(), self.zone).astimezone(UTC)

    def wish(self, **fields: Any) -> Wish:
        service = Service.objects.of(self.service.organisation_id).select_related("organisation").get()
        return Wish(service, Location.objects.of(self.service.organisation_id).get(), **fields)

    def offered(self, wish: Wish) -> list[datetime]:
        found = offer(wish, first=self.day, last=self.day, zone=self.zone, now=self.now)
        return [slot.start for slot in found.slots]


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    zone, day = draw(st.sampled_from(DAYS))
    organisation = make_organisation(next(SLUGS))
    location = make_location(organisation, zone_name=zone)
    service = make_service(organisation, "cut", **draw(RULES))
    people = tuple(make_resource(organisation, name) for name in ("Ben", "Clara"))
    needs(service, people[0], chosen=True)
    change(
        service.requirements.get().candidates.create(organisation=organisation, resource=people[1]),
        duration_minutes=draw(st.sampled_from([None, None, 30])),
        buffer_after_minutes=draw(st.sampled_from([None, None, 15])),
    )
    everybody = list(people)
    if draw(st.booleans()):
        everybody.append(make_resource(organisation, "Room", email=""))
        needs(service, everybody[-1])
    for resource in everybody:
        for opens in draw(st.lists(quarters, min_size=1, max_size=2, unique=True)):
            open_weekly(resource, location, days=range(7), opens=opens, closes=draw(quarters))
    midnight = datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
    for resource in draw(st.lists(st.sampled_from(everybody), max_size=2)):
        starts_at = midnight + draw(st.integers(-60, 1500)) * MINUTE
        Absence.objects.create(
            organisation=organisation,
            resource=resource,
            starts_at=starts_at,
            ends_at=starts_at + draw(st.integers(1, 300)) * MINUTE,
        )
    now = midnight + draw(st.integers(-26 * 60, 12 * 60)) * MINUTE
    return Diary(service, location, people, day, now)  # type: ignore[arg-type]


def accepts(act: Callable[[], object]) -> bool:
    """Whether the deed would do it; nothing of it stays."""
    with transaction.atomic():
        try:
            act()
        except Refusal:
            return False
        finally:
            transaction.set_rollback(True)
    return True


def whole(deed: Callable[..., Any]) -> Callable[..., Any]:
    """The change itself, without the transaction of its own that a deed opens."""
    return deed.__wrapped__  # type: ignore[attr-defined, no-any-return]


def minutes_to_try(diary: Diary, offered: list[datetime], draw: st.DataObject) -> list[datetime]:
    """Every start on offer or, of many, some; the minutes beside them; and others of the day."""
    few = min(len(offered), 5)
    shown = (
        draw.draw(st.lists(st.sampled_from(offered), min_size=few, max_size=12, unique=True)) if few else []
    )
    beside = [start + shift for start in shown[:6] for shift in (-MINUTE, MINUTE, 5 * MINUTE)]
    others = draw.draw(st.lists(st.integers(-30, 1530).map(lambda n: n // 5 * 5), max_size=12, unique=True))
    return [*shown, *beside, *(diary.midnight + number * MINUTE for number in others)]


def live(diary: Diary, draw: st.DataObject, *, at_least: int = 0) -> list[Booking]:
    """Some of what is on offer is booked or held by others, at times with one of the two in particular."""
    made: list[Booking] = []
    for number in range(draw.draw(st.integers(at_least, 4))):
        person = draw.draw(st.sampled_from([None, *diary.people]))
        offered = diary.offered(diary.wish(resource=person))
        if not offered:
            continue
        at, wanted = draw.draw(st.sampled_from(offered)), person and person.pk
        if len(made) < at_least or draw.draw(st.booleans()):
            made.append(
                book(
                    a_request(diary.service, at=at, who=f"Berta{number}", resource_id=wanted),
                    by=VISITOR,
                    now=diary.now,
                )
            )
        else:
            hold(a_hold(diary.service, at=at, visitor=f"192.0.2.{number}", resource_id=wanted), now=diary.now)
    return made


def wanted(diary: Diary, person: Resource | None) -> BookingRequest:
    return a_request(diary.service, at=diary.midnight, resource_id=person and person.pk)


@pytest.mark.django_db
@given(st.data())
@settings(diary_settings, max_examples=20)
def test_what_is_offered_is_accepted_and_nothing_else(draw: st.DataObject) -> None:
    diary = draw.draw(diaries())
    live(diary, draw)
    person = draw.draw(st.sampled_from([None, *diary.people]))
    request = wanted(diary, person)
    offered = diary.offered(diary.wish(resource=person))

    for start in minutes_to_try(diary, offered, draw):
        if start.astimezone(diary.zone).date() == diary.day:
            asked = replace(request, starts_at=start)
            deed = partial(whole(book), asked, by=VISITOR, now=diary.now)
            assert accepts(deed) == (start in offered), start


@pytest.mark.django_db
@given(st.data())
@settings(diary_settings, max_examples=12)
def test_a_move_that_is_offered_is_accepted_and_no_other(draw: st.DataObject) -> None:
    diary = draw.draw(diaries())
    bookings = live(diary, draw, at_least=1)
    if not bookings:
        return
    booking = draw.draw(st.sampled_from(bookings))
    change(diary.service, needs_approval=draw.draw(st.booleans()), cut_off_minutes=0)
    booking.refresh_from_db()
    offered = diary.offered(diary.wish(resource=booking.chosen_resource, moving=booking))
    step = diary.service.step_minutes * MINUTE
    around = [booking.starts_at + number * step for number in range(-3, 4)]

    for start in [*around, *minutes_to_try(diary, offered, draw)]:
        if start.astimezone(diary.zone).date() == diary.day:
            deed = partial(whole(reschedule), a_move(booking, to=start), by=LINK_HOLDER, now=diary.now)
            assert accepts(deed) == (start in offered), start
