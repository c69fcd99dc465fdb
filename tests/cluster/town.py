"""What can be booked: twenty people who work from early to late. Run on an application host, as it is."""

from __future__ import annotations

from datetime import time

import django

PEOPLE = 20
SLUG, SERVICE = "stadt", "cut"


def main() -> None:
    django.setup()
    from tests.builders import (  # noqa: PLC0415  # Django must be there before
        make_location,
        make_member,
        make_organisation,
        make_resource,
        make_service,
        needs,
        open_weekly,
    )

    business = make_organisation(SLUG, holds_per_visitor=10000)
    location = make_location(business)
    people = [make_resource(business, f"Person {number}", position=number) for number in range(PEOPLE)]
    for each in people:
        open_weekly(each, location, days=range(7), opens=time(6), closes=time(22))
    service = make_service(business, SERVICE, duration_minutes=30, step_minutes=30)
    needs(service, *people)
    make_member(business, "Clara", role="owner")


if __name__ == "__main__":
    main()
