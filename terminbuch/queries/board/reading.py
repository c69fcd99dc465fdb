"""A whole board, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch

from terminbuch.models import Absence, Allocation, Booking, Case, Disruption, Hold, Member, Resource, Task

from .cards import Card
from .offered import held


@dataclass(frozen=True, slots=True)
class Tally:
    """The five numbers; each booking that is still hit is in exactly one."""

    kept: int = 0
    moved: int = 0
    waiting: int = 0
    phone: int = 0
    cancelled: int = 0

    @property
    def total(self) -> int:
        return self.kept + self.moved + self.waiting + self.phone + self.cancelled


@dataclass(frozen=True, slots=True)
class Summary:
    """How good it is: so many keep their time, so many move, by ``furthest`` at most, so many are phoned.

    ``is_best``: the plan was proved the best; else it may move people by up to ``gap`` more than the best.
    """

    keep: int
    move: int
    furthest: timedelta
    phone: int
    is_best: bool
    gap: timedelta


@dataclass(frozen=True)
class Board:
    """``cards`` are sorted by what must be done; ``spared`` are no longer hit."""

    disruption: Disruption
    cards: tuple[Card, ...]
    spared: tuple[Card, ...]

    @property
    def absence(self) -> Absence | None:
        return self.disruption.absence

    @property
    def to_do(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.part == "to_do")

    @property
    def waiting(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.part == "waiting")

    @property
    def done(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.part == "done")

    @property
    def ready(self) -> tuple[Card, ...]:
        """What could be sent with one press."""
        return tuple(card for card in self.cards if card.can_be_sent)

    @cached_property
    def tally(self) -> Tally:
        return Tally(**Counter(str(card.column) for card in self.cards))

    @cached_property
    def summary(self) -> Summary:
        moving = [card for card in self.cards if card.column in {"waiting", "moved"}]
        said = [card.case.proposal["plan"] for card in self.cards if "plan" in card.case.proposal]
        return Summary(
            keep=self.tally.kept,
            move=len(moving),
            furthest=max((card.moves_by for card in moving), default=timedelta(0)),
            phone=self.tally.phone,
            is_best=all(plan["is_best"] for plan in said),
            gap=timedelta(minutes=max((plan["gap"] for plan in said), default=0)),
        )


def board(member: Member, disruption_uid: UUID, *, now: datetime) -> Board | None:
    """None for what is not there, and for whoever sees only the own bookings. Six queries."""
    if not member.sees_all:
        return None
    rows = Disruption.objects.of(member.organisation_id).filter(uid=disruption_uid)
    disruption = rows.select_related(
        "organisation", "absence__resource", "absence__location", "resource", "created_by__user"
    ).first()
    if disruption is None:
        return None
    cards = sorted(cards_of(disruption, now=now), key=_what_must_be_done)
    hit, spared = (
        [card for card in cards if (card.column == "spared") == is_over] for is_over in (False, True)
    )
    return Board(disruption, tuple(hit), tuple(spared))


def cards_of(disruption: Disruption, *, now: datetime) -> list[Card]:
    organisation_id = disruption.organisation_id
    people = Allocation.objects.of(organisation_id).select_related("resource").order_by("position", "pk")
    cases = Case.objects.of(organisation_id).filter(disruption=disruption)
    cases = cases.select_related(
        "disruption", "changed_by__user", "booking__service", "booking__location", "booking__organisation"
    ).prefetch_related(Prefetch("booking__allocations", people))
    resources = {row.uid: row for row in Resource.objects.of(organisation_id)}
    holds = Hold.objects.of(organisation_id).filter(case__disruption=disruption, deadline__gt=now)
    holds = holds.prefetch_related(Prefetch("allocations", people)).order_by("starts_at", "pk")
    tasks = (
        Task.objects.of(organisation_id).filter(case__disruption=disruption).select_related("done_by__user")
    )
    kept, calls = _by_case(holds), _by_case(tasks)
    return [
        Card(
            case=case,
            now=now,
            resources=resources,
            people=_people(case.booking),
            held=tuple(map(held, kept[case.pk])),
            calls=tuple(calls[case.pk]),
        )
        for case in cases
    ]


def _people(booking: Booking) -> tuple[Resource, ...]:
    """Who serves it; of one that is cancelled who would have."""
    rows = (row for row in booking.allocations.all() if not row.is_wish)
    return tuple(row.resource for row in rows if row.live or not booking.is_live)


def _by_case[Row: (Hold, Task)](rows: Iterable[Row]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.case_id or 0].append(row)
    return found


def _what_must_be_done(card: Card) -> tuple[int, datetime, int]:
    """Calls, then what can be sent, then who is waited for, each the most urgent first; then what is done."""
    is_call = card.part == "to_do" and card.column == "phone"
    order = 0 if is_call else {"to_do": 1, "waiting": 2, "done": 3}[card.part]
    when = card.case.deadline if card.part == "waiting" and card.case.deadline else card.case.was_starts_at
    return order, when, card.case.pk
