"""The order in which rows stand on the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from ..asking import Actor
from ..deed import deed
from ..refusals import NotYours
from ..rules import RuleChanged
from .noting import note
from .subjects import SUBJECTS


@deed
def arrange(subject: str, order: Sequence[int], *, organisation_id: int, by: Actor, now: datetime) -> None:
    """Rows stand in this order of their ids; those that are left out keep their place.

    The same order again changes nothing. Raises NotYours for a row of somebody else, RuleChanged for a row
    that stands in it twice.
    """
    rows = SUBJECTS[subject].rows(organisation_id).filter(pk__in=order)
    found: dict[int, Any] = {row.pk: row for row in rows.select_for_update(no_key=True).order_by("pk")}
    if len(found) < len(set(order)):
        raise NotYours
    if len(set(order)) < len(order):
        raise RuleChanged
    was = {str(pk): found[pk].position for pk in order}
    to = {str(pk): place for place, pk in enumerate(order)}
    if was == to:
        return
    first = found[order[0]]
    # Columns of the calendar change places: whoever looks on asks again (I4).
    raised = {"revision": F("revision") + 1} if hasattr(first, "revision") else {}
    for place, pk in enumerate(order):
        SUBJECTS[subject].rows(organisation_id).filter(pk=pk).update(position=place, **raised)
    note("arranged", subject, first, was=was, to=to, organisation_id=organisation_id, by=by, now=now)
