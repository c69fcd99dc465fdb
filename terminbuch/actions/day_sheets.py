"""Every evening the sheet of the next days, to those who would open the shop without us."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from terminbuch.models import Delivery, Location, Member, Organisation
from terminbuch.queries.day_sheet import READERS, mailed_first

from .deed import deed
from .personal import promise_personally

KIND = "day_sheet"


def promise_day_sheets(now: datetime) -> None:
    """Whatever is due by each business's own clocks, once a day; who practises gets none."""
    for organisation in Organisation.objects.filter(day_sheet_at__isnull=False, practice_of=None):
        clock = now.astimezone(_zone(organisation))
        if organisation.day_sheet_at and clock.time() >= organisation.day_sheet_at:
            _promise(organisation, clock, now=now)


@deed
def _promise(organisation: Organisation, clock: datetime, *, now: datetime) -> None:
    """``clock`` is now by the clocks of the place: its date makes the promise unique."""
    keys = {f"{clock.date()}:{member.user_id}": member for member in _readers(organisation)}
    rows = Delivery.objects.of(organisation).filter(key__in=[f"{KIND}:{key}" for key in keys])
    known = set(rows.values_list("key", flat=True))
    for key, member in keys.items():
        if f"{KIND}:{key}" not in known:
            _promise_one(member, key, clock, now=now)


def _promise_one(member: Member, key: str, clock: datetime, *, now: datetime) -> None:
    first = mailed_first(now, ZoneInfo(str(clock.tzinfo)))
    promise_personally(
        KIND,
        organisation_id=member.organisation_id,
        recipient=member.user.email,
        language=member.user.language,
        key=key,
        now=now,
        user=member.user,
        facts={"first": first.isoformat(), "days": member.organisation.day_sheet_days},
    )


def _readers(organisation: Organisation) -> list[Member]:
    rows = Member.objects.of(organisation).filter(role__in=READERS, user__is_active=True)
    return list(rows.select_related("organisation", "user").order_by("pk"))


def _zone(organisation: Organisation) -> ZoneInfo:
    names = Location.objects.of(organisation).values_list("zone_name", flat=True)
    return ZoneInfo(names.first() or settings.TIME_ZONE)
