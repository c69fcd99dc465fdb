"""What an organisation offers online."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.models import Service, ServiceGroup
from terminbuch.queries.services import (
    choosable_resources,
    locations_of,
    online_services,
    requirements_of,
    service_by_slug,
)
from tests.builders import (
    Salon,
    change,
    make_location,
    make_resource,
    make_service,
    needs,
    open_weekly,
)
from tests.queries.asked import number_of_queries

HOUR = timedelta(hours=1)


def names(salon: Salon) -> list[tuple[str, list[str]]]:
    """Headings and the services under them, as the page shows them."""
    return [
        (group.heading.name_en if group.heading else "", [service.slug for service in group.services])
        for group in online_services(salon.organisation)
    ]


def test_services_stand_under_their_headings_in_their_order(salon: Salon, mallory: Salon) -> None:
    own = {"organisation": salon.organisation}
    colour, care = (
        ServiceGroup.objects.create(name_de=name, name_en=name, position=position, **own)
        for position, name in ((2, "Colour"), (1, "Care"))
    )
    ServiceGroup.objects.create(name_de="Empty", name_en="Empty", **own)
    for slug, group, position in (("b", colour, 2), ("a", colour, 1), ("c", care, 1)):
        make_service(salon.organisation, slug, group=group, position=position)

    assert names(salon) == [("Care", ["c"]), ("Colour", ["a", "b"]), ("", ["cut"])]
    assert names(mallory) == [("", ["cut"])]


def test_what_is_internal_or_over_is_not_shown(salon: Salon) -> None:
    make_service(salon.organisation, "internal", is_online=False)
    make_service(salon.organisation, "over", is_active=False)

    assert names(salon) == [("", ["cut"])]
    for slug in ("internal", "over", "never"):
        assert service_by_slug(salon.organisation, slug) is None


def test_another_organisations_service_is_as_unknown_as_any_word(salon: Salon, mallory: Salon) -> None:
    make_service(mallory.organisation, "secret")

    assert service_by_slug(salon.organisation, "secret") is None
    found = service_by_slug(salon.organisation, "cut")
    assert found == salon.cut


@pytest.mark.parametrize("more", [0, 5])
def test_showing_many_services_asks_once(salon: Salon, more: int) -> None:
    for number in range(more):
        make_service(salon.organisation, f"service-{number}")

    assert number_of_queries(lambda: names(salon)) == 1


def test_a_service_is_to_be_had_where_somebody_who_offers_it_has_hours(salon: Salon, mallory: Salon) -> None:
    change(salon.location, position=1)
    east = make_location(salon.organisation, "ost", name="Ost")
    make_location(salon.organisation, "west")
    open_weekly(salon.ben, east)

    assert locations_of(salon.cut) == [east, salon.location]
    change(salon.ben, is_active=False)
    assert locations_of(Service.objects.of(salon.organisation).get()) == [salon.location]
    assert locations_of(mallory.cut) == [mallory.location]


def test_customers_may_choose_among_the_active_people_of_the_place(salon: Salon) -> None:
    east = make_location(salon.organisation, "ost")
    open_weekly(salon.clara, east)
    dora = make_resource(salon.organisation, "Dora", is_active=False)
    open_weekly(dora, salon.location)
    needs(salon.cut, salon.room)
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben, dora)

    assert choosable_resources(salon.cut, salon.location) == [salon.ben, salon.clara]
    assert choosable_resources(salon.cut, east) == [salon.clara]
    assert choosable_resources(shave, salon.location) == []


def test_a_service_comes_along_with_what_it_needs(salon: Salon) -> None:
    service = service_by_slug(salon.organisation, "cut")
    assert service is not None

    def ask() -> None:
        locations_of(service)
        choosable_resources(service, salon.location)
        requirements_of(service)

    assert number_of_queries(ask) == 0
