"""Businesses that are open long, for the benchmarks that book: ``python -m benchmarks.bazaar many 100 5``.

So many businesses with so many people each, written into the database of the environment. Any one of the
people serves, a quarter of an hour at a time, so that a business can be booked 64 times a day and person.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime, time, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terminbuch.config.settings")
django.setup()

from terminbuch.models import Organisation, Schedule, WeeklyHours  # noqa: E402  # Django first
from tests.builders import make_location, make_organisation, make_resource, make_service, needs  # noqa: E402

A_DAY, QUARTER, HORIZON_DAYS = timedelta(days=1), timedelta(minutes=15), 200
STARTS_A_DAY = 16 * 4
# As it is when somebody sets up a business: a mail to the customer, one to who serves, and a reminder.
SERVICE = {"duration_minutes": 15, "step_minutes": 15, "horizon_days": HORIZON_DAYS, "reminder_minutes": 1440}


def fill(name: str, businesses: int, people: int) -> None:
    for number in range(businesses):
        open_business(make_organisation(f"{name}-{number}"), people)


def open_business(organisation: Organisation, people: int) -> None:
    location = make_location(organisation, zone_name="Etc/UTC")
    able = [make_resource(organisation, f"Person {number}", position=number) for number in range(people)]
    needs(make_service(organisation, "cut", **SERVICE), *able)
    schedules = Schedule.objects.bulk_create(
        Schedule(organisation=organisation, resource=person, location=location) for person in able
    )
    WeeklyHours.objects.bulk_create(
        WeeklyHours(organisation=organisation, schedule=schedule, weekday=day, opens=time(6), closes=time(22))
        for schedule in schedules
        for day in range(7)
    )


def first_day() -> date:
    """Three days on, so that the reminder still lies ahead."""
    return datetime.now(UTC).date() + 3 * A_DAY


def start_of(number: int) -> datetime:
    """The quarters of an hour, counted from the first day on."""
    day, quarter = divmod(number, STARTS_A_DAY)
    return datetime.combine(first_day() + day * A_DAY, time(6), UTC) + quarter * QUARTER


def starts() -> int:
    """How many quarters of an hour can be booked."""
    return (HORIZON_DAYS - 5) * STARTS_A_DAY


def chosen(name: str) -> list[tuple[int, int, int]]:
    """Organisation, service and location of each business of this bazaar."""
    rows = Organisation.objects.filter(slug__startswith=f"{name}-").order_by("pk")
    return [_ids(organisation) for organisation in rows]


def _ids(organisation: Organisation) -> tuple[int, int, int]:
    schedule = Schedule.objects.of(organisation).select_related("resource")[0]
    skill = schedule.resource.skills.select_related("requirement")[0]
    return organisation.pk, skill.requirement.service_id, schedule.location_id


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
