"""A case under its locks: service, resources, booking, case."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from terminbuch.models import Booking, Case

from ..locking import lock_booking, lock_resources, lock_service, resources_of
from ..refusals import CaseChanged, NotYours


def find_case(organisation_id: int, uid: UUID) -> Case:
    """Not locked yet. Raises NotYours."""
    rows = Case.objects.of(organisation_id).select_related("booking__service", "disruption__absence")
    found = rows.filter(uid=uid).first()
    if found is None:
        raise NotYours
    return found


def lock_case(found: Case, *, also: Iterable[int] = ()) -> tuple[Case, Booking]:
    """The case and its booking as they stand now, with all that the booking occupies and ``also``.

    Raises CaseChanged when the case is no longer what was found.
    """
    if found.booking.service is not None:
        lock_service(found.booking.service)
    resources = resources_of(found.booking) | set(also)
    lock_resources(found.organisation_id, resources)
    booking = lock_booking(found.organisation_id, found.booking_id, resources)
    rows = Case.objects.of(found.organisation_id).select_for_update(no_key=True, of=("self",))
    case = rows.select_related("disruption__absence").get(pk=found.pk)
    if case.version != found.version:
        raise CaseChanged
    return case, booking
