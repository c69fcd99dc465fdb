"""Staff changes a booking: everything that its window shows, in one step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from terminbuch.availability import NOT_ASKED, Outside
from terminbuch.models import Booking, Case, Resource, Service

from ..accepted import earlier_answer, remember
from ..asking import Actor, HandRequest, digest_of
from ..cases import follow
from ..deed import repeatable_deed
from ..links import first_link_hash
from ..locking import lock_booking, lock_resources, lock_service, raise_revisions, resources_of
from ..occupying import delete_holds, forget_run_out
from ..promising import MOVED, REQUESTED, Promises, Times, iso, withdraw_reminders
from ..refusals import AlreadyOver, ChangedMeanwhile, CustomerStays, NotYours
from ..remembering import remember as log
from .before import Before, kept_of
from .by_hand import caller_of
from .calling import ask_to_call
from .decision import close_decision
from .moving import decide_until, offers_for, times_of
from .people import names, serving
from .wanted import Wanted, chosen_customer, take, take_over, wanted

# Until then nobody was mailed, and the change can be taken back as if it had not been.
GRACE = timedelta(seconds=10)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Changed:
    """What a change changed, for those who are told."""

    was: Times
    was_service: Service | None
    people: list[Resource]
    time_is_new: bool
    customer_is_new: bool
    overridden: tuple[str, ...]


@repeatable_deed
def edit(
    booking_id: int,
    request: HandRequest,
    *,
    version: int,
    by: Actor,
    now: datetime,
    grace: timedelta = GRACE,
    outside: Outside = NOT_ASKED,
) -> Booking:
    """Make the booking what the request says, whole or not at all; it stays the same booking (I5).

    ``version`` is the one that the window showed. Mails leave after ``grace``. The same request again gets
    the same answer. Raises InTheWay, NeedsOverride, NoRightToOverride, NotQualified, ChangedMeanwhile,
    AlreadyOver, CustomerStays, KeyReused, NotYours.
    """
    caller, digest = caller_of(by), digest_of(booking_id, version, request.digest())
    earlier = earlier_answer(request.organisation_id, caller, request.key, digest=digest, now=now)
    if earlier is not None:
        return earlier
    found = find(request.organisation_id, booking_id)
    _refuse_outdated(found, version)
    asked = wanted(request, moving=found)
    before = resources_of(found)
    booking = lock_all(found, asked.wish.service, before | set(request.picks))
    _refuse_outdated(booking, version)
    kept = kept_of(booking)
    changed = apply(booking, asked, request, by=by, now=now, outside=outside)
    raise_revisions(booking.organisation_id, resources_of(booking) | before, booking.service)
    _tell(booking, changed, request, kept, by=by, now=now, grace=grace)
    if changed.time_is_new:
        is_moved = booking.starts_at != changed.was.starts_at
        follow(booking, Case.State.MOVED if is_moved else Case.State.KEPT, by=by, now=now)
    remember(booking.organisation_id, caller, request.key, result=booking.uid)
    return booking


def _refuse_outdated(booking: Booking, version: int) -> None:
    if booking.version != version:
        raise ChangedMeanwhile(booking)
    if not booking.is_live:
        raise AlreadyOver


def find(organisation_id: int, booking_id: int) -> Booking:
    rows = Booking.objects.of(organisation_id).select_related("organisation", "service", "location")
    found = rows.filter(pk=booking_id).first()
    if found is None:
        raise NotYours
    return found


def lock_all(found: Booking, service: Service | None, resources: set[int]) -> Booking:
    """The services of before and after, then all resources, then the booking."""
    services = {each.pk: each for each in (found.service, service) if each is not None}
    for key in sorted(services):
        lock_service(services[key])
    lock_resources(found.organisation_id, resources)
    return lock_booking(found.organisation_id, found.pk, resources)


def apply(
    booking: Booking,
    asked: Wanted,
    request: HandRequest,
    *,
    by: Actor,
    now: datetime,
    outside: Outside | None,
) -> Changed:
    """The booking's own row and, where its time is another, its allocations."""
    was, was_service = times_of(booking), booking.service
    overridden: tuple[str, ...] = ()
    time_is_new = not is_same_time(booking, asked, was)
    if time_is_new:
        overridden = _take_time(booking, asked, request, by=by, now=now, outside=outside)
    customer_is_new = _change_customer(booking, request, now=now)
    booking.staff_note = request.staff_note
    booking.version += 1
    booking.changed_at = now
    booking.save()
    return Changed(was, was_service, serving(booking), time_is_new, customer_is_new, overridden)


def is_same_time(booking: Booking, asked: Wanted, was: Times) -> bool:
    wish = asked.wish
    return (
        booking.service_id == (wish.service.pk if wish.service else None)
        and (booking.starts_at, booking.duration) == (wish.starts_at, wish.duration)
        and timedelta(minutes=booking.buffer_before_minutes) == wish.buffer_before
        and timedelta(minutes=booking.buffer_after_minutes) == wish.buffer_after
        and booking.location_id == wish.location.pk
        and [person.pk for person in was.people] == [*asked.picks]
    )


def _take_time(
    booking: Booking,
    asked: Wanted,
    request: HandRequest,
    *,
    by: Actor,
    now: datetime,
    outside: Outside | None,
) -> tuple[str, ...]:
    """A wish for another time is over with it; so are times that were offered."""
    wish = asked.wish
    forget_run_out(booking.organisation_id, asked.picks, now=now)
    delete_holds(booking.organisation_id, offers_for(booking))
    taken = take(asked, request, booking, by=by, now=now, outside=outside)
    booking.unverified_since = None if taken.is_sure else now
    if booking.has_wish:
        close_decision(booking, by=by, now=now)
        booking.wished_starts_at = booking.wished_ends_at = booking.requested_until = None
    if booking.chosen_resource_id not in asked.picks:
        booking.chosen_resource = None
    if booking.starts_at != wish.starts_at:
        booking.attends_at = booking.missed_at = None
    booking.service, booking.location = wish.service, wish.location
    booking.starts_at, booking.ends_at = wish.starts_at, wish.starts_at + wish.duration
    booking.buffer_before_minutes = wish.buffer_before // MINUTE
    booking.buffer_after_minutes = wish.buffer_after // MINUTE
    if booking.is_pending:
        booking.requested_until = decide_until(booking, wish.starts_at, now)
    booking.sequence += 1
    return taken.overridden


def _change_customer(booking: Booking, request: HandRequest, *, now: datetime) -> bool:
    """Somebody else, somebody at last, or nobody any more. Who had it before loses the link."""
    if request.customer == booking.customer_id:
        return False
    if request.customer is None and booking.origin == Booking.Origin.ONLINE:
        raise CustomerStays
    customer = chosen_customer(booking.organisation_id, request.customer, now=now)
    take_over(booking, customer, language=booking.language)
    booking.link_generation += 1
    booking.link_hash = first_link_hash(booking.uid, generation=booking.link_generation)
    booking.attends_at = booking.missed_at = None
    return True


def _tell(
    booking: Booking,
    changed: Changed,
    request: HandRequest,
    kept: Before,
    *,
    by: Actor,
    now: datetime,
    grace: timedelta,
) -> None:
    promises = Promises(
        booking,
        now,
        changed.people,
        by.kind,
        changed.was,
        more_facts=_service_before(booking, changed.was_service),
        telling=request.telling,
        grace=grace,
    )
    if changed.time_is_new or changed.customer_is_new:
        withdraw_reminders(booking)
        promises.reminder(booking.service)
        promises.to_customer(_word(booking, changed))
    if changed.time_is_new:
        everybody = {person.pk: person for person in [*changed.was.people, *changed.people]}
        promises.to_resources(REQUESTED if booking.is_pending else MOVED, everybody.values())
        if is_noticed(booking, changed.was, changed.people):
            ask_to_call(booking, "moved", now=now)
    promises.write()
    _log(booking, changed, kept, by=by, now=now)


def _service_before(booking: Booking, was: Service | None) -> dict[str, Any]:
    """Its names, where the booking is of another service now."""
    if was is None or was == booking.service:
        return {}
    return {"was_service": {"de": was.name_de, "en": was.name_en}}


def _word(booking: Booking, changed: Changed) -> str:
    if booking.is_pending:
        return "booking_requested"
    return "booking_confirmed" if changed.customer_is_new else "booking_moved"


def is_noticed(booking: Booking, was: Times, people: list[Resource]) -> bool:
    """Whether the customer would notice: another time, another length or other people."""
    return (was.starts_at, was.ends_at, names(was.people)) != (
        booking.starts_at,
        booking.ends_at,
        names(people),
    )


def _log(booking: Booking, changed: Changed, kept: Before, *, by: Actor, now: datetime) -> None:
    facts: dict[str, Any] = {"before": kept.as_facts(), "version": booking.version}
    if changed.time_is_new:
        facts |= {
            "was": iso(changed.was.starts_at),
            "to": iso(booking.starts_at),
            "was_people": [*names(changed.was.people)],
            "people": [*names(changed.people)],
            "overridden": [*changed.overridden],
        }
    log(booking, "edited", by=by, now=now, **facts)
