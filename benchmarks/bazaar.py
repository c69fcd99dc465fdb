"""Businesses that are open long, for the benchmarks that book: ``python -m benchmarks.bazaar many 100 5``.

So many businesses with so many people each, written into the database of the environment. Any one of the
people serves, a quarter of an hour at a time, so that a business can be booked 64 times a day and person.
"""

from __future__ import annotations

import os
import sys

import django

from benchmarks.bazaar_times import CLOSES, HORIZON_DAYS, OPENS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terminbuch.config.settings")
django.setup()

from terminbuch.models import Organisation, Schedule, WeeklyHours  # noqa: E402  # Django first
from tests.builders import make_location, make_organisation, make_resource, make_service, needs  # noqa: E402

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
        WeeklyHours(organisation=organisation, schedule=schedule, weekday=day, opens=OPENS, closes=CLOSES)
        for schedule in schedules
        for day in range(7)
    )


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
