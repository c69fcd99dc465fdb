"""Two rows stand for one person: one of them stays."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from terminbuch.models import Allocation, Booking, Customer, Hold

from ..asking import Actor
from ..deed import StartOver, deed
from ..knowing import folded
from ..locking import lock_resources, raise_revisions
from ..refusals import CustomerChanged, NotYours
from ..remembering import remember as log
from .past import remember


@deed
def merge(
    keep: uuid.UUID,
    other: uuid.UUID,
    *,
    organisation_id: int,
    versions: tuple[int, int],
    by: Actor,
    now: datetime,
) -> Customer:
    """Bookings and offers of the other go to the one that is kept, which nothing is taken from.

    What the other has besides is added: an empty mail and phone are filled, the rest comes into the note.
    Bookings keep name, mail and phone as typed. ``versions`` are those that were read. Raises NotYours,
    CustomerChanged. There is no way back.
    """
    wanted = {keep, other}
    # Resources before customers, as a booking locks them that is about to refer to one of the two.
    taken = _resources(organisation_id, wanted)
    lock_resources(organisation_id, taken)
    found = _locked(organisation_id, wanted)
    if keep == other or set(found) != wanted:
        raise NotYours
    if not _resources(organisation_id, wanted) <= taken:
        raise StartOver
    kept, gone = found[keep], found[other]
    _refuse_if_changed(kept, gone, versions)
    _hand_over(gone, kept, by=by, now=now)
    _add(gone, kept)
    remember(kept, "customer_merged", by=by, now=now)
    raise_revisions(organisation_id, taken)
    Customer.objects.of(organisation_id).filter(pk=gone.pk).delete()
    return kept


def _resources(organisation_id: int, customers: Iterable[uuid.UUID]) -> set[int]:
    """Whose time their bookings occupy: windows and calendars know these bookings by their version."""
    rows = Allocation.objects.of(organisation_id).filter(booking__customer__uid__in=customers, live=True)
    return set(rows.values_list("resource_id", flat=True))


def _locked(organisation_id: int, wanted: Iterable[uuid.UUID]) -> dict[uuid.UUID, Customer]:
    rows = Customer.objects.of(organisation_id).filter(uid__in=wanted).order_by("pk")
    return {customer.uid: customer for customer in rows.select_for_update()}


def _refuse_if_changed(kept: Customer, gone: Customer, versions: tuple[int, int]) -> None:
    for customer, version in zip((kept, gone), versions, strict=True):
        if customer.version != version:
            raise CustomerChanged(customer)


def _hand_over(gone: Customer, kept: Customer, *, by: Actor, now: datetime) -> None:
    rows = Booking.objects.of(kept.organisation_id).filter(customer=gone)
    bookings = list(rows.select_for_update(no_key=True).order_by("pk"))
    rows.update(customer=kept, version=F("version") + 1, changed_at=now)
    Hold.objects.of(kept.organisation_id).filter(customer=gone).update(customer=kept)
    for booking in bookings:
        log(booking, "customer_merged", by=by, now=now)


def _add(gone: Customer, kept: Customer) -> None:
    kept.email, kept.phone = kept.email or gone.email, kept.phone or gone.phone
    kept.note = "\n".join(filter(None, [kept.note, _besides(gone, kept), gone.note]))
    kept.consented_at = kept.consented_at or gone.consented_at
    kept.created_at = min(kept.created_at, gone.created_at)
    kept.version += 1
    folded(kept).save()


def _besides(gone: Customer, kept: Customer) -> str:
    """How the other one was called and reached, where that would be lost."""
    known = {kept.name, kept.email, kept.phone}
    return ", ".join(
        dict.fromkeys(said for said in (gone.name, gone.email, gone.phone) if said and said not in known)
    )
