"""After a rich life, every row refers only to rows of its own organisation; and the check can fail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from terminbuch.actions import assistant
from terminbuch.actions.absences import record
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import LINK_HOLDER, VISITOR, WORKER, Actor
from terminbuch.actions.booking import accept, attend, book, cancel, decline, expire, reschedule
from terminbuch.actions.deliveries import mark_failed, take_due
from terminbuch.actions.holding import hold
from terminbuch.actions.tasks import finish
from terminbuch.models import (
    Absence,
    Allocation,
    Booking,
    CalendarEntry,
    CalendarProbe,
    Conflict,
    Delivery,
    Disruption,
    Invitation,
    Member,
    OrganisationQuerySet,
    OrganisationRow,
    PushChannel,
    Question,
    ScheduleException,
    ServiceGroup,
    Task,
)
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_hold,
    a_move,
    a_request,
    berlin,
    change,
    make_booking,
    make_busy_time,
    make_calendar,
    make_member,
    make_salon,
    make_service,
    needs,
    staff,
)

HOUR = timedelta(hours=1)


def references() -> list[models.ForeignKey[Any, Any]]:
    """Every foreign key from a tenant's table to another one."""
    return [
        field
        for model in apps.get_models()
        if issubclass(model, OrganisationRow)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, OrganisationRow)
    ]


def rows_of(model: type[models.Model]) -> OrganisationQuerySet[Any]:
    return model.objects.all()  # type: ignore[attr-defined, no-any-return]


def strangers() -> Iterator[str]:
    """Every reference from a row of one organisation to a row of another."""
    for field in references():
        other = f"{field.name}__organisation_id"
        rows = rows_of(field.model).everywhere().exclude(**{f"{field.name}__isnull": True})
        for own, theirs in rows.values_list("organisation_id", other):
            if own != theirs:
                yield f"{field.model.__name__}.{field.name}"


def live(salon: Salon) -> None:
    """Everything that can happen to an organisation's rows, once."""
    organisation = salon.organisation
    member = make_member(organisation, resource=salon.clara)
    clara = staff(member)
    needs(salon.cut, salon.room)
    friday, saturday = berlin(27, 9), berlin(28, 9)
    own = {"organisation": organisation}
    change(salon.cut, group=ServiceGroup.objects.create(name_de="a", name_en="b", **own))
    Question.objects.create(service=salon.cut, kind="text", label_de="a", label_en="b", **own)
    Absence.objects.create(starts_at=friday, resource=salon.ben, **own)
    Absence.objects.create(starts_at=saturday, location=salon.location, **own)
    Invitation.objects.create(
        email="dora@example.org", role="reception", resource=salon.ben, invited_by=member,
        link_hash=organisation.slug, created_at=SUNDAY_18, deadline=TUESDAY_9, **own,
    )  # fmt: skip
    ScheduleException.objects.create(schedule=salon.ben.schedules.get(), on_date=friday.date(), **own)
    held = hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18)
    moved = book(a_request(salon.cut, at=MONDAY_9, hold_token=held.token), by=VISITOR, now=SUNDAY_18)
    reschedule(a_move(moved, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    attend(moved.pk, by=LINK_HOLDER, now=SUNDAY_18)
    hold(a_hold(salon.cut, at=berlin(24, 15)), now=SUNDAY_18)
    cancel(make_booking(salon.cut, resource_id=salon.ben.pk).pk, by=clara, now=SUNDAY_18)
    change(salon.cut, needs_approval=True)
    reschedule(a_move(moved, to=berlin(24, 11)), by=LINK_HOLDER, now=SUNDAY_18)
    accept(moved.pk, by=clara, now=SUNDAY_18)
    reschedule(a_move(moved, to=berlin(24, 13)), by=LINK_HOLDER, now=SUNDAY_18)
    decline(make_booking(salon.cut, at=berlin(25, 9)).pk, by=clara, now=SUNDAY_18)
    expire(make_booking(salon.cut, at=berlin(25, 11)).pk, by=WORKER, now=berlin(25, 11))
    course = make_service(organisation, "course", capacity=3)
    needs(course, salon.clara)
    for who in ("Anna", "Berta"):
        make_booking(course, at=berlin(26, 9), who=who, now=SUNDAY_18 + HOUR)
    _fail_a_mail(salon)
    finish(
        Task.objects.of(organisation).get(kind="mail_failed").uid,
        organisation_id=organisation.pk,
        by=clara,
        now=SUNDAY_18,
    )
    _offer(salon, moved)
    _fall_ill(salon, clara)
    _connect_a_calendar(salon, moved, member)


def _fall_ill(salon: Salon, clara: Actor) -> None:
    """Ben is away: one booking is offered other times and waits for an answer, another one is phoned."""
    organisation_id, closes = salon.organisation.pk, berlin(25, 17)
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben)
    for hour, email in ((15, "anna@example.org"), (16, "")):
        change(make_booking(shave, at=berlin(25, hour), who="Anna"), email=email)
    afternoon = AbsenceRequest(
        organisation_id, salon.ben.pk, None, berlin(25, 15), closes, Absence.Kind.ILLNESS
    )
    disruption = record(afternoon, by=clara, now=SUNDAY_18)
    assistant.plan(disruption.uid, organisation_id=organisation_id, by=clara, now=SUNDAY_18)
    cases = [case.uid for case in disruption.cases.all()]
    sent = assistant.send(cases, organisation_id=organisation_id, by=clara, now=SUNDAY_18)
    assert len(sent.done) == 2


def _connect_a_calendar(salon: Salon, booking: Booking, member: Member) -> None:
    """Ben's own calendar blocks and receives: our event stands in it, and was moved there."""
    calendar = make_calendar(salon.ben)
    change(calendar.connection, created_by=member)
    own: dict[str, Any] = {"organisation": salon.organisation, "calendar": calendar}
    entry = {"booking": booking, "remote_id": "1.ics"}
    make_busy_time(calendar, berlin(26, 9), berlin(26, 10), booking=booking)
    CalendarEntry.objects.create(**own, **entry)
    PushChannel.objects.create(
        secret_hash="", created_at=SUNDAY_18, renew_at=TUESDAY_9, expires_at=TUESDAY_9, **own
    )
    CalendarProbe.objects.create(starts_at=TUESDAY_9, ends_at=TUESDAY_9 + HOUR, due_at=SUNDAY_18, **own)
    Delivery.objects.create(
        organisation=salon.organisation, calendar=calendar, booking=booking, key=booking.uid.hex,
        kind="calendar", due_at=SUNDAY_18, created_at=SUNDAY_18,
    )  # fmt: skip
    Conflict.objects.create(
        resource=salon.ben, kind="moved", opened_at=SUNDAY_18, ended_at=TUESDAY_9, ended_by=member,
        ending="kept", disruption=Disruption.objects.of(salon.organisation)[0], **own, **entry,
    )  # fmt: skip


def _fail_a_mail(salon: Salon) -> None:
    while (delivery := take_due(SUNDAY_18, lease=HOUR)) is not None:
        if delivery.organisation_id == salon.organisation.pk:
            mark_failed(delivery, error="550", now=SUNDAY_18, for_good=True)
            return


def _offer(salon: Salon, booking: Booking) -> None:
    offered = hold(
        a_hold(salon.cut, at=berlin(26, 14), visitor="192.0.2.9", resource_id=salon.ben.pk), now=SUNDAY_18
    ).hold
    change(offered, booking=booking, customer=booking.customer)


@pytest.fixture
def both(salon: Salon) -> tuple[Salon, Salon]:
    """Two organisations that have both lived."""
    mallory = make_salon("mallory")
    live(salon)
    live(mallory)
    return salon, mallory


def test_every_row_refers_to_rows_of_its_own_organisation(both: tuple[Salon, Salon]) -> None:
    assert list(strangers()) == []


def test_every_reference_is_used_in_such_a_life(both: tuple[Salon, Salon]) -> None:
    """One that no row used would not be checked at all."""
    unused = [
        f"{field.model.__name__}.{field.name}"
        for field in references()
        if not rows_of(field.model).everywhere().exclude(**{f"{field.name}__isnull": True}).exists()
    ]

    assert unused == []


def found_when_planted(field: models.ForeignKey[Any, Any], ours: Salon, theirs: Salon) -> list[str]:
    """What the walk finds while one of our rows refers to one of theirs."""
    stranger = rows_of(field.related_model).of(theirs.organisation)[0]
    rows = rows_of(field.model).of(ours.organisation)
    row = rows.exclude(**{f"{field.name}__isnull": True})[0]
    own = getattr(row, field.attname)
    rows.filter(pk=row.pk).update(**{field.name: stranger})
    found = list(strangers())
    rows.filter(pk=row.pk).update(**{field.attname: own})
    return found


def test_a_planted_stranger_is_found_wherever_it_stands(both: tuple[Salon, Salon]) -> None:
    for field in references():
        assert found_when_planted(field, *both) == [f"{field.model.__name__}.{field.name}"]


def test_a_life_leaves_no_overlap(both: tuple[Salon, Salon]) -> None:
    rows = list(Allocation.objects.everywhere().filter(live=True))

    overlaps = [
        (one, other)
        for one in rows
        for other in rows
        if one.pk < other.pk
        and one.resource_id == other.resource_id
        and one.sitting != other.sitting
        and one.starts_at < other.ends_at
        and other.starts_at < one.ends_at
    ]
    assert len(rows) > 10
    assert overlaps == []


def test_a_row_that_takes_time_is_inserted_and_deleted_and_never_moved(salon: Salon) -> None:
    with CaptureQueriesContext(connection) as asked:
        live(salon)

    written = {
        query["sql"].split(" WHERE ")[0].split(" VALUES ")[0]
        for query in asked
        if query["sql"].startswith('UPDATE "terminbuch_allocation"')
    }
    assert written <= {
        'UPDATE "terminbuch_allocation" SET "live" = 0',
        'UPDATE "terminbuch_allocation" SET "live" = false',
    }
    assert written
