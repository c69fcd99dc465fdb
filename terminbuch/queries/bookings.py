"""What members see of bookings, each within the own right."""

from __future__ import annotations

import uuid

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from terminbuch.models import Allocation, Booking, Delivery, HistoryEntry, Hold, Member, Task


def visible_to(member: Member) -> QuerySet[Booking]:
    """The bookings that a member may see: all of the organisation's, or those of the own resource."""
    rows = Booking.objects.of(member.organisation_id)
    if member.sees_all:
        return rows
    own = Allocation.objects.of(member.organisation_id).filter(resource_id=member.resource_id or 0)
    return rows.filter(pk__in=own.values("booking_id"))


def details(member: Member, booking_uid: uuid.UUID) -> Booking | None:
    """One booking with all that is known of it; None for what is not there and for what is not to be seen."""
    organisation = member.organisation_id
    history = HistoryEntry.objects.of(organisation).select_related("member__user")
    deliveries = Delivery.objects.of(organisation).select_related("resource", "calendar")
    deliveries = deliveries.order_by("due_at", "pk")
    tasks = _with_case(Task.objects.of(organisation))
    rows = _with_people(visible_to(member).filter(uid=booking_uid))
    rows = rows.prefetch_related(Prefetch("history_entries", history))
    rows = rows.prefetch_related(Prefetch("deliveries", deliveries))
    return rows.prefetch_related(Prefetch("tasks", tasks)).first()


def open_tasks(member: Member) -> list[Task]:
    """What waits for a person, the oldest first."""
    return list(_with_case(_tasks(member).filter(done_at__isnull=True)))


def done_tasks(member: Member, *, limit: int) -> list[Task]:
    """What somebody did, the latest first; not what went away by itself."""
    rows = _tasks(member).filter(done_at__isnull=False, done_by__isnull=False)
    return list(_with_case(rows.select_related("done_by__user").order_by("-done_at", "-pk"))[:limit])


def count_open_tasks(member: Member) -> int:
    return _tasks(member).filter(done_at__isnull=True).count()


def _tasks(member: Member) -> QuerySet[Task]:
    """Counted on every page, so it asks for no list of bookings: of a large business that is long."""
    rows = Task.objects.of(member.organisation_id)
    if member.sees_all:
        return rows
    own = Allocation.objects.of(member.organisation_id).filter(
        resource_id=member.resource_id or 0, booking=OuterRef("booking")
    )
    return rows.filter(Q(booking__isnull=True) | Exists(own))


def _with_case(rows: QuerySet[Task]) -> QuerySet[Task]:
    """With what is said on the telephone: the absence's own sentence, and the times that are kept."""
    offers = Hold.objects.everywhere().select_related("location").order_by("starts_at", "pk")
    with_rows = rows.select_related(
        "booking__service",
        "booking__location",
        "delivery__resource",
        "delivery__calendar",
        "case__disruption__absence",
    )
    return with_rows.prefetch_related(
        "booking__allocations__resource",
        Prefetch("case__offers", offers),
        "case__offers__allocations__resource",
    )


def _with_people(rows: QuerySet[Booking]) -> QuerySet[Booking]:
    people = Allocation.objects.everywhere().select_related("resource").order_by("position", "pk")
    return rows.select_related("organisation", "service", "location", "customer").prefetch_related(
        Prefetch("allocations", people)
    )
