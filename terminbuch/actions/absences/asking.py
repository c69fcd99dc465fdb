"""What doors hand over about absences: frozen values, already checked for shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AbsenceRequest:
    """Somebody is away, or with ``location_id`` a whole location is closed; one of the two is None.

    Without ``ends_at`` until further notice. ``kind`` is one of ``Absence.Kind``. ``reason`` is for staff
    only, ``public_sentence`` stands in the mails to customers.
    """

    organisation_id: int
    resource_id: int | None
    location_id: int | None
    starts_at: datetime
    ends_at: datetime | None
    kind: str
    reason: str = ""
    public_sentence: str = ""
