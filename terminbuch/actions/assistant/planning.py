"""The plan is made outside any lock, and written where nothing has happened meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from terminbuch.models import Case, Disruption
from terminbuch.queries.plan import Plan, planned

from ..asking import Actor
from ..deed import deed
from ..refusals import NotYours


def plan(disruption_uid: UUID, *, organisation_id: int, by: Actor, now: datetime) -> None:
    """What is best for all who are not looked after yet. What staff chose stays. Raises NotYours."""
    disruption = Disruption.objects.of(organisation_id).filter(uid=disruption_uid).first()
    if disruption is None:
        raise NotYours
    _write(disruption, planned(disruption, now=now), now=now)


@deed
def _write(disruption: Disruption, made: Plan, *, now: datetime) -> None:
    rows = Case.objects.of(disruption.organisation_id).select_for_update(no_key=True)
    cases = rows.filter(disruption=disruption, state=Case.State.PLANNED, pk__in=made.versions)
    fresh = [case for case in cases.order_by("pk") if case.version == made.versions[case.pk]]
    for case in fresh:
        case.proposal = made.proposals[case.pk].as_json() | {"plan": _quality(made)}
        case.version += 1
    Case.objects.of(disruption.organisation_id).bulk_update(fresh, ["proposal", "version"])
    Disruption.objects.of(disruption.organisation_id).filter(pk=disruption.pk).update(planned_at=now)


def _quality(made: Plan) -> Mapping[str, object]:
    return {"is_best": made.is_best, "gap": made.gap_minutes}
