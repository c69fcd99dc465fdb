"""How long a service takes, and who can do it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Candidate, Disruption, Requirement, Resource, Service
from terminbuch.queries.preview import SkillsChange, TimesChange, digest

from ..asking import Actor
from ..deed import deed
from ..locking import lock_resources
from ..refusals import NotYours
from .refusals import Contradiction
from .saving import Saving, save

NOTHING_LEFT = _(
    "So much notice reaches beyond the days that can be booked ahead: nothing could ever be booked."
)


@deed
def change_service_times(
    change: TimesChange, saving: Saving, *, by: Actor, now: datetime
) -> Disruption | None:
    """Length, grid, buffers, notice, horizon and seats from now on; bookings keep what they were made with.

    Returns the board where bookings were handed over. Raises RuleChanged, NotYours, Contradiction.
    """
    if change.times.leaves_nothing:
        raise Contradiction({"notice_minutes": NOTHING_LEFT})
    _lock_service(change.organisation_id, change.service_id)
    serving = _able(change.organisation_id, change.service_id)
    lock_resources(change.organisation_id, serving)
    return save(change, saving, _write_times, resources=serving, by=by, now=now)


@deed
def set_candidates(change: SkillsChange, saving: Saving, *, by: Actor, now: datetime) -> Disruption | None:
    """Who can meet a requirement, each with an own length and own buffers. Returns and raises as above."""
    ours = change.organisation_id
    requirement = Requirement.objects.of(ours).filter(pk=change.requirement_id).first()
    if requirement is None or _unknown(change):
        raise NotYours
    _lock_service(ours, requirement.service_id)
    concerned = _able(ours, requirement.service_id) | change.resources
    lock_resources(ours, concerned)
    return save(change, saving, _write_skills, resources=concerned, by=by, now=now)


def give_candidates(change: SkillsChange, *, by: Actor, now: datetime) -> None:
    """A step of the deed that has just made the requirement and locked all resources. Raises NotYours."""
    if _unknown(change):
        raise NotYours
    save(change, Saving(digest(())), _write_skills, resources=change.resources, by=by, now=now)


def _lock_service(organisation_id: int, service_id: int) -> None:
    rows = Service.objects.of(organisation_id).select_for_update(no_key=True)
    if rows.filter(pk=service_id).first() is None:
        raise NotYours


def _able(organisation_id: int, service_id: int) -> set[int]:
    """Everybody who can serve it today."""
    rows = Candidate.objects.of(organisation_id).filter(requirement__service_id=service_id)
    return set(rows.values_list("resource_id", flat=True))


def _unknown(change: SkillsChange) -> bool:
    """Whether a resource among them is of somebody else."""
    known = Resource.objects.of(change.organisation_id).filter(pk__in=change.resources)
    return known.count() < len(change.resources)


def _write_times(change: TimesChange) -> None:
    rows = Service.objects.of(change.organisation_id).filter(pk=change.service_id)
    rows.update(**asdict(change.times), revision=F("revision") + 1)


def _write_skills(change: SkillsChange) -> None:
    rows = Candidate.objects.of(change.organisation_id)
    rows.filter(requirement_id=change.requirement_id).delete()
    Candidate.objects.bulk_create(
        Candidate(
            organisation_id=change.organisation_id, requirement_id=change.requirement_id, **asdict(skill)
        )
        for skill in change.skills
    )
    Service.objects.of(change.organisation_id).filter(requirements__pk=change.requirement_id).update(
        revision=F("revision") + 1
    )
