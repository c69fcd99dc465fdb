"""Owners hear of a fault once, and once that all is well again. A step of the deed that keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import Q

from terminbuch.models import Fault, Member, Verification
from terminbuch.queries.verification import UNSAFE

from ..personal import promise_personally

FOUND, OVER = "fault_found", "faults_over"


def tell(
    verification: Verification, fresh: Sequence[Fault], ended: Sequence[Fault], *, now: datetime
) -> None:
    """One mail to each reader about all that is new; about what is over only when nothing is left."""
    for member in _readers():
        new = [fault for fault in fresh if _concerns(fault, member)]
        if new:
            _promise(FOUND, member, verification, new, now=now)
        elif _is_over(member, ended):
            _promise(OVER, member, verification, [], now=now)
    Fault.objects.everywhere().filter(pk__in=[fault.pk for fault in fresh]).update(told_at=now)


def _readers() -> Iterator[Member]:
    """Owners, and whoever runs the installation. Nothing leaves a business in which people practise."""
    rows = Member.objects.everywhere().filter(user__is_active=True, organisation__practice_of=None)
    wanted = rows.filter(Q(role=Member.Role.OWNER) | Q(user__is_operator=True))
    yield from wanted.select_related("user").order_by("pk")


def _concerns(fault: Fault, member: Member) -> bool:
    """Their own business's, what makes every business unsafe, and all of it for who runs the installation."""
    if fault.organisation_id is None:
        return fault.code in UNSAFE or member.user.is_operator
    return fault.organisation_id == member.organisation_id and member.role == Member.Role.OWNER


def _is_over(member: Member, ended: Iterable[Fault]) -> bool:
    if not any(_concerns(fault, member) for fault in ended):
        return False
    left = Fault.objects.everywhere().filter(ended_at=None)
    mine = left.filter(Q(organisation_id=member.organisation_id) | Q(organisation=None))
    return not any(_concerns(fault, member) for fault in mine)


def _promise(
    kind: str, member: Member, verification: Verification, faults: Sequence[Fault], *, now: datetime
) -> None:
    promise_personally(
        kind,
        organisation_id=member.organisation_id,
        recipient=member.user.email,
        language=member.user.language,
        key=f"{verification.uid.hex}:{member.user_id}",
        now=now,
        user=member.user,
        facts={"verification": str(verification.uid), "faults": [fault.pk for fault in faults]},
    )
