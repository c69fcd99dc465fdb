"""Private steps by which holds and bookings take time: lock, forget, ask the rule, insert. Never update."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction

from terminbuch import availability
from terminbuch.models import GUARD, Allocation, Booking, Hold, Service
from terminbuch.queries import at_one_start, facts, prepared
from terminbuch.queries.wish import Wish, able, candidates, rules, unchanged_start

from .deed import StartOver, is_first_try
from .locking import lock_candidates, lock_resources, lock_service
from .refusals import NotOffered, Refusal, SlotTaken
from .wishing import Chosen, chosen_by

INSTANT = timedelta(minutes=1)
# No horizon reaches so far, and beyond it calendars run out of years.
FARTHEST = timedelta(days=3660)
# Rules that an old page runs into because somebody else was faster; every other one is "not on offer".
TAKEN_RULES = frozenset({"W4", "W5", "W6", "max_per_day"})
# One hold a statement: of a list PostgreSQL makes a new plan each time, which takes longer than the deletion.
GIVE_BACK = (
    "DELETE FROM terminbuch_allocation WHERE organisation_id = %(organisation)s AND hold_id = %(hold)s"
)
FORGET = "DELETE FROM terminbuch_hold WHERE organisation_id = %(organisation)s AND id = %(hold)s"
# On PostgreSQL at once: there a reference is looked at when the transaction ends.
BOTH = f"WITH given_back AS ({GIVE_BACK}) {FORGET}"


@dataclass(frozen=True)
class Occupied:
    """What was taken: the picks, and when the service itself ends (without buffers)."""

    picks: tuple[availability.Picked, ...]
    starts_at: datetime
    ends_at: datetime
    rows: tuple[Allocation, ...]

    @property
    def resources(self) -> set[int]:
        return {row.resource_id for row in self.rows}


@dataclass(frozen=True)
class Owner:
    """Whose rows they are: a booking's (perhaps its wish), or a hold's."""

    booking: Booking | None = None
    hold: Hold | None = None
    is_wish: bool = False

    def owning(self, rows: Iterable[Allocation]) -> list[Allocation]:
        """These rows, which are not saved yet, as its own."""
        for row in rows:
            row.booking, row.hold, row.is_wish = self.booking, self.hold, self.is_wish
        return [*rows]


def locked_requirements(wish: Wish, *, also: Iterable[int] = ()) -> tuple[availability.Requirement, ...]:
    """Lock the service (if it has a limit) and every resource that may be taken or given back.

    Whoever changes the service's rules locks the same resources: starts over when somebody was faster.
    """
    requirements = candidates(wish)
    lock_service(wish.service)
    lock_resources(wish.service.organisation_id, able(requirements) | set(also))
    # On SQLite nobody writes between the first read and the end.
    if connection.features.has_select_for_update and _is_other_by_now(wish, requirements):
        raise StartOver
    return requirements


def locked_choice(
    organisation_id: int,
    *,
    service_id: int,
    location_id: int,
    resource_id: int | None,
    hold: Hold | None = None,
) -> Chosen:
    """Lock whatever a visitor's wish may take, and then read what it needs. Raises as ``chosen_by`` does."""
    locked = lock_candidates(organisation_id, service_id, resource_id)
    chosen = chosen_by(
        organisation_id,
        service_id=service_id,
        location_id=location_id,
        resource_id=resource_id,
        hold=hold,
    )
    if locked is not None and not locked.holds(chosen.able, chosen.wish.service):
        raise StartOver
    return chosen


def _is_other_by_now(wish: Wish, requirements: tuple[availability.Requirement, ...]) -> bool:
    rows = Service.objects.of(wish.service.organisation_id).select_related("organisation")
    now = replace(wish, service=rows.get(pk=wish.service.pk))
    return rules(now) != rules(wish) or candidates(now) != requirements


def forget_run_out(organisation_id: int, resources: Iterable[int], *, now: datetime) -> None:
    """Delete the holds of these locked resources that have run out; equality is run out (I10)."""
    rows = Allocation.objects.of(organisation_id).filter(
        resource_id__in=set(resources), live=True, hold__deadline__lte=now
    )
    delete_holds(organisation_id, set(rows.values_list("hold_id", flat=True)))


def delete_holds(organisation_id: int, ids: Iterable[int | None]) -> None:
    for key in sorted({key for key in ids if key is not None}):
        for statement in (BOTH,) if prepared.is_postgresql() else (GIVE_BACK, FORGET):
            prepared.change(statement, {"organisation": organisation_id, "hold": key})


def find_slot(
    wish: Wish,
    starts_at: datetime,
    requirements: tuple[availability.Requirement, ...],
    *,
    now: datetime,
) -> tuple[availability.Question, availability.Slot]:
    """The slot at that start, by the rule that made the offer (I3). Raises SlotTaken or NotOffered."""
    _refuse_far(starts_at, now)
    if starts_at == unchanged_start(wish):
        raise NotOffered("same")
    question = _question(wish, starts_at, requirements, now=now)
    return question, _slot_of(question, starts_at)


def look(
    chosen: Chosen, starts_at: datetime, *, now: datetime
) -> tuple[at_one_start.Seen, availability.Slot]:
    """The same for who takes new time, by the same rule; what has run out there is forgotten (I10)."""
    _refuse_far(starts_at, now)
    wish = chosen.wish
    seen = at_one_start.seen(wish, starts_at, chosen.requirements, everybody=chosen.everybody, now=now)
    delete_holds(wish.service.organisation_id, seen.run_out)
    return seen, _slot_of(seen.question, starts_at)


def _refuse_far(starts_at: datetime, now: datetime) -> None:
    if not now <= starts_at < now + FARTHEST:
        raise NotOffered("W7" if starts_at < now else "W8")


def _slot_of(question: availability.Question, starts_at: datetime) -> availability.Slot:
    slot = availability.slot_at(question, starts_at)
    if slot is None:
        raise _refusal(question, starts_at)
    return slot


def _question(
    wish: Wish,
    starts_at: datetime,
    requirements: tuple[availability.Requirement, ...],
    *,
    now: datetime,
) -> availability.Question:
    until = starts_at + INSTANT
    return facts.question(wish, first=starts_at, until=until, now=now, requirements=requirements)


def _refusal(question: availability.Question, starts_at: datetime) -> Refusal:
    explanation = availability.explain(question, starts_at)
    rule = explanation.rule if explanation else ""
    return SlotTaken() if rule in TAKEN_RULES else NotOffered(rule)


def occupy(
    question: availability.Question,
    slot: availability.Slot,
    owner: Owner,
    *,
    preferred: Mapping[int, int],
    organisation_id: int,
) -> Occupied:
    """Insert the allocations; where the database refuses one, the next candidate is tried."""

    def insert(taken: Occupied) -> Occupied:
        Allocation.objects.bulk_create(owner.owning(taken.rows))
        return taken

    return settle(question, slot, insert, preferred=preferred, organisation_id=organisation_id)


def settle[Written](
    question: availability.Question,
    slot: availability.Slot,
    write: Callable[[Occupied], Written],
    *,
    preferred: Mapping[int, int],
    organisation_id: int,
) -> Written:
    """Write whatever takes the time, with rows that nobody owns yet; what the database refuses is tried anew.

    With the next candidate, that is. After an exclusion error PostgreSQL accepts nothing else without a
    savepoint. The rule has just found the time free under its locks, so the first time there is none, and a
    deed that was refused starts over with one.
    """
    while True:
        picks = availability.assign(question, slot, preferred) or availability.assign(question, slot, {})
        if picks is None:
            raise SlotTaken
        rows = tuple(_rows(question, picks, organisation_id))
        taken = Occupied(picks, slot.start, slot.start + _length(question, picks), rows)
        if not _has_choice(question, slot):
            return _the_last(taken, write)
        try:
            with nullcontext() if is_first_try() else transaction.atomic():
                return write(taken)
        except IntegrityError as error:
            if not _is_overlap(error):
                raise
            if is_first_try():
                raise StartOver from error
            question, slot = _without_refused(error, question, slot, rows)


def _has_choice(question: availability.Question, slot: availability.Slot) -> bool:
    wanted = zip(question.requirements, slot.resources, strict=True)
    return any(len(free) > 1 and not requirement.take_all for requirement, free in wanted)


def _the_last[Written](taken: Occupied, write: Callable[[Occupied], Written]) -> Written:
    try:
        return write(taken)
    except IntegrityError as error:
        if not _is_overlap(error):
            raise
        raise SlotTaken from error


def _length(question: availability.Question, picks: tuple[availability.Picked, ...]) -> timedelta:
    """The booking's length: the longest of those that the picked resources need."""
    own = {
        (index, candidate.resource): candidate.duration
        for index, requirement in enumerate(question.requirements)
        for candidate in requirement.candidates
    }
    return max(own[pick.requirement, pick.resource] or question.rules.duration for pick in picks)


def _rows(
    question: availability.Question,
    picks: tuple[availability.Picked, ...],
    organisation_id: int,
) -> list[Allocation]:
    joined = next((pick.sitting for pick in picks if pick.sitting is not None), None)
    sitting = uuid.UUID(str(joined)) if joined is not None else uuid.uuid4()
    return [
        Allocation(
            organisation_id=organisation_id,
            resource_id=pick.resource,
            position=pick.requirement,
            starts_at=pick.span.start,
            ends_at=pick.span.end,
            sitting=sitting,
            seat=pick.seat,
            capacity=question.rules.capacity,
        )
        for pick in picks
    ]


def _without_refused(
    error: IntegrityError,
    question: availability.Question,
    slot: availability.Slot,
    rows: Iterable[Allocation],
) -> tuple[availability.Question, availability.Slot]:
    """The same question with the resources left out whose time the database says is taken."""
    refused = {row.resource_id for row in rows if _collides(row)}
    if not refused:
        raise error
    requirements = tuple(
        replace(
            requirement,
            candidates=tuple(each for each in requirement.candidates if each.resource not in refused),
        )
        for requirement in question.requirements
    )
    narrowed = replace(question, requirements=requirements)
    able = availability.slot_at(narrowed, slot.start)
    if able is None:
        raise SlotTaken from error
    return narrowed, able


def _is_overlap(error: IntegrityError) -> bool:
    return GUARD in str(error) or "allocation_seat_once" in str(error) or "allocation.seat" in str(error)


def _collides(row: Allocation) -> bool:
    others = Allocation.objects.of(row.organisation_id).filter(
        resource_id=row.resource_id, live=True, starts_at__lt=row.ends_at, ends_at__gt=row.starts_at
    )
    shares_seat = others.filter(sitting=row.sitting, seat=row.seat)
    return others.exclude(sitting=row.sitting).exists() or shares_seat.exists()


def preferences(
    slot: availability.Slot, requirements: tuple[availability.Requirement, ...], wished: Iterable[int]
) -> dict[int, int]:
    """Which requirement would take which of these resources, as far as they are free at the slot."""
    wishes = set(wished)
    return {
        index: min(wishes & able)
        for index, (requirement, able) in enumerate(zip(requirements, slot.resources, strict=True))
        if not requirement.take_all and wishes & able
    }


def take_again(
    rows: Iterable[Allocation], owner: Owner, *, instead: Mapping[int, int] | None = None
) -> list[Allocation]:
    """Insert rows anew that were just deleted: for another owner, or with other resources ``instead``.

    Spans, sitting and seat stay. Raises SlotTaken where the database says that the time is taken.
    """
    swap = instead or {}
    fresh = [
        Allocation(
            organisation_id=row.organisation_id,
            resource_id=swap.get(row.resource_id, row.resource_id),
            position=row.position,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            sitting=row.sitting,
            seat=row.seat,
            capacity=row.capacity,
        )
        for row in rows
    ]
    try:
        with transaction.atomic():
            return Allocation.objects.bulk_create(owner.owning(fresh))
    except IntegrityError as error:
        if not _is_overlap(error):
            raise
        raise SlotTaken from error
