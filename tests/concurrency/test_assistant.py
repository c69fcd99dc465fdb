"""Two of six are ill, forty appointments, and everybody answers at once, or not at all, or twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from terminbuch.actions import assistant
from terminbuch.actions.absences import record, withdraw
from terminbuch.actions.asking import LINK_HOLDER, VISITOR, Actor
from terminbuch.actions.assistant import Choice
from terminbuch.actions.booking import book, cancel, redeem, reschedule
from terminbuch.actions.refusals import Refusal
from terminbuch.actions.upkeep import run_chores
from terminbuch.models import Booking, Case, Disruption, Hold, Resource, Service
from tests.actions.assistant.morning import an_absence
from tests.builders import (
    SUNDAY_18,
    Salon,
    a_move,
    a_request,
    berlin,
    change,
    make_resource,
    make_service,
    needs,
    open_weekly,
)
from tests.concurrency.crowd import all_at_once
from tests.concurrency.tables import homeless, overlaps, rows
from tests.concurrency.test_absences import alone

HOUR = timedelta(hours=1)
MONDAY, WEDNESDAY = berlin(23, 0), berlin(25, 0)
# Cases whose booking says something else, by state. Who moved and cancels later has moved all the same.
IN_TWO_STATES = """
SELECT c.state, count(*) FROM terminbuch_case AS c JOIN terminbuch_booking AS b ON b.id = c.booking_id
WHERE (c.state = 'cancelled' AND b.status <> 'cancelled')
OR (c.state <> 'cancelled' AND c.state <> 'moved' AND b.status = 'cancelled')
OR (c.state = 'moved' AND b.starts_at = c.was_starts_at)
OR (c.state IN ('kept', 'planned', 'waiting', 'phone') AND b.starts_at <> c.was_starts_at)
OR (c.state NOT IN ('waiting', 'phone') AND EXISTS (SELECT 1 FROM terminbuch_hold WHERE case_id = c.id))
OR (c.state = 'phone') <> EXISTS (SELECT 1 FROM terminbuch_task WHERE case_id = c.id AND done_at IS NULL)
GROUP BY c.state
"""
STATES = "SELECT state, count(DISTINCT booking_id) FROM terminbuch_case GROUP BY state"
# Each change that a customer hears of, and the mails about it that were not kept back.
CHANGES = """
SELECT booking_id, count(*) FROM terminbuch_historyentry
WHERE what IN ('moved', 'reassigned', 'reassigned_back') GROUP BY booking_id
"""
MAILS = """
SELECT booking_id, count(*) FROM terminbuch_delivery
WHERE kind = 'booking_moved' AND recipient LIKE 'guest%' GROUP BY booking_id
"""


@dataclass
class Storm:
    """The dice decide who can do what, who is booked when, and who answers how."""

    salon: Salon
    clara: Actor
    dice: random.Random

    def __post_init__(self) -> None:
        organisation = self.salon.organisation
        names = ("Dora", "Emil", "Fritz")
        others = [make_resource(organisation, name) for name in names]
        for person in others:
            open_weekly(person, self.salon.location)
        self.people: list[Resource] = [self.salon.ben, self.salon.clara, self.salon.room, *others]
        self.services: list[Service] = []
        for number in range(6):
            length, buffer = self.dice.choice([(30, 0), (45, 15), (60, 0), (90, 10)])
            service = make_service(
                organisation, f"service-{number}", duration_minutes=length, step_minutes=15,
                buffer_after_minutes=buffer,
            )  # fmt: skip
            needs(service, *self.dice.sample(self.people, self.dice.randint(2, 4)))
            self.services.append(service)

    def booked(self, count: int) -> None:
        tries = 0
        while Booking.objects.of(self.salon.organisation).count() < count:
            tries += 1
            alone_here(self.a_visit(f"guest{tries}"))

    def a_visit(self, who: str) -> Callable[[], Booking]:
        at = berlin(self.dice.choice([23, 24]), self.dice.randint(9, 16), self.dice.choice([0, 15, 30]))
        request = a_request(self.dice.choice(self.services), at=at, who=who)
        return partial(book, request, by=VISITOR, now=SUNDAY_18)

    def without_addresses(self) -> None:
        every = list(Booking.objects.of(self.salon.organisation))
        for booking in self.dice.sample(every, 6):
            change(booking, email="")

    def fall_ill(self) -> list[Disruption]:
        away = sorted(self.people, key=lambda person: person.allocations.count())[-2:]
        found = [
            record(an_absence(who, since=MONDAY, until=WEDNESDAY), by=self.clara, now=SUNDAY_18)
            for who in away
        ]
        for disruption in found:
            self.plan(disruption)
        return found

    def plan(self, disruption: Disruption) -> None:
        assistant.plan(disruption.uid, organisation_id=self.key, by=self.clara, now=SUNDAY_18)

    @property
    def key(self) -> int:
        return self.salon.organisation.pk

    def cases(self, *states: str) -> list[Case]:
        return list(Case.objects.of(self.key).filter(state__in=states).select_related("booking"))

    def sending(self, case: Case) -> Callable[[], Any]:
        return partial(assistant.send, [case.uid], organisation_id=self.key, by=self.clara, now=SUNDAY_18)

    def answers(self, case: Case, *, now: datetime) -> list[Callable[[], Any]]:
        """What may happen to a case about which the customer was asked; some do two things at once."""
        holds = list(Hold.objects.of(self.key).filter(case=case))
        by_hand: dict[str, Any] = {"organisation_id": self.key, "by": self.clara, "now": now}
        ways: list[Callable[[], Any]] = []
        for hold in holds:
            ways += [partial(redeem, hold.uid, booking_id=case.booking_id, by=LINK_HOLDER, now=now)] * 2
        later = berlin(26, self.dice.randint(9, 16))
        ways += [
            partial(reschedule, a_move(case.booking, to=later), by=LINK_HOLDER, now=now),
            partial(cancel, case.booking_id, by=LINK_HOLDER, now=now),
            partial(assistant.take_back, case.uid, **by_hand),
            partial(assistant.choose, case.uid, choice=Choice("phone"), **by_hand),
        ]
        return self.dice.sample(ways, self.dice.choice([0, 1, 1, 2, 3]))

    def by_phone(self, case: Case, *, now: datetime) -> list[Callable[[], Any]]:
        by_hand: dict[str, Any] = {"organisation_id": self.key, "by": self.clara, "now": now}
        holds = list(Hold.objects.of(self.key).filter(case=case))
        ways: list[Callable[[], Any]] = [
            partial(redeem, hold.uid, booking_id=case.booking_id, by=self.clara, now=now) for hold in holds
        ]
        ways += [
            partial(cancel, case.booking_id, by=self.clara, now=now),
            partial(assistant.leave, case.uid, **by_hand),
        ]
        return self.dice.sample(ways, 1)

    def all_at_once(self, deeds: list[Callable[[], Any]]) -> None:
        """Eight at a time, in any order."""
        self.dice.shuffle(deeds)
        for first in range(0, len(deeds), 8):
            all_at_once([alone(deed) for deed in deeds[first : first + 8]])


def alone_here(deed: Callable[[], Any]) -> None:
    with suppress(Refusal):
        deed()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_everybody_answers_nobody_is_forgotten_and_nothing_overlaps(
    salon: Salon, clara: Actor, seed: int
) -> None:
    storm = Storm(salon, clara, random.Random(seed))
    storm.booked(40)
    storm.without_addresses()
    disruptions = storm.fall_ill()
    hit = len(storm.cases("planned"))

    storm.all_at_once([storm.sending(case) for case in storm.cases("planned")])
    asked = storm.cases("waiting", "phone")
    answers = [answer for case in asked for answer in storm.answers(case, now=SUNDAY_18 + HOUR)]
    storm.all_at_once([*answers, *(storm.a_visit(f"late{number}") for number in range(12))])
    sound()
    for _ in range(3):
        for disruption in disruptions:
            storm.plan(disruption)
        storm.all_at_once([storm.sending(case) for case in storm.cases("planned")])
    run_chores(SUNDAY_18 + 5 * HOUR)
    sound()
    counted = dict(rows(STATES))
    assert counted.keys() <= {"kept", "moved", "cancelled", "phone"}
    assert sum(counted.values()) == hit

    calls = [one for case in storm.cases("phone") for one in storm.by_phone(case, now=SUNDAY_18 + 5 * HOUR)]
    storm.all_at_once(calls)
    for disruption in disruptions:
        assert disruption.absence is not None
        withdraw(disruption.absence.uid, organisation_id=storm.key, by=clara, now=SUNDAY_18 + 6 * HOUR)
    sound()
    counted = dict(rows(STATES))
    assert counted.keys() <= {"kept", "moved", "cancelled", "spared"}
    assert sum(counted.values()) == hit > 12
    assert rows("SELECT count(*) FROM terminbuch_hold WHERE case_id IS NOT NULL") == [(0,)]


def sound() -> None:
    """At any moment: no overlap, nobody without a time, no case in two states, every promise once."""
    assert (overlaps(), homeless()) == (0, 0)
    assert rows(IN_TWO_STATES) == []
    mails, changes = Counter(dict(rows(MAILS))), Counter(dict(rows(CHANGES)))
    without = {booking for (booking,) in rows("SELECT id FROM terminbuch_booking WHERE email = ''")}
    assert mails == Counter({booking: count for booking, count in changes.items() if booking not in without})
