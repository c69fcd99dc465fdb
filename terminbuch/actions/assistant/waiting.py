"""Nobody answered, or the mail did not arrive: somebody phones."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Case

from ..cases import ask_to_phone
from ..deed import deed


@deed
def stop_waiting(case_id: int, *, organisation_id: int, now: datetime) -> None:
    """Ask somebody to phone when the deadline is over; equality is over. Anything else is left alone.

    The times stay kept a little longer, so that there is something to offer on the phone.
    """
    rows = Case.objects.of(organisation_id).filter(pk=case_id, state=Case.State.WAITING, deadline__lte=now)
    case = rows.select_for_update(no_key=True).first()
    if case is not None:
        case.state, case.changed_at, case.changed_by = Case.State.PHONE, now, None
        case.version += 1
        case.save()
        ask_to_phone(case, "no_answer", now=now)
