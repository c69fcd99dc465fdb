"""What a monitoring asks of the whole installation, each figure by a question whose cost is bounded.

No figure is about one business, let alone a person: whoever may read them learns how it goes, not of whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q, Sum

from terminbuch.models import (
    Backup,
    Booking,
    CalendarConnection,
    Chore,
    Conflict,
    Delivery,
    Hold,
    Organisation,
    OutsideCalendar,
    Task,
    Verification,
)

from .health.working import BEAT

MOST = 10_000
"""So many of what waits are counted; where more wait, nobody needs to know exactly how many."""


@dataclass(frozen=True, slots=True)
class Figure:
    """``name`` ends in its unit; ``labels`` and values belong together, one row for each series."""

    name: str
    meaning: str
    rows: list[tuple[dict[str, str], float]] = field(default_factory=list)


def figures(now: datetime) -> list[Figure]:
    """Twelve statements. Raises DatabaseError."""
    return [
        *_sending(now),
        *_working(now),
        *_taken(now),
        *_calendars(now),
        *_waiting(),
        *_trust(now),
    ]


def _one(name: str, meaning: str, value: float) -> Figure:
    return Figure(name, meaning, [({}, value)])


def _sending(now: datetime) -> Iterator[Figure]:
    due = Delivery.objects.everywhere().filter(state=Delivery.State.DUE, due_at__lte=now)
    oldest_first = due.order_by("due_at", "id").values_list("kind", "due_at")[:MOST]
    waiting: dict[str, int] = {}
    oldest = now
    for kind, due_at in oldest_first:
        waiting[kind] = waiting.get(kind, 0) + 1
        oldest = min(oldest, due_at)
    rows = [({"kind": kind}, float(number)) for kind, number in sorted(waiting.items())]
    yield Figure("deliveries_due", f"Mails and calendar entries that should have left; at most {MOST}.", rows)
    yield _one(
        "delivery_queue_age_seconds",
        "How long the one that waits longest has been due.",
        _seconds(now - oldest),
    )


def _working(now: datetime) -> Iterator[Figure]:
    due_at = Chore.objects.filter(name=BEAT).values_list("due_at", flat=True).first()
    if due_at is not None:
        meaning = "For how long the worker's chore of every minute has been overdue; 0 while it works."
        yield _one("worker_overdue_seconds", meaning, _seconds(now - due_at))


def _taken(now: datetime) -> Iterator[Figure]:
    newest = Booking.objects.everywhere().aggregate(newest=Max("id"))["newest"] or 0
    yield _one(
        "bookings_numbered",
        "The newest booking's number in the table. Tries that failed may have used numbers too.",
        newest,
    )
    requests = Booking.objects.everywhere().filter(requested_until__isnull=False)
    yield _one("bookings_to_decide", "Requests and wishes that wait for approval.", requests.count())
    doubted = Booking.objects.everywhere().filter(unverified_since__isnull=False)
    yield _one(
        "bookings_unverified", "Bookings for which an outside calendar has not answered yet.", doubted.count()
    )
    live = Hold.objects.everywhere().filter(deadline__gt=now).order_by("deadline")[:MOST]
    yield _one("holds", f"Times kept for visitors and in offers; at most {MOST}.", live.count())


def _calendars(now: datetime) -> Iterator[Figure]:
    used = OutsideCalendar.objects.everywhere().filter(Q(blocks=True) | Q(receives=True))
    signed_out = Q(connection__state=CalendarConnection.State.SIGNED_OUT)
    found = used.aggregate(
        used=Count("id"),
        failing=Count("id", filter=Q(failing_since__isnull=False)),
        withheld=Count("id", filter=Q(is_withheld=True)),
        paused=Count("id", filter=Q(paused_at__isnull=False)),
        signed_out=Count("id", filter=signed_out),
        oldest=Min("last_good_at", filter=Q(blocks=True, next_read_at__isnull=False)),
    )
    oldest = found.pop("oldest") or now
    rows = [({"state": state}, float(number)) for state, number in found.items()]
    yield Figure("calendars", "Outside calendars by what is the matter; one may stand in several.", rows)
    yield _one(
        "calendar_age_seconds",
        "The age of what is known of the blocking calendar that was read longest ago.",
        _seconds(now - oldest),
    )
    conflicts = Conflict.objects.everywhere().filter(ended_at__isnull=True).count()
    yield _one("calendar_conflicts", "Bookings that a calendar contradicts, undecided.", conflicts)


def _waiting() -> Iterator[Figure]:
    tasks = Task.objects.everywhere().filter(done_at__isnull=True).order_by()
    counted = tasks.values_list("kind").annotate(number=Count("id")).order_by("kind")
    rows = [({"kind": kind}, float(number)) for kind, number in counted]
    yield Figure("tasks", "What waits for a person; a failed delivery makes a task.", rows)
    found = Organisation.objects.aggregate(
        all=Count("id"), troubled=Count("id", filter=Q(trouble_count__gt=0)), troubles=Sum("trouble_count")
    )
    yield _one("organisations", "Businesses.", found["all"])
    yield _one("organisations_in_trouble", "Businesses whose health page is not green.", found["troubled"])
    yield _one("troubles", "What is not well, over all businesses.", found["troubles"] or 0)


def _trust(now: datetime) -> Iterator[Figure]:
    backup = Backup.objects.filter(error="").values_list("made_at", flat=True).first()
    if backup is not None:
        yield _one("backup_age_seconds", "Since the last backup that went well.", _seconds(now - backup))
    last = Verification.objects.filter(ended_at__isnull=False).first()
    if last is not None and last.ended_at is not None:
        yield _one("verification_age_seconds", "Since the last verification.", _seconds(now - last.ended_at))
        yield _one("verification_faults", "Faults that it found open.", last.fault_count)
        yield _one("verification_safe", "1 where no time was given twice.", float(last.is_safe is True))


def _seconds(age: timedelta) -> float:
    """Never less than nothing: another machine's clock may be ahead of ours."""
    return max(0.0, age.total_seconds())
