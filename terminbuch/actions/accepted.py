"""The same request again gets the first answer; another request under the same key is refused."""

from __future__ import annotations

import uuid
from datetime import datetime

from terminbuch.models import AcceptedRequest, Booking, OrganisationQuerySet
from terminbuch.queries import prepared

from .deed import leave_a_trace
from .keys import hashed
from .refusals import KeyReused
from .writing import claim

CLAIMED = """SELECT 1 FROM terminbuch_acceptedrequest
WHERE organisation_id = %s AND caller = %s AND key_hash = %s AND result IS NOT NULL"""


def earlier_answer(
    organisation_id: int,
    caller: str,
    key: str,
    *,
    digest: str,
    now: datetime,
    result: uuid.UUID | None = None,
) -> Booking | None:
    """The first statement of an accepting deed: claims the key, or finds what it was used for.

    ``result`` is what will come of it, where that is known already; else it is to be remembered in the end.
    PostgreSQL lets a second claim wait for the first one's end. A refusal rolls the claim back. Raises
    KeyReused when the key was used for something else.
    """
    fresh = AcceptedRequest(
        organisation_id=organisation_id,
        caller=caller,
        key_hash=hashed(key),
        digest=digest,
        result=result,
        created_at=now,
    )
    if claim(fresh):
        return None
    leave_a_trace()
    return answer_known(organisation_id, caller, key, digest=digest)


def answer_known(organisation_id: int, caller: str, key: str, *, digest: str) -> Booking | None:
    """What the key was used for already, None if nothing came of it yet. Reads only.

    Raises KeyReused when it was used for something else.
    """
    if not prepared.rows(CLAIMED, [organisation_id, caller, hashed(key)]):
        return None
    claim = _claims(organisation_id, caller, key).get()
    bookings = Booking.objects.of(organisation_id).select_related("organisation", "service", "location")
    booking = bookings.get(uid=str(claim.result))
    if claim.digest != digest:
        raise KeyReused(booking)
    return booking


def remember(organisation_id: int, caller: str, key: str, *, result: uuid.UUID) -> None:
    """What came of it, in the transaction that did it."""
    _claims(organisation_id, caller, key).update(result=result)


def _claims(organisation_id: int, caller: str, key: str) -> OrganisationQuerySet[AcceptedRequest]:
    return AcceptedRequest.objects.of(organisation_id).filter(caller=caller, key_hash=hashed(key))
