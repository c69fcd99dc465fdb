"""The steps of the guided set-up, in their order."""

from __future__ import annotations

from dataclasses import dataclass

from terminbuch.models import Member

from . import business, hours, look, mail, people, place, service
from .step import Step

STEPS: tuple[Step, ...] = (
    business.STEP,
    place.STEP,
    service.STEP,
    people.STEP,
    hours.STEP,
    look.STEP,
    mail.STEP,
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A step as it stands for a business; ``number`` counts from 1."""

    number: int
    step: Step
    is_done: bool


def stages(member: Member) -> list[Stage]:
    """Those that are for this member."""
    way = [step for step in STEPS if step.is_for(member)]
    return [Stage(number, step, step.is_done(member)) for number, step in enumerate(way, start=1)]
