"""The cast and their salon, as plain functions: Anna and Berta book, Ben works, Clara manages."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import (
    VISITOR,
    Actor,
    BookingRequest,
    HandRequest,
    HoldRequest,
    MoveRequest,
    NewCustomer,
)
from terminbuch.actions.booking.people import serving
from terminbuch.actions.keys import new_key
from terminbuch.actions.knowing import new_customer
from terminbuch.models import (
    Absence,
    Allocation,
    Booking,
    BusyTime,
    CalendarConnection,
    Candidate,
    Hold,
    Location,
    Member,
    Organisation,
    OutsideCalendar,
    OutsideEvent,
    Requirement,
    Resource,
    Schedule,
    Service,
    User,
    WeeklyHours,
)

BERLIN = ZoneInfo("Europe/Berlin")


def berlin(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    """A moment of 2026 by Berlin's clocks, as an instant in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


SUNDAY_18 = berlin(22, 18)
MONDAY_9 = berlin(23, 9)
MONDAY_10 = berlin(23, 10)
TUESDAY_9 = berlin(24, 9)
TUESDAY_10 = berlin(24, 10)


@dataclass(frozen=True)
class Salon:
    """A salon in Berlin, open Monday to Friday from 9 to 17, with two people and a room."""

    organisation: Organisation
    location: Location
    ben: Resource
    clara: Resource
    room: Resource
    cut: Service
    """60 minutes on the half hour, with Ben or Clara, chosen by the customer."""


def make_organisation(slug: str = "salon", **fields: Any) -> Organisation:
    values = {
        "name": "Salon Anna",
        "email": f"hallo@{slug}.example",
        "phone": "030 1234567",
        "language": "de",
    }
    return Organisation.objects.create(slug=slug, **values | fields)


def make_location(organisation: Organisation, slug: str = "mitte", **fields: Any) -> Location:
    values = {
        "name": "Mitte",
        "street": "Lindenstraße 12",
        "town": "10969 Berlin",
        "zone_name": "Europe/Berlin",
    }
    return Location.objects.create(organisation=organisation, slug=slug, **values | fields)


def make_resource(organisation: Organisation, name: str, **fields: Any) -> Resource:
    slug = name.lower().replace(" ", "-")
    values = {"email": f"{slug}@{organisation.slug}.example", "slug": slug}
    return Resource.objects.create(organisation=organisation, name=name, **values | fields)


def open_weekly(
    resource: Resource,
    location: Location,
    *,
    days: range = range(5),
    opens: time = time(9),
    closes: time = time(17),
) -> Schedule:
    """The resource is open at the location on these weekdays (0 is Monday)."""
    schedule, _ = Schedule.objects.of(resource.organisation_id).get_or_create(
        organisation=resource.organisation, resource=resource, location=location
    )
    for day in days:
        WeeklyHours.objects.create(
            organisation=resource.organisation, schedule=schedule, weekday=day, opens=opens, closes=closes
        )
    return schedule


def make_service(organisation: Organisation, slug: str = "cut", **fields: Any) -> Service:
    values = {
        "name_de": "Schneiden", "name_en": "Cut", "duration_minutes": 60, "step_minutes": 30,
        "notice_minutes": 0, "cut_off_minutes": 0, "reminder_minutes": 0,
    }  # fmt: skip
    return Service.objects.create(organisation=organisation, slug=slug, **values | fields)


def needs(
    service: Service, *resources: Resource, chosen: bool = False, everyone: bool = False, **overrides: Any
) -> Requirement:
    """One of these resources serves the service (or everyone), each with the overrides as its own rules."""
    requirement = Requirement.objects.create(
        organisation=service.organisation,
        service=service,
        position=Requirement.objects.of(service.organisation_id).filter(service=service).count(),
        takes_all=everyone,
        chosen_by_customer=chosen,
    )
    for resource in resources:
        Candidate.objects.create(
            organisation=service.organisation, requirement=requirement, resource=resource, **overrides
        )
    return requirement


def change(row: Any, **fields: Any) -> None:
    """The row with these values, saved."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def make_salon(slug: str = "salon") -> Salon:
    organisation = make_organisation(slug)
    location = make_location(organisation)
    ben, clara = make_resource(organisation, "Ben"), make_resource(organisation, "Clara", position=1)
    room = make_resource(organisation, "Raum 1", kind=Resource.Kind.ROOM, email="", position=2)
    for resource in (ben, clara, room):
        open_weekly(resource, location)
    cut = make_service(organisation)
    needs(cut, ben, clara, chosen=True)
    return Salon(organisation, location, ben, clara, room, cut)


def make_member(organisation: Organisation, name: str = "Clara", **fields: Any) -> Member:
    """Somebody who can sign in with the password "clara-im-salon" (whatever the name)."""
    address = f"{name.lower()}@{organisation.slug}.example"
    user = User.objects.create_user(address, "clara-im-salon", name=name)
    values = {"role": Member.Role.MANAGER}
    return Member.objects.create(organisation=organisation, user=user, **values | fields)


def staff(member: Member) -> Actor:
    return Actor("member", "staff", member)


def a_request(service: Service, *, at: datetime, who: str = "Anna", **fields: Any) -> BookingRequest:
    """What the booking form hands over; a fresh key each time."""
    location = Location.objects.of(service.organisation_id).order_by("pk")[0]
    request = BookingRequest(
        organisation_id=service.organisation_id,
        service_id=service.pk,
        location_id=location.pk,
        starts_at=at,
        resource_id=None,
        name=who,
        email=f"{who.lower()}@example.org",
        zone_name="Europe/Berlin",
        key=new_key(),
    )
    return replace(request, **fields)


def by_hand(salon: Salon, **fields: Any) -> HandRequest:
    """An hour of Monday at nine with Ben, for a new customer; a fresh key each time."""
    request = HandRequest(
        organisation_id=salon.organisation.pk,
        service_id=salon.cut.pk,
        location_id=salon.location.pk,
        picks=(salon.ben.pk,),
        starts_at=MONDAY_9,
        duration_minutes=60,
        buffer_before_minutes=0,
        buffer_after_minutes=0,
        customer=NewCustomer("Anna", "anna@example.org"),
        staff_note="",
        key=new_key(),
    )
    return replace(request, **fields)


def as_it_is(booking: Booking, **fields: Any) -> HandRequest:
    """What the window shows of a booking, before anything in it is changed; a fresh key each time."""
    booking.refresh_from_db()
    request = HandRequest(
        organisation_id=booking.organisation_id,
        service_id=booking.service_id,
        location_id=booking.location_id,
        picks=tuple(person.pk for person in serving(booking)),
        starts_at=booking.starts_at,
        duration_minutes=booking.duration // timedelta(minutes=1),
        buffer_before_minutes=booking.buffer_before_minutes,
        buffer_after_minutes=booking.buffer_after_minutes,
        customer=booking.customer_id,
        staff_note=booking.staff_note,
        key=new_key(),
    )
    return replace(request, **fields)


def make_absence(salon: Salon, resource: Resource | None, starts_at: datetime, ends_at: datetime) -> Absence:
    """A row that no deed wrote: who is away, or (None) that the salon is closed."""
    location = None if resource else salon.location
    values: dict[str, Any] = {"starts_at": starts_at, "ends_at": ends_at, "created_at": SUNDAY_18}
    return Absence.objects.create(
        organisation=salon.organisation, resource=resource, location=location, **values
    )


def make_calendar(resource: Resource, name: str = "Privat", **fields: Any) -> OutsideCalendar:
    """An outside calendar that blocks and was read this minute, of a connection of its own."""
    own: dict[str, Any] = {"organisation": resource.organisation, "resource": resource}
    connection = CalendarConnection.objects.create(
        kind="caldav", name=name, zone_name="Europe/Berlin", created_at=SUNDAY_18, **own
    )
    values: dict[str, Any] = {
        "blocks": True, "full_due": False, "last_good_at": SUNDAY_18,
        "read_from": SUNDAY_18 - timedelta(days=2), "read_until": SUNDAY_18 + timedelta(days=400),
    }  # fmt: skip
    values["remote_id"] = f"/{resource.organisation.slug}/{name}/"
    raise_revision(resource)
    return OutsideCalendar.objects.create(connection=connection, name=name, **own, **values | fields)


def make_busy_time(
    calendar: OutsideCalendar, starts_at: datetime, ends_at: datetime, **of_event: Any
) -> BusyTime:
    """A row that no read wrote: an event of its own in the calendar, which blocks."""
    own: dict[str, Any] = {"organisation": calendar.organisation, "calendar": calendar}
    name = secrets.token_hex(4)
    event = OutsideEvent.objects.create(remote_id=name, uid=name, **own, **of_event)
    raise_revision(calendar.resource)
    return BusyTime.objects.create(
        event=event, resource=calendar.resource, starts_at=starts_at, ends_at=ends_at, **own
    )


def a_hold(service: Service, *, at: datetime, visitor: str = "192.0.2.1", **fields: Any) -> HoldRequest:
    location = Location.objects.of(service.organisation_id).order_by("pk")[0]
    request = HoldRequest(service.organisation_id, service.pk, location.pk, at, None, visitor)
    return replace(request, **fields)


def a_move(booking: Booking, *, to: datetime, **fields: Any) -> MoveRequest:
    return replace(MoveRequest(booking.pk, to, None, "Europe/Berlin", new_key()), **fields)


def make_booking(
    service: Service,
    *,
    at: datetime = MONDAY_9,
    who: str = "Anna",
    now: datetime = SUNDAY_18,
    **fields: Any,
) -> Booking:
    """A booking that came about as every other: through the deed."""
    return deeds.book(a_request(service, at=at, who=who, **fields), by=VISITOR, now=now)


def occupy(
    service: Service, resource: Resource, starts_at: datetime, ends_at: datetime, **fields: Any
) -> Allocation:
    """A row that no deed wrote: the resource is occupied by a hold of its own, whatever the rules say."""
    hold = Hold.objects.create(
        organisation=service.organisation,
        token_hash=secrets.token_hex(32),
        service=service,
        location=Location.objects.of(service.organisation_id).order_by("pk")[0],
        starts_at=starts_at,
        ends_at=ends_at,
        created_at=SUNDAY_18,
        deadline=SUNDAY_18 + timedelta(days=365),
    )
    values: dict[str, Any] = {"sitting": uuid.uuid4(), "starts_at": starts_at, "ends_at": ends_at}
    return Allocation.objects.create(
        organisation=service.organisation, hold=hold, resource=resource, **values | fields
    )


def make_offer(booking: Booking, resource: Resource, at: datetime) -> Hold:
    """An hour kept for moving this booking to, as staff would offer it."""
    service = booking.service or make_service(booking.organisation, "offered")
    hold = occupy(service, resource, at, at + timedelta(hours=1)).hold
    change(hold, booking=booking, customer=booking.customer)
    return hold  # type: ignore[return-value]


def fill(service: Service, resource: Resource, count: int, *, first: datetime = MONDAY_9) -> list[Booking]:
    """So many bookings written at once, an hour each, eight a day from ``first`` on; no deed, no promise."""
    organisation, location = service.organisation, Location.objects.of(service.organisation_id)[0]
    customer = new_customer(organisation.pk, NewCustomer("Anna"), now=SUNDAY_18)
    starts = [first + timedelta(days=number // 8, hours=number % 8) for number in range(count)]
    bookings = Booking.objects.bulk_create(
        Booking(
            organisation=organisation,
            number=secrets.token_hex(4),
            service=service,
            location=location,
            customer=customer,
            status=Booking.Status.CONFIRMED,
            origin=Booking.Origin.ONLINE,
            starts_at=start,
            ends_at=start + timedelta(hours=1),
            zone_name="Europe/Berlin",
            name="Anna",
            email="anna@example.org",
            email_folded="anna@example.org",
            language="de",
            link_hash=secrets.token_hex(32),
            created_at=SUNDAY_18,
            changed_at=SUNDAY_18,
        )
        for number, start in enumerate(starts)
    )
    Allocation.objects.bulk_create(
        Allocation(
            organisation=organisation,
            resource=resource,
            booking=booking,
            starts_at=booking.starts_at,
            ends_at=booking.ends_at,
            sitting=uuid.uuid4(),
        )
        for booking in bookings
    )
    raise_revision(resource)
    return bookings


def raise_revision(resource: Resource) -> None:
    """What a deed does that changes a resource's time; whoever writes around the deeds does it too."""
    Resource.objects.of(resource.organisation_id).filter(pk=resource.pk).update(revision=F("revision") + 1)
