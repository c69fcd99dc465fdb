"""Somebody who takes a time and gives it back, again and again, until standard input ends.

``python -m benchmarks.taking with-200 2026-12-01`` says "ready" first and at the end how often it was.
"""

from __future__ import annotations

import os
import select
import sys
from datetime import date, datetime, time, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terminbuch.config.settings")
django.setup()

from django.utils import timezone  # noqa: E402  # Django must be ready before

from terminbuch.actions.asking import HoldRequest  # noqa: E402
from terminbuch.actions.holding import hold, release  # noqa: E402
from terminbuch.models import Location, Organisation, Service  # noqa: E402
from terminbuch.queries.offers import offer  # noqa: E402
from terminbuch.queries.wish import Wish  # noqa: E402

PAUSE_SECONDS = 0.025


def take_and_give_back(slug: str, month: date) -> int:
    """How often; some ten times a second."""
    request = _request(slug, month)
    taken = 0
    while not select.select([sys.stdin], [], [], PAUSE_SECONDS)[0]:
        held = hold(request, now=timezone.now())
        release(held.token, organisation_id=request.organisation_id, now=timezone.now())
        taken += 1
    return taken


def _request(slug: str, month: date) -> HoldRequest:
    organisation = Organisation.objects.get(slug=slug)
    service, place = Service.objects.of(organisation).get(), Location.objects.of(organisation).get()
    days = {"first": month, "last": month + timedelta(days=27), "zone": place.zone}
    free = offer(
        Wish(service, place), **days, now=datetime.combine(month, time(), place.zone) - timedelta(days=5)
    )
    start = free.slots[-1].start
    return HoldRequest(organisation.pk, service.pk, place.pk, start, None, "192.0.2.1")


if __name__ == "__main__":
    print("ready", flush=True)
    print(take_and_give_back(sys.argv[1], date.fromisoformat(sys.argv[2])))
