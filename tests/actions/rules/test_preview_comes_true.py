"""What was said before a rule is changed is what there is afterwards, counted the plain way (S23 to S30)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from terminbuch import availability
from terminbuch.actions.asking import COMMAND, VISITOR
from terminbuch.actions.booking import book
from terminbuch.actions.rules import (
    Saving,
    change_service_times,
    set_candidates,
    set_exception,
    set_weekly_hours,
)
from terminbuch.availability import Window
from terminbuch.models import (
    Absence,
    Allocation,
    Booking,
    Location,
    Organisation,
    Requirement,
    Resource,
    ScheduleException,
    Service,
    WeeklyHours,
)
from terminbuch.queries.offers import Outlook
from terminbuch.queries.preview import (
    AbsenceChange,
    Change,
    ExceptionChange,
    HoursChange,
    RuleChange,
    Skill,
    SkillsChange,
    Times,
    TimesChange,
    digest,
    preview,
    tidied,
)
from terminbuch.queries.wish import Wish
from tests.builders import (
    a_request,
    make_location,
    make_organisation,
    make_resource,
    make_service,
    needs,
    open_weekly,
    raise_revision,
)

MINUTE, DAY, MONTH = timedelta(minutes=1), timedelta(days=1), timedelta(days=30)
FAR_REVISIONS = count(1_000_000)
SLUGS = (f"rules-{number}" for number in count())
# Within the month clocks go back in Berlin, in New York, forward on Lord Howe; and an ordinary one.
BEGINNINGS = [
    ("Europe/Berlin", date(2026, 10, 22)),
    ("America/New_York", date(2026, 10, 29)),
    ("Australia/Lord_Howe", date(2026, 10, 1)),
    ("Europe/Berlin", date(2026, 11, 23)),
]
DEEDS: dict[type[RuleChange], Callable[..., object]] = {
    HoursChange: set_weekly_hours,
    ExceptionChange: set_exception,
    TimesChange: change_service_times,
    SkillsChange: set_candidates,
}
diary_settings = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=8,
)
quarters = st.integers(0, 95).map(lambda number: time(number // 4, number % 4 * 15))
posted_windows = st.builds(Window, quarters, quarters).filter(lambda window: window.opens != window.closes)
few_minutes = st.sampled_from([0, 0, 5, 10, 25])
all_times = st.builds(
    Times,
    duration_minutes=st.sampled_from([20, 45, 60, 150]),
    step_minutes=st.sampled_from([10, 15, 45, 60]),
    buffer_before_minutes=few_minutes,
    buffer_after_minutes=few_minutes,
    notice_minutes=st.sampled_from([0, 0, 90]),
    horizon_days=st.sampled_from([None, 0, 10, 60]),
    capacity=st.sampled_from([1, 1, 2]),
)


def _makes_sense(windows: tuple[Window, ...]) -> bool:
    try:
        tidied(windows)
    except ValueError:
        return False
    return True


few_windows = st.lists(posted_windows, max_size=2).map(tuple).filter(_makes_sense)


type Parts = dict[int, tuple[datetime, datetime]]


@dataclass(frozen=True)
class Diary:
    """A business with two people, a room and two services, and what is booked there."""

    organisation: Organisation
    location: Location
    people: tuple[Resource, ...]
    services: tuple[Service, ...]
    now: datetime

    def slots(self, service: Service) -> list[datetime]:
        """What pages show of the next thirty days."""
        fresh = Service.objects.of(self.organisation).select_related("organisation").get(pk=service.pk)
        location = Location.objects.of(self.organisation).get(pk=self.location.pk)
        window = availability.Span(self.now, self.now + MONTH)
        return [slot.start for slot in Outlook(Wish(fresh, location), self.now).slots(window)]

    def counted(self) -> dict[str, int]:
        return {service.slug: len(self.slots(service)) for service in self.services}

    def without_anyone(self) -> set[str]:
        """The services that could not be had if nobody had booked and no limit held; nothing of it stays."""
        with transaction.atomic():
            Allocation.objects.of(self.organisation).update(live=False)
            Service.objects.of(self.organisation).update(
                notice_minutes=0, horizon_days=None, max_per_day=None
            )
            # What is kept of this must never be taken for what is there when it is undone.
            Resource.objects.of(self.organisation).update(revision=next(FAR_REVISIONS))
            found = {slug for slug, number in self.counted().items() if number == 0}
            transaction.set_rollback(True)
        return found

    def rows(self) -> list[Allocation]:
        rows = Allocation.objects.of(self.organisation).filter(live=True, booking__isnull=False)
        return list(rows.select_related("booking__service").order_by("booking__created_at", "booking_id"))

    def parts(self) -> Parts:
        """From when until when each row serves, by the rules that it was booked with."""
        found = {}
        for row in self.rows():
            assert row.booking is not None
            assert row.booking.service is not None
            needed = Requirement.objects.of(self.organisation).filter(service=row.booking.service)
            able = needed[row.position].candidates.get(resource_id=row.resource_id)
            minutes = able.duration_minutes or row.booking.service.duration_minutes
            found[row.pk] = row.booking.starts_at, row.booking.starts_at + minutes * MINUTE
        return found

    def fitting(self, parts: Parts) -> set[Booking]:
        """The bookings to come all of whose resources are open, able, and within the seats."""
        rows = [row for row in self.rows() if row.booking and row.booking.starts_at > self.now]
        bad = {row.booking for row in rows if not (self._is_open(row, *parts[row.pk]) and self._is_able(row))}
        return {row.booking for row in rows if row.booking} - bad - self._beyond_the_seats()

    def _is_open(self, row: Allocation, minute: datetime, end: datetime) -> bool:
        weekly = [*WeeklyHours.objects.of(self.organisation).filter(schedule__resource=row.resource_id)]
        dated = [*ScheduleException.objects.of(self.organisation).filter(schedule__resource=row.resource_id)]
        while minute < end:
            clock = minute.astimezone(self.location.zone).replace(tzinfo=None)
            if not any(self._covers(clock, clock.date() - ago * DAY, weekly, dated) for ago in (0, 1)):
                return False
            minute += 5 * MINUTE
        return True

    def _covers(
        self, clock: datetime, day: date, weekly: list[WeeklyHours], dated: list[ScheduleException]
    ) -> bool:
        """Whether a window of this day is open at a reading of the clock."""
        own = [row for row in dated if row.on_date == day]
        spans = [(row.opens, row.closes) for row in own or weekly if own or row.weekday == day.weekday()]  # type: ignore[union-attr]
        for opens, closes in spans:
            if opens is None or closes is None:
                continue
            first, last = datetime.combine(day, opens), datetime.combine(day, closes)
            if first <= clock < (last if last > first else last + DAY):
                return True
        return False

    def _is_able(self, row: Allocation) -> bool:
        assert row.booking is not None
        needed = Requirement.objects.of(self.organisation).filter(service=row.booking.service)
        return needed[row.position].candidates.filter(resource_id=row.resource_id).exists()

    def _beyond_the_seats(self) -> set[Booking]:
        sittings: dict[object, list[Booking]] = {}
        for row in self.rows():
            seated = sittings.setdefault(row.sitting, [])
            if row.booking and row.booking not in seated:
                seated.append(row.booking)
        seats = {row.pk: row.capacity for row in Service.objects.of(self.organisation)}
        return {
            booking for seated in sittings.values() for booking in seated[seats[seated[0].service_id or 0] :]
        }


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    zone, day = draw(st.sampled_from(BEGINNINGS))
    organisation = make_organisation(next(SLUGS))
    location = make_location(organisation, zone_name=zone)
    people = tuple(make_resource(organisation, name) for name in ("Ben", "Clara", "Room"))
    services = tuple(_service(draw, organisation, slug, people) for slug in ("cut", "colour"))
    for resource in people:
        window = draw(posted_windows)
        open_weekly(resource, location, days=range(6), opens=window.opens, closes=window.closes)
    midnight = datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
    diary = Diary(organisation, location, people, services, midnight + draw(st.integers(0, 1440)) * MINUTE)
    if draw(st.booleans()):
        _carry_out(diary, draw(exceptions(diary)))
    if draw(st.booleans()):
        _carry_out(diary, draw(absences(diary)))
    for number in range(draw(st.integers(1, 5))):
        _book(diary, draw(st.sampled_from(services)), number, draw)
    return diary


def _service(draw: st.DrawFn, organisation: Organisation, slug: str, people: tuple[Resource, ...]) -> Service:
    asked = draw(all_times)
    fields = {field: getattr(asked, field) for field in Times.__slots__}
    service = make_service(organisation, slug, **fields, max_per_day=draw(st.sampled_from([None, None, 2])))
    needs(service, *people[: draw(st.integers(1, 2))], chosen=True)
    if draw(st.booleans()):
        needs(service, people[2], duration_minutes=draw(st.sampled_from([None, 15])))
    return service


def _book(diary: Diary, service: Service, number: int, draw: st.DrawFn) -> None:
    offered = diary.slots(service)
    if offered:
        # Often the same start: sittings of two are wanted as well.
        at = draw(st.one_of(st.just(offered[0]), st.sampled_from(offered)))
        book(a_request(service, at=at, who=f"Berta{number}"), by=VISITOR, now=diary.now)


def weeks(diary: Diary) -> st.SearchStrategy[Change]:
    week = st.tuples(*[few_windows] * 7)
    return st.builds(HoursChange, *_whose(diary), week=week)


def exceptions(diary: Diary) -> st.SearchStrategy[Change]:
    first = diary.now.astimezone(diary.location.zone).date()
    day = st.integers(0, 9).map(lambda number: first + number * DAY)
    return st.builds(ExceptionChange, *_whose(diary), on_date=day, windows=st.none() | few_windows)


def _whose(diary: Diary) -> list[st.SearchStrategy[int]]:
    people = st.sampled_from([resource.pk for resource in diary.people])
    return [st.just(diary.organisation.pk), people, st.just(diary.location.pk)]


def times(diary: Diary) -> st.SearchStrategy[Change]:
    service = st.sampled_from([service.pk for service in diary.services])
    return st.builds(TimesChange, st.just(diary.organisation.pk), service_id=service, times=all_times)


def skills(diary: Diary) -> st.SearchStrategy[Change]:
    required = [row.pk for row in Requirement.objects.of(diary.organisation)]
    own = st.sampled_from([None, None, 5, 30])
    people = st.sampled_from([resource.pk for resource in diary.people])
    skill = st.builds(Skill, people, own, own, own)
    able = st.lists(skill, max_size=3, unique_by=lambda skill: skill.resource_id).map(tuple)
    requirement = st.sampled_from(required)
    return st.builds(
        SkillsChange, st.just(diary.organisation.pk), requirement_id=requirement, skills=able
    ).filter(lambda asked: _leaves_each_one_place(diary, asked))


def _leaves_each_one_place(diary: Diary, asked: SkillsChange) -> bool:
    """A resource serves one requirement of a service; else the position would not tell them apart."""
    requirement = Requirement.objects.of(diary.organisation).get(pk=asked.requirement_id)
    others = Requirement.objects.of(diary.organisation).filter(service=requirement.service_id)
    taken = others.exclude(pk=requirement.pk).values_list("candidates__resource_id", flat=True)
    return not asked.resources & set(taken)


def absences(diary: Diary) -> st.SearchStrategy[Change]:
    starts = st.integers(-300, 14000).map(lambda number: diary.now + number * MINUTE)
    whose = st.one_of(
        st.tuples(st.sampled_from([resource.pk for resource in diary.people]), st.none()),
        st.tuples(st.none(), st.just(diary.location.pk)),
    )
    length = st.sampled_from([None, 30, 300, 1440, 14400])

    def absence(who: tuple[int | None, int | None], start: datetime, minutes: int | None) -> AbsenceChange:
        end = None if minutes is None else start + minutes * MINUTE
        return AbsenceChange(diary.organisation.pk, *who, starts_at=start, ends_at=end)

    return st.builds(absence, whose, starts, length)


def _carry_out(diary: Diary, asked: Change) -> None:
    if isinstance(asked, AbsenceChange):
        assert asked.starts_at is not None
        Absence.objects.create(
            organisation=diary.organisation,
            resource_id=asked.resource_id,
            location_id=asked.location_id,
            starts_at=asked.starts_at,
            ends_at=asked.ends_at,
        )
        for resource in diary.people:
            raise_revision(resource)
    elif isinstance(asked, RuleChange):
        saving = Saving(digest(asked.stored()))
        DEEDS[type(asked)](asked, saving, by=COMMAND, now=diary.now)


def _hit_by(diary: Diary, asked: Change, before: set[Booking], parts: Parts) -> set[Booking]:
    """After the deed: whom an absence meets; of other rules, who fitted before and no longer does."""
    if not isinstance(asked, AbsenceChange):
        return before - diary.fitting(parts)
    assert asked.starts_at is not None
    rows = [
        row
        for row in diary.rows()
        if asked.resource_id in {None, row.resource_id}
        and row.ends_at > asked.starts_at
        and (asked.ends_at is None or row.starts_at < asked.ends_at)
    ]
    return {row.booking for row in rows if row.booking}


@pytest.mark.parametrize("kind", [weeks, exceptions, times, skills, absences])
@pytest.mark.django_db
@given(draw=st.data())
@diary_settings
def test_what_the_preview_says_comes_true(
    draw: st.DataObject, kind: Callable[[Diary], st.SearchStrategy[Change]]
) -> None:
    diary = draw.draw(diaries())
    asked = draw.draw(kind(diary))
    before, parts, alone = diary.counted(), diary.parts(), diary.without_anyone()
    fitted = diary.fitting(parts)

    said = preview(asked, now=diary.now)
    _carry_out(diary, asked)

    after = diary.counted()
    concerned = {service.slug for service in asked.services()}
    assert said.slots_before == sum(before[slug] for slug in concerned)
    assert said.slots_after == sum(after[slug] for slug in concerned)
    assert said.slots_fewer == sum(before.values()) - sum(after.values())
    assert set(said.outside) == _hit_by(diary, asked, fitted, parts)
    assert {service.slug for service in said.services_without_anyone} == diary.without_anyone() - alone
