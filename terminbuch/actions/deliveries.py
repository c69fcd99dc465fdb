"""The worker's door: take a mail that was promised with a lease, and say what became of it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from terminbuch.models import Delivery, MailServer, Task
from terminbuch.queries.mail_sending import TEST_MAIL

from .calendar_writes import WRITE
from .cases import phone_instead
from .deed import deed, repeatable_deed
from .promising import REMINDER

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 1440))
State = Delivery.State


def is_due(now: datetime) -> bool:
    """Whether there is something to take; reads only, so an idle worker never takes the write lock.

    What another worker has counts from the end of its lease; what waits for an earlier mail does not count.
    Asked every second, so it reads what is due and not all that is promised for later: for the first one
    PostgreSQL takes the index, for any one it would look among all, expecting many.
    """
    return _free(now).order_by("due_at", "pk").values_list("pk").first() is not None


@deed
def take_due(now: datetime, *, lease: timedelta) -> Delivery | None:
    """The oldest promise that is due and nobody else's, leased until now + ``lease``; None if there is none.

    Mails about one booking to one reader leave in the order in which they were promised. A reminder whose
    appointment has begun is withdrawn instead.
    """
    while True:
        delivery = _oldest(now)
        if delivery is None:
            return None
        if not _is_pointless(delivery, now):
            break
        _own(delivery).update(state=State.WITHDRAWN)
    delivery.lease_token, delivery.lease_until = uuid.uuid4(), now + lease
    delivery.attempts += 1
    delivery.save(update_fields=["lease_token", "lease_until", "attempts"])
    return delivery


def _oldest(now: datetime) -> Delivery | None:
    rows = _free(now).order_by("due_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return rows.first()


def _free(now: datetime) -> QuerySet[Delivery]:
    """The mails that anybody may take."""
    is_free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    return _in_turn().filter(is_free, due_at__lte=now)


def _in_turn() -> QuerySet[Delivery]:
    """The mails that are still to be sent and wait for no earlier one to the same reader."""
    earlier = Delivery.objects.everywhere().filter(
        booking=OuterRef("booking"),
        recipient=OuterRef("recipient"),
        state=State.DUE,
        created_at__lte=OuterRef("created_at"),
        pk__lt=OuterRef("pk"),
    )
    is_next = ~Exists(earlier.exclude(kind=REMINDER))
    # By kind: asked for those of no calendar, SQLite would go through every mail that was ever sent.
    return Delivery.objects.everywhere().filter(is_next, state=State.DUE).exclude(kind=WRITE)


def _is_pointless(delivery: Delivery, now: datetime) -> bool:
    starts_at = delivery.facts.get("starts_at")
    return delivery.kind == REMINDER and starts_at is not None and datetime.fromisoformat(starts_at) <= now


def _own(delivery: Delivery) -> QuerySet[Delivery]:
    """The row, while the lease is still the one it was taken with."""
    rows = Delivery.objects.of(delivery.organisation_id).filter(pk=delivery.pk)
    return rows.filter(lease_token=delivery.lease_token)


@repeatable_deed
def mark_sent(delivery: Delivery, *, now: datetime) -> None:
    """It left; what went wrong before stays readable. A worker whose lease was taken over changes nothing."""
    _own(delivery).update(state=State.SENT, sent_at=now, lease_until=None, lease_token=None)
    _note_test(delivery, "", now=now)


@deed
def withdraw(delivery: Delivery) -> None:
    """There is nothing left to say: nothing was sent, and nobody is asked to do anything."""
    _own(delivery).update(state=State.WITHDRAWN, lease_until=None, lease_token=None)


@deed
def mark_failed(delivery: Delivery, *, error: str, now: datetime, for_good: bool = False) -> None:
    """It did not leave: try again later, or give up and ask a person. A test has its answer at once."""
    _note_test(delivery, error, now=now)
    if for_good or delivery.kind == TEST_MAIL or delivery.attempts > len(BACKOFF):
        _give_up(delivery, error, now=now)
    else:
        _try_again(delivery, error, now=now)


@deed
def mark_in_doubt(delivery: Delivery, *, error: str, now: datetime) -> None:
    """The answer was lost after the mail was handed over: it may have left, so once more and then no more.

    The Message-ID stays the same; the second time the row stays in doubt for staff to see.
    """
    if delivery.state == State.DUE and not delivery.last_error.startswith(IN_DOUBT):
        _try_again(delivery, f"{IN_DOUBT}{error}", now=now)
        return
    _own(delivery).update(
        state=State.IN_DOUBT, lease_until=None, lease_token=None, last_error=f"{IN_DOUBT}{error}"[:200]
    )


IN_DOUBT = "in doubt: "


def _try_again(delivery: Delivery, error: str, *, now: datetime) -> None:
    pause = BACKOFF[min(delivery.attempts, len(BACKOFF)) - 1]
    _own(delivery).update(due_at=now + pause, lease_until=None, lease_token=None, last_error=error[:200])


def _give_up(delivery: Delivery, error: str, *, now: datetime) -> None:
    changed = (
        _own(delivery)
        .filter(state=State.DUE)
        .update(state=State.FAILED, lease_until=None, lease_token=None, last_error=error[:200])
    )
    if changed and delivery.kind != TEST_MAIL:
        Task.objects.create(
            organisation_id=delivery.organisation_id,
            kind=Task.Kind.MAIL_FAILED,
            booking=delivery.booking,
            delivery=delivery,
            created_at=now,
        )
        phone_instead(delivery, now=now)


def _note_test(delivery: Delivery, error: str, *, now: datetime) -> None:
    """Whether the server that is set on the page has taken a test mail, and what it said otherwise."""
    if delivery.kind == TEST_MAIL:
        MailServer.objects.update(tested_at=now, test_error=error[:200])
