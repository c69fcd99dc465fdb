"""Businesses in django-appointment as benchmarks.filling makes ours: one person, half-hours, nine to five.

``python -m benchmarks.peers.django_appointment.filling 2026-12-01 40 200 10000``: forty clients who have
signed in, and for each further number a service of one person with so many appointments, up to 200 of them
in that month. Prints as JSON the ids by number, and the clients' cookies.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import count, islice

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.peers.django_appointment.settings")
django.setup()

from appointment.models import (  # noqa: E402  # Django must be ready before
    Appointment,
    AppointmentRequest,
    Config,
    Service,
    StaffMember,
    WorkingHours,
)
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

IN_THE_MONTH = 200
OPENS, CLOSES, HALF_AN_HOUR, DAY = time(9), time(17), timedelta(minutes=30), timedelta(days=1)


def main(month: date, clients: int, numbers: list[int]) -> None:
    Config.objects.create(slot_duration=30, lead_time=OPENS, finish_time=CLOSES, appointment_buffer_time=0)
    businesses = {number: _business(f"with-{number}") for number in numbers}
    for number, staff in businesses.items():
        _book(staff, islice(_chosen(month, number), number))
    ids = {number: [staff.services_offered.get().pk, staff.pk] for number, staff in businesses.items()}
    print(json.dumps({"ids": ids, "cookies": [_signed_in(number) for number in range(clients)]}))


def _business(name: str) -> StaffMember:
    user = User.objects.create_user(name, f"{name}@salon.example", first_name="Ben", last_name=name)
    staff = StaffMember.objects.create(user=user)
    staff.services_offered.add(Service.objects.create(name=name, duration=HALF_AN_HOUR, price=0))
    for weekday in range(1, 6):  # it counts from Sunday on
        WorkingHours.objects.create(
            staff_member=staff, day_of_week=weekday, start_time=OPENS, end_time=CLOSES
        )
    return staff


def _chosen(month: date, number: int) -> Iterator[datetime]:
    """Spread evenly over the month, then the days after and before it, nearest first, as ours are."""
    after = (month + 32 * DAY).replace(day=1)
    within = list(_starts(month + day * DAY for day in range((after - month).days)))
    share = min(number, IN_THE_MONTH)
    yield from (within[at * len(within) // share] for at in range(share))
    yield from islice(_starts(after + day * DAY for day in count()), (number - share) // 10)
    yield from _starts(month - day * DAY for day in count(1))


def _starts(days: Iterable[date]) -> Iterator[datetime]:
    for day in days:
        if day.weekday() < 5:
            yield from (datetime.combine(day, OPENS) + at * HALF_AN_HOUR for at in range(16))


def _book(staff: StaffMember, starts: Iterable[datetime]) -> None:
    service, client = staff.services_offered.get(), User.objects.create_user(f"of-{staff.pk}", "a@b.example")
    requests = AppointmentRequest.objects.bulk_create(
        AppointmentRequest(
            date=start.date(),
            start_time=start.time(),
            end_time=(start + HALF_AN_HOUR).time(),
            service=service,
            staff_member=staff,
            id_request=uuid.uuid4().hex,
        )
        for start in starts
    )
    Appointment.objects.bulk_create(
        Appointment(client=client, appointment_request=each, id_request=uuid.uuid4().hex, amount_to_pay=0)
        for each in requests
    )


def _signed_in(number: int) -> str:
    """The session of a client, who is spared the code by mail that others must type."""
    user = User.objects.create_user(f"client-{number}", f"client-{number}@example.org", first_name="Anna")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main(date.fromisoformat(sys.argv[1]), int(sys.argv[2]), [int(word) for word in sys.argv[3:]])
