"""Somebody signed in at Google or Microsoft: the account is asked for its calendars, and kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from terminbuch.actions.outside import connecting as deeds
from terminbuch.calendars import outbound
from terminbuch.calendars.kind import Account
from terminbuch.calendars.kinds import opened
from terminbuch.calendars.oauth.codes import redeem
from terminbuch.calendars.oauth.providers import NAMES
from terminbuch.calendars.troubles import Unreadable
from terminbuch.ical.seen import Found
from terminbuch.models import CalendarConnection, Member, Resource
from terminbuch.queries.absences import zone_of

from ..decisions import acting
from .begun import Begun

SECONDS = 10.0
LONGEST_NAME = 254


def connected(
    member: Member, resource: Resource, begun: Begun, *, code: str, back: str, now: datetime
) -> CalendarConnection:
    """Named after the main calendar's owner. Raises a Trouble or a Refusal; then nothing is kept."""
    secret = redeem(begun.provider, code, verifier=begun.verifier, back=back, now=now)
    found = _calendars(begun.provider, secret)
    owner = _owner(found)
    return deeds.connect(
        resource.pk, begun.provider, name=owner or NAMES[begun.provider], username=_account(found),
        secret=secret, owners=[owner], zone_name=_zone_name(found, resource), found=found,
        organisation_id=member.organisation_id, by=acting(member), now=now,
    )  # fmt: skip


def signed_in_again(
    member: Member, row: CalendarConnection, begun: Begun, *, code: str, back: str, now: datetime
) -> CalendarConnection:
    """To the same account, whose calendars are listed anew. Raises OtherAccount."""
    secret = redeem(begun.provider, code, verifier=begun.verifier, back=back, now=now)
    found = _calendars(begun.provider, secret)
    signed_in = deeds.sign_in_again(
        row.pk, secret, username=_account(found), organisation_id=member.organisation_id, by=acting(member),
        now=now,
    )  # fmt: skip
    deeds.refresh_found(row.pk, found, organisation_id=member.organisation_id)
    return signed_in


def _calendars(provider: str, secret: Mapping[str, Any]) -> list[Found]:
    """At least one. Raises Unreadable."""
    found = outbound.wait(opened(Account(provider, secret=secret)).calendars(), seconds=SECONDS)
    if not found:
        raise Unreadable("no calendars")
    return found


def _main(found: list[Found]) -> Found:
    return next((calendar for calendar in found if calendar.is_main), found[0])


def _owner(found: list[Found]) -> str:
    return _main(found).facts.get("owner", "")


def _account(found: list[Found]) -> str:
    """By which the same account is known again."""
    return (_owner(found) or _main(found).remote_id)[:LONGEST_NAME]


def _zone_name(found: list[Found], resource: Resource) -> str:
    """Where whole days are meant: as the account says, else where the resource works."""
    said = _main(found).zone_name
    return said if said in available_timezones() else zone_of(resource).key
