"""A service is more than its row: it comes with what it needs, and is copied with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from terminbuch.models import Question, Requirement, Service
from terminbuch.queries.preview import Skill, SkillsChange, skills_of

from ..asking import Actor
from ..deed import deed
from ..refusals import NotYours
from ..rules.of_a_service import give_candidates
from .changing import put
from .subjects import SUBJECTS


@deed
def offer(
    values: Mapping[str, Any], able: Iterable[int], *, organisation_id: int, by: Actor, now: datetime
) -> Service:
    """A new service that one of these resources serves; of several the customer may choose.

    Raises NotYours, and Contradiction by the service's columns.
    """
    skills = tuple(map(Skill, able))
    service: Service = put("service", values, organisation_id=organisation_id, by=by, now=now)
    needed = {"service_id": service.pk, "chosen_by_customer": len(skills) > 1}
    _need(needed, skills, organisation_id=organisation_id, by=by, now=now)
    return service


@deed
def need(
    values: Mapping[str, Any], able: Iterable[int], *, organisation_id: int, by: Actor, now: datetime
) -> Requirement:
    """One more requirement of a service, met by one of these resources or by all. Raises as above."""
    return _need(values, tuple(map(Skill, able)), organisation_id=organisation_id, by=by, now=now)


@deed
def duplicate(
    service_id: int, values: Mapping[str, Any], *, organisation_id: int, by: Actor, now: datetime
) -> Service:
    """A copy with questions, requirements and everybody's own times, but for these columns. Raises so too."""
    service = Service.objects.of(organisation_id).filter(pk=service_id).first()
    if service is None:
        raise NotYours
    around: dict[str, Any] = {"organisation_id": organisation_id, "by": by, "now": now}
    copy: Service = put("service", {**SUBJECTS["service"].values(service), **values}, **around)
    of_the_copy = {"service_id": copy.pk}
    for question in Question.objects.of(organisation_id).filter(service=service):
        put("question", SUBJECTS["question"].values(question) | of_the_copy, **around)
    for needed in Requirement.objects.of(organisation_id).filter(service=service):
        _need(SUBJECTS["requirement"].values(needed) | of_the_copy, skills_of(needed), **around)
    return copy


def _need(
    values: Mapping[str, Any], skills: tuple[Skill, ...], *, organisation_id: int, by: Actor, now: datetime
) -> Requirement:
    requirement: Requirement = put("requirement", values, organisation_id=organisation_id, by=by, now=now)
    able = SkillsChange(organisation_id, requirement_id=requirement.pk, skills=skills)
    give_candidates(able, by=by, now=now)
    return requirement
