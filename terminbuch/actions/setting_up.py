"""The first of a business: so that one person and one service can be booked without knowing more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from terminbuch.models import Requirement, Resource, Service
from terminbuch.queries.preview import Skill, SkillsChange

from .asking import Actor
from .deed import deed
from .locking import lock_resources
from .rules.of_a_service import give_candidates
from .settings.changing import put


@deed
def employ(values: Mapping[str, Any], *, organisation_id: int, by: Actor, now: datetime) -> Resource:
    """A new resource, which also serves whatever nobody could serve before. Raises Contradiction."""
    services = Service.objects.of(organisation_id).order_by("pk").select_for_update(no_key=True)
    list(services.values_list("pk", flat=True))
    resource: Resource = put("resource", values, organisation_id=organisation_id, by=by, now=now)
    lock_resources(organisation_id, [resource.pk])
    for requirement in Requirement.objects.of(organisation_id).filter(candidates__isnull=True):
        able = SkillsChange(organisation_id, requirement_id=requirement.pk, skills=(Skill(resource.pk),))
        give_candidates(able, by=by, now=now)
    return resource
