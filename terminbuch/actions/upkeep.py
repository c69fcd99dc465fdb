"""Work that comes again: a row for each chore, one worker at a time. Tidiness, never correctness."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from terminbuch.models import AcceptedRequest, AttemptCount, Booking, Case, Chore, Hold
from terminbuch.queries.health.working import BEAT

from .asking import WORKER
from .assistant import stop_waiting
from .booking import expire
from .day_sheets import promise_day_sheets
from .deed import deed
from .locking import lock_resources, raise_revisions
from .logins import sessions
from .looking import look_after_all
from .occupying import delete_holds
from .team import sweep_sign_ups

log = logging.getLogger("terminbuch.upkeep")
KEEP_REQUESTS = timedelta(days=30)
A_FEW = 200
type Chores = dict[str, tuple[timedelta, Callable[[datetime], None]]]


def run_chores(now: datetime, chores: Chores | None = None) -> None:
    """Do what is due of these, else of CHORES. Idle, it only reads."""
    due = dict(Chore.objects.values_list("name", "due_at"))
    for name, (every, chore) in (CHORES if chores is None else chores).items():
        if due.get(name, now) <= now and _take(name, every, now=now):
            chore(now)


@deed
def _take(name: str, every: timedelta, *, now: datetime) -> bool:
    """Claim the chore until it is due again; False when another worker was quicker."""
    Chore.objects.bulk_create([Chore(name=name, due_at=now)], ignore_conflicts=True)
    return bool(Chore.objects.filter(name=name, due_at__lte=now).update(due_at=now + every))


def take_from_night_to_night(name: str, *, now: datetime, next_at: datetime) -> bool:
    """Claim what comes once a night; at first it is put down for the next one. Idle, it only reads."""
    row = Chore.objects.filter(name=name).first()
    if row is not None and row.due_at > now:
        return False
    return _take_the_night(name, now=now, next_at=next_at)


@deed
def _take_the_night(name: str, *, now: datetime, next_at: datetime) -> bool:
    Chore.objects.bulk_create([Chore(name=name, due_at=next_at)], ignore_conflicts=True)
    return bool(Chore.objects.filter(name=name, due_at__lte=now).update(due_at=next_at))


def lapse_requests(now: datetime) -> None:
    rows = Booking.objects.everywhere().filter(requested_until__lte=now).order_by("requested_until")
    for booking_id in list(rows.values_list("pk", flat=True)[:A_FEW]):
        try:
            expire(booking_id, by=WORKER, now=now)
        except Exception:  # one request that we cannot end must not keep back everybody else's
            log.exception("request of booking %s", booking_id)


def stop_waiting_for_answers(now: datetime) -> None:
    rows = Case.objects.everywhere().filter(state=Case.State.WAITING, deadline__lte=now).order_by("deadline")
    for case_id, organisation_id in list(rows.values_list("pk", "organisation_id")[:A_FEW]):
        stop_waiting(case_id, organisation_id=organisation_id, now=now)


def sweep_holds(now: datetime) -> None:
    rows = Hold.objects.everywhere().filter(deadline__lte=now).order_by("deadline")
    for hold_id, organisation_id in list(rows.values_list("pk", "organisation_id")[:A_FEW]):
        _sweep(organisation_id, hold_id, now=now)


@deed
def _sweep(organisation_id: int, hold_id: int, *, now: datetime) -> None:
    row = Hold.objects.of(organisation_id).filter(pk=hold_id, deadline__lte=now).first()
    if row is None:
        return
    resources = set(row.allocations.values_list("resource_id", flat=True))
    lock_resources(organisation_id, resources)
    if Hold.objects.of(organisation_id).filter(pk=hold_id, deadline__lte=now).exists():
        delete_holds(organisation_id, [hold_id])
        raise_revisions(organisation_id, resources)


@deed
def forget_attempts(now: datetime) -> None:
    AttemptCount.objects.filter(forget_at__lte=now).delete()


@deed
def forget_requests(now: datetime) -> None:
    AcceptedRequest.objects.everywhere().filter(created_at__lte=now - KEEP_REQUESTS).delete()


CHORES: Chores = {
    "lapse requests": (timedelta(seconds=30), lapse_requests),
    "stop waiting for answers": (timedelta(seconds=30), stop_waiting_for_answers),
    "sweep holds": (timedelta(minutes=1), sweep_holds),
    "promise day sheets": (timedelta(minutes=1), promise_day_sheets),
    BEAT: (timedelta(minutes=1), look_after_all),
    "sweep sign-ups": (timedelta(hours=1), sweep_sign_ups),
    "forget attempts": (timedelta(hours=1), forget_attempts),
    "forget sessions": (timedelta(hours=1), sessions.forget_old),
    "forget requests": (timedelta(days=1), forget_requests),
}
