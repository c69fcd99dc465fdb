from __future__ import annotations

import uuid

from django.http import Http404

from terminbuch.models import Absence, Member
from terminbuch.queries import absences


def found(member: Member, uid: uuid.UUID) -> Absence:
    """Raises Http404 for what is not there or of another business."""
    absence = absences.by_uid(member, uid)
    if absence is None:
        raise Http404
    return absence
