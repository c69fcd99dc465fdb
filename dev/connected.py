"""Connects Ben's calendars in the demo, as somebody would on the page; once. Part of ``with_calendars``."""

from __future__ import annotations

from typing import Any

import django

django.setup()

from django.utils import timezone  # noqa: E402  # the tables are there once Django is set up

from dev.with_calendars import PASSWORD, SERVER, WHO  # noqa: E402
from terminbuch.actions.asking import COMMAND  # noqa: E402
from terminbuch.actions.outside.choosing import choose  # noqa: E402
from terminbuch.actions.outside.connecting import connect  # noqa: E402
from terminbuch.calendars import kinds, outbound  # noqa: E402
from terminbuch.calendars.caldav.discovery import discover  # noqa: E402
from terminbuch.calendars.kind import Account  # noqa: E402
from terminbuch.models import Organisation, OutsideCalendar, Resource  # noqa: E402

WANTED: dict[str, dict[str, Any]] = {
    "Termine": {"blocks": True, "receives": True, "style": "full"},
    "Privat": {"blocks": True},
}


def main() -> None:
    now = timezone.now()
    salon = Organisation.objects.get(slug="salon-anna")
    ben = Resource.objects.of(salon).get(slug="ben")
    if ben.calendar_connections.exists():
        return
    found = outbound.wait(discover(SERVER, WHO, PASSWORD), seconds=10)
    secret = {"password": PASSWORD}
    account = Account("caldav", found.address, WHO, secret, found.hosts)
    connection = connect(
        ben.pk, "caldav", name="Radicale", address=found.address, username=WHO, secret=secret,
        hosts=found.hosts, zone_name="Europe/Berlin", organisation_id=salon.pk, by=COMMAND, now=now,
        found=outbound.wait(kinds.opened(account).calendars(), seconds=10),
    )  # fmt: skip
    for calendar in OutsideCalendar.objects.of(salon).filter(connection=connection, name__in=WANTED):
        choose(calendar.uid, WANTED[calendar.name], organisation_id=salon.pk, by=COMMAND, now=now)


if __name__ == "__main__":
    main()
