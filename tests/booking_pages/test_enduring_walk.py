"""Whatever happens, what is shown is what would be made anew: after every deed, and at every minute."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from terminbuch.actions import absences, logos
from terminbuch.actions import settings as columns
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import LINK_HOLDER, Actor
from terminbuch.actions.booking import accept, cancel, create_by_hand, decline, edit, reschedule
from terminbuch.actions.holding import extend, hold, release
from terminbuch.actions.outside.reading import keep, take_due
from terminbuch.actions.outside.watchdog import watch
from terminbuch.actions.refusals import Refusal
from terminbuch.actions.settings import Contradiction
from terminbuch.actions.settings.subjects import SUBJECTS
from terminbuch.actions.upkeep import sweep_holds
from terminbuch.booking_pages.shelf import SHELF
from terminbuch.ical.seen import Reading, SeenEvent, SeenSpan
from terminbuch.models import Absence, Booking, Organisation, Question, Requirement, Service, ServiceGroup
from terminbuch.queries import kept
from terminbuch.queries.preview import Skill
from tests.actions.rules.test_rules import save
from tests.booking_pages.reader import Browser
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_hold,
    a_move,
    as_it_is,
    by_hand,
    change,
    make_booking,
    make_calendar,
    make_member,
    staff,
)
from tests.pictures import picture
from tests.queries.preview.posted import exception, hours, skills, times, week
from tests.queries.test_editions import other

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
MONDAY = date(2026, 11, 23)

type Shown = dict[str, tuple[int, bytes, str]]


SERVICES, TIMES, LIST = "/{}/", "/{}/cut/", "/{}/cut/?view=list&with=ben&tz=Asia/Tokyo&lang=en"


def shown(visitor: Browser, *pages: str, slug: str = "salon") -> Shown:
    """The pages of a process that has shown all that was before, each the same as a new process makes it."""
    addresses = [page.format(slug) for page in pages]
    by_what_is_kept = {address: _asked(visitor, address) for address in addresses}
    SHELF.clear()
    kept._masks.clear()
    made_anew = {address: _asked(visitor, address) for address in addresses}
    assert by_what_is_kept == made_anew
    return made_anew


def _asked(visitor: Browser, address: str) -> tuple[int, bytes, str]:
    answer = visitor.get(address)
    return answer.status_code, answer.content, answer.headers["Content-Security-Policy"]


@pytest.fixture
def clara(salon: Salon) -> Actor:
    return staff(make_member(salon.organisation))


GIVEN: dict[str, Any] = {
    "zone_name": "Asia/Tokyo", "colour": "#123456", "hostname": "other.example", "slug": "other",
    "embedding_origins": ["https://other.example"], "email": "other@example.org", "country": "FR",
    "imprint_url": "https://other.example/imprint", "privacy_url": "https://other.example/privacy",
}  # fmt: skip


def rows(salon: Salon, subject: str) -> list[Any]:
    ours: dict[str, Any] = {"organisation": salon.organisation}
    match subject:
        case "group":
            group = ServiceGroup.objects.create(name_de="Haar", name_en="Hair", **ours)
            change(salon.cut, group=group)
            return [group]
        case "question":
            return [
                Question.objects.create(service=salon.cut, kind="text", label_de="?", label_en="?", **ours)
            ]
        case "requirement":
            return list(Requirement.objects.of(salon.organisation))
        case "resource":
            return [salon.ben, salon.clara]
        case _:
            return [getattr(salon, {"service": "cut"}.get(subject, subject))]


@pytest.mark.parametrize("subject", [name for name in SUBJECTS if name != "mail_text"])
def test_every_column_that_can_be_set(visitor: Browser, salon: Salon, clara: Actor, subject: str) -> None:
    seen = {repr(shown(visitor, SERVICES, TIMES))}
    for row in rows(salon, subject):
        for column in SUBJECTS[subject].columns:
            was = getattr(row, column)
            for to in (*_others(row, column), was):
                _set(subject, row, column, to, by=clara)
                slug = Organisation.objects.get(pk=salon.organisation.pk).slug
                seen.add(repr(shown(visitor, SERVICES, TIMES, slug=slug)))

    assert len(seen) > 1 or subject == "question"


def _others(row: Any, column: str) -> list[Any]:
    """Another value; none for a row that this one belongs to."""
    field = row._meta.get_field(column)
    return [] if column.endswith("_id") else [GIVEN.get(column) or other(field, getattr(row, column))]


def _set(subject: str, row: Any, column: str, to: Any, *, by: Actor) -> None:
    """As the page of settings does, which refuses what contradicts something else."""
    whose = row.pk if isinstance(row, Organisation) else row.organisation_id
    with suppress(Contradiction):
        columns.change(
            subject, row.pk, {column: to}, organisation_id=whose, seen=columns.seen(subject, row), by=by,
            now=SUNDAY_18,
        )  # fmt: skip
    row.refresh_from_db()


type Life = Iterator[tuple[str, Callable[[], object]]]


def of_bookings(salon: Salon, clara: Actor) -> Life:
    """Taken, moved, passed on, given back; each deed changes what a page shows."""
    by: dict[str, Any] = {"by": clara, "now": SUNDAY_18}
    made: dict[str, Any] = {}

    def do(name: str, deed: Callable[[], Any]) -> tuple[str, Callable[[], object]]:
        return name, lambda: made.update({name: deed()})

    def book() -> Booking:
        return make_booking(salon.cut, resource_id=salon.ben.pk)

    yield do("booked", book)
    yield do("moved", lambda: reschedule(a_move(made["booked"], to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18))
    yield do("by hand", lambda: create_by_hand(by_hand(salon), **by))
    to_clara = replace(as_it_is(made["by hand"], picks=(salon.clara.pk,)), starts_at=MONDAY_9 + 2 * HOUR)
    yield do("edited", lambda: edit(made["by hand"].pk, to_clara, version=1, **by))
    yield do("cancelled", lambda: cancel(made["booked"].pk, by=LINK_HOLDER, now=SUNDAY_18))

    request = a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    yield do("held", lambda: hold(request, now=SUNDAY_18))
    yield (
        "released",
        lambda: release(made["held"].token, organisation_id=salon.organisation.pk, now=SUNDAY_18),
    )

    change(salon.cut, needs_approval=True)
    yield do("asked", book)
    yield do("declined", lambda: decline(made["asked"].pk, **by))
    yield do("asked again", book)
    accept(made["asked again"].pk, **by)
    yield do("given back", lambda: cancel(made["asked again"].pk, by=LINK_HOLDER, now=SUNDAY_18))


def of_hours(salon: Salon, clara: Actor) -> Life:
    """When people are there, how long it takes and who can do it."""
    by: dict[str, Any] = {"by": clara, "now": SUNDAY_18}
    away = AbsenceRequest(salon.organisation.pk, salon.ben.pk, None, MONDAY_9, MONDAY_9 + DAY, "holiday")
    yield "away", lambda: absences.record(away, **by)
    one: dict[str, Any] = {"organisation_id": salon.organisation.pk, **by}
    absence = Absence.objects.of(salon.organisation).get()
    span: dict[str, Any] = {"starts_at": MONDAY_9, "ends_at": MONDAY_9 + 2 * HOUR, "version": absence.version}
    yield "away for less", lambda: absences.change(absence.uid, **span, **one)
    yield "back", lambda: absences.withdraw(absence.uid, **one)
    closed = replace(away, resource_id=None, location_id=salon.location.pk, kind="closure")
    yield "closed", lambda: absences.record(closed, **by)

    yield "hours", lambda: save(hours(salon, week(tuesday="10:00-12:00")), clara)
    yield "a date", lambda: save(exception(salon, MONDAY + 2 * DAY, ""), clara)
    yield "times", lambda: save(times(salon.cut, duration_minutes=45), clara)
    yield "skills", lambda: save(skills(salon.cut, Skill(salon.clara.pk)), clara)
    both = skills(salon.cut, Skill(salon.ben.pk), Skill(salon.clara.pk))
    yield "skills again", lambda: save(both, clara)


def of_calendars(salon: Salon, clara: Actor) -> Life:
    """What is read of an outside calendar, and that it can be read no longer."""
    calendar = make_calendar(salon.ben, next_read_at=SUNDAY_18)
    yield "read", lambda: _read(SUNDAY_18, _event(TUESDAY_9 + HOUR))
    change(calendar, next_read_at=SUNDAY_18)
    yield "read again", lambda: _read(SUNDAY_18)
    change(calendar, failing_since=SUNDAY_18 - DAY, failures=9, trouble="unreachable")
    yield "withheld", lambda: watch(SUNDAY_18 + HOUR)


def of_settings(salon: Salon, clara: Actor) -> Life:
    """Pictures, places and services that come, go and change places."""
    one: dict[str, Any] = {"organisation_id": salon.organisation.pk, "by": clara, "now": SUNDAY_18}
    yield "logo", lambda: logos.put(logos.drawn(picture(120, 40)), **one)
    yield "no logo", lambda: logos.remove(**one)
    yield "place", lambda: columns.add("location", {"slug": "nord", "name": "Nord"}, **one)
    wash = {"slug": "wash", "name_de": "W", "name_en": "W", "duration_minutes": 30, "step_minutes": 30}
    yield "service", lambda: columns.add("service", wash, **one)
    group = ServiceGroup.objects.create(organisation=salon.organisation, name_de="Haar", name_en="Hair")
    yield "grouped", lambda: _set("service", salon.cut, "group_id", group.pk, by=clara)
    new = Service.objects.of(salon.organisation).get(slug="wash")
    _set("service", salon.cut, "group_id", None, by=clara)
    yield "order", lambda: columns.arrange("service", [new.pk, salon.cut.pk], **one)
    yield "people", lambda: columns.arrange("resource", [salon.clara.pk, salon.ben.pk], **one)
    new.refresh_from_db()
    seen = columns.seen("service", new)
    yield "removed", lambda: columns.remove("service", new.pk, seen=seen, **one)


def _event(starts_at: datetime) -> SeenEvent:
    taken = (SeenSpan(starts_at, starts_at + HOUR, "busy"),)
    return SeenEvent("1", etag="1", spans=taken, starts_at=starts_at, ends_at=starts_at + HOUR)


def _read(now: datetime, *events: SeenEvent) -> object:
    calendar = take_due(now, lease=5 * MINUTE)
    assert calendar is not None
    window = (now - 2 * DAY, now + 400 * DAY)
    return keep(calendar, Reading(now, *window, is_full=True, token="t", events=events), now=now)


@pytest.mark.parametrize("part", [of_bookings, of_hours, of_calendars, of_settings])
def test_every_deed_that_a_customer_can_see(
    visitor: Browser, salon: Salon, clara: Actor, part: Callable[[Salon, Actor], Life]
) -> None:
    for name, deed in part(salon, clara):
        before = shown(visitor, SERVICES, TIMES, LIST)
        deed()
        assert shown(visitor, SERVICES, TIMES, LIST) != before, name


def test_every_minute_of_a_day(visitor: Browser, salon: Salon, monkeypatch: pytest.MonkeyPatch) -> None:
    """Holds run out or are renewed, the notice reaches start after start, a day ends here and in Tokyo."""
    change(salon.cut, notice_minutes=50, horizon_days=3)
    change(salon.organisation, hold_minutes=17)
    seen, token = set(), ""
    for number in range(80):
        now = SUNDAY_18 + number * 19 * MINUTE + number % 4 * 3 * MINUTE
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        seen.add(repr(shown(visitor, LIST)))
        if number % 4 == 0:
            start = TUESDAY_9 + number % 5 * HOUR
            token = hold(a_hold(salon.cut, at=start, resource_id=salon.ben.pk), now=now).token
            seen.add(repr(shown(visitor, LIST)))
        if number % 8 == 0:
            extend(token, organisation_id=salon.organisation.pk, now=now)
        if number % 12 == 2:
            sweep_holds(now)
    assert len(seen) > 25


@pytest.mark.parametrize("seed", range(3))
def test_any_life(visitor: Browser, salon: Salon, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Deeds by lot, at moments by lot; what is refused changes nothing."""
    dice, now, held = random.Random(seed), SUNDAY_18, list[str]()
    change(salon.organisation, hold_minutes=3, holds_per_visitor=9)
    for _ in range(10):
        now += dice.choice([0, 1, 2, 4, 40]) * MINUTE
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        shown(visitor, TIMES, LIST)
        who = dice.choice([salon.ben.pk, salon.clara.pk])
        start = MONDAY_9 + dice.randrange(20) * 30 * MINUTE
        with suppress(Refusal):
            _happen(dice.choice(DEEDS), salon, who=who, start=start, now=now, held=held)
        shown(visitor, TIMES, LIST)


DEEDS = ("book", "hold", "hold", "release", "cancel", "away", "notice")


def _happen(deed: str, salon: Salon, *, who: int, start: datetime, now: datetime, held: list[str]) -> None:
    match deed:
        case "book":
            make_booking(salon.cut, at=start, resource_id=who, now=now)
        case "hold":
            held.append(hold(a_hold(salon.cut, at=start, resource_id=who), now=now).token)
        case "release" if held:
            release(held.pop(), organisation_id=salon.organisation.pk, now=now)
        case "cancel":
            for booking in Booking.objects.of(salon.organisation).filter(status="confirmed")[:1]:
                cancel(booking.pk, by=LINK_HOLDER, now=now)
        case "away":
            away = AbsenceRequest(salon.organisation.pk, who, None, start, start + HOUR, "other")
            absences.record(away, by=LINK_HOLDER, now=now)
        case "notice":
            minutes = start.minute * 7 + start.hour
            save(times(Service.objects.of(salon.organisation).get(), notice_minutes=minutes), LINK_HOLDER)
