"""A case ends: nothing is kept for it any more and nobody is asked to phone."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Allocation, Case, Delivery, Hold

from ..asking import Actor
from ..occupying import delete_holds
from .phoning import close_calls

OFFERED = "booking_offered"


def end_case(case: Case, state: Case.State, *, by: Actor, now: datetime) -> set[int]:
    """The case in its end state; answers with the resources whose offered time is free again."""
    freed = release_offers(case)
    close_calls(case, by=by, now=now)
    case.state, case.deadline, case.undo = state, None, {}
    touch(case, by=by, now=now)
    return freed


def touch(case: Case, *, by: Actor, now: datetime) -> None:
    """Saved, with who changed it and when."""
    case.changed_at, case.changed_by = now, by.member
    case.version += 1
    case.save()


def release_offers(case: Case) -> set[int]:
    """The times kept for the case are free, and a mail about them that has not left stays here."""
    holds = set(Hold.objects.of(case.organisation_id).filter(case=case).values_list("pk", flat=True))
    rows = Allocation.objects.of(case.organisation_id).filter(hold__in=holds, live=True)
    freed = set(rows.values_list("resource_id", flat=True))
    delete_holds(case.organisation_id, holds)
    mails = Delivery.objects.of(case.organisation_id).filter(booking_id=case.booking_id, kind=OFFERED)
    mails.filter(state=Delivery.State.DUE).update(state=Delivery.State.WITHDRAWN)
    return freed


def settle_offers(case: Case, *, by: Actor, now: datetime) -> None:
    """Some of the times kept for it are gone; with the last of them nobody waits for an answer any more."""
    if case.state == Case.State.WAITING and not _has_offers(case):
        release_offers(case)
        case.state, case.deadline, case.proposal, case.undo = Case.State.PLANNED, None, {}, {}
        touch(case, by=by, now=now)


def _has_offers(case: Case) -> bool:
    return Hold.objects.of(case.organisation_id).filter(case=case).exists()
