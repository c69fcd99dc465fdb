"""The morning when Ben is ill: what Clara does at the board, one line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from terminbuch.actions import assistant
from terminbuch.actions.absences import record
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import Actor
from terminbuch.models import Booking, Case, Disruption, Resource, Task
from terminbuch.queries.plan import Proposal
from tests.builders import SUNDAY_18, Salon, berlin

MONDAY, TUESDAY = berlin(23, 0), berlin(24, 0)


def an_absence(
    who: Resource, *, since: datetime = MONDAY, until: datetime | None = TUESDAY, **fields: Any
) -> AbsenceRequest:
    values = {"kind": "illness", "public_sentence": f"{who.name} ist leider erkrankt."} | fields
    return AbsenceRequest(who.organisation_id, who.pk, None, since, until, **values)


@dataclass(frozen=True)
class Morning:
    salon: Salon
    clara: Actor

    @property
    def key(self) -> int:
        return self.salon.organisation.pk

    def falls_ill(
        self, who: Resource | None = None, *, now: datetime = SUNDAY_18, **fields: Any
    ) -> Disruption:
        """Entered and planned."""
        disruption = record(an_absence(who or self.salon.ben, **fields), by=self.clara, now=now)
        assistant.plan(disruption.uid, organisation_id=self.key, by=self.clara, now=now)
        return disruption

    def send(self, *cases: Case, now: datetime = SUNDAY_18, **fields: Any) -> assistant.Sent:
        uids = [case.uid for case in cases]
        return assistant.send(uids, organisation_id=self.key, by=self.clara, now=now, **fields)

    def take_back(self, case: Case, *, now: datetime = SUNDAY_18, **fields: Any) -> Case:
        return assistant.take_back(case.uid, organisation_id=self.key, by=self.clara, now=now, **fields)


def case_of(booking: Booking) -> Case:
    """The latest."""
    return Case.objects.of(booking.organisation_id).filter(booking=booking).latest("pk")


def states(cases: Iterable[Case]) -> list[str]:
    return [case.state for case in cases]


def proposal(booking: Booking) -> Proposal:
    return Proposal.of_json(case_of(booking).proposal)


def calls(booking: Booking) -> list[tuple[str, bool]]:
    """What somebody is asked to phone about, and whether it is done."""
    rows = Task.objects.of(booking.organisation_id).filter(booking=booking, kind="phone").order_by("pk")
    return [(task.about, task.done_at is not None) for task in rows]
