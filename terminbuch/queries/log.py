"""What was set in a business, by whom and when: the latest first."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from terminbuch.models import HistoryEntry, Organisation

RULES = ["hours_changed", "exception_changed", "service_changed", "skills_changed"]
TOPICS: dict[str, Q] = {
    "offer": Q(what__in=["service_changed", "skills_changed"])
    | Q(what__startswith="setting_", facts__subject__in=["service", "group", "question", "requirement"]),
    "hours": Q(what__in=["hours_changed", "exception_changed"]),
    "business": Q(what__startswith="logo_")
    | Q(what__startswith="setting_", facts__subject__in=["organisation", "location", "resource"]),
    "mail": Q(what__startswith="mail_") | Q(what__startswith="setting_", facts__subject="mail_text"),
    "team": Q(what__startswith="member_") | Q(what__startswith="invit") | Q(what="business_founded"),
    "calendars": Q(what__startswith="calendar_"),
}
ALL = Q(what__startswith="setting_") | TOPICS["offer"] | TOPICS["hours"] | TOPICS["team"]
ALL |= Q(what__startswith="logo_") | Q(what__startswith="mail_") | TOPICS["calendars"]


@dataclass(frozen=True)
class Page:
    """``entries`` with members and users; whether there are ``older`` ones."""

    entries: list[HistoryEntry]
    has_older: bool


def log(organisation: Organisation | int, *, topic: str, page: int, length: int = 40) -> Page:
    """Of one topic, or of all for a word that names none. Pages are counted from 1."""
    rows = _set(organisation).filter(TOPICS.get(topic, Q())).select_related("member__user")
    first = (page - 1) * length
    found = list(rows.order_by("-at", "-pk")[first : first + length + 1])
    return Page(found[:length], len(found) > length)


def entry(organisation: Organisation | int, uid: uuid.UUID) -> HistoryEntry | None:
    return _set(organisation).filter(uid=uid).select_related("member__user").first()


def _set(organisation: Organisation | int) -> QuerySet[HistoryEntry]:
    return HistoryEntry.objects.of(organisation).filter(ALL, booking=None)
