"""An edition is another one after every change of what a page shows, and after no other."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection, models
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from terminbuch.actions.holding import hold
from terminbuch.models import (
    Candidate,
    Location,
    Logo,
    Organisation,
    Requirement,
    Resource,
    Service,
    ServiceGroup,
)
from terminbuch.queries import editions
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    Salon,
    a_hold,
    change,
    make_location,
    make_resource,
    make_salon,
    make_service,
    needs,
)

MINUTE = timedelta(minutes=1)
# Who a row is and whose: it is another row then. A practice's real business is looked at below.
IDENTITY = {"id", "organisation", "requirement", "service", "resource", "practice_of", "group", "uid"}
WHOLE = (Organisation, Service, Requirement, Candidate)


def columns(*tables: type[models.Model]) -> list[Any]:
    return [
        pytest.param(table, field, id=f"{table.__name__} {field.name}")
        for table in tables
        for field in table._meta.concrete_fields
        if field.name not in IDENTITY
    ]


def other(field: Any, value: Any) -> Any:
    """Another value that the column takes."""
    match field:
        case models.BooleanField():
            return not value
        case models.DateTimeField():
            return SUNDAY_18
        case models.DateField():
            return SUNDAY_18.date()
        case models.TimeField():
            return time(7, 0)
        case models.JSONField():
            return ["https://other.example"]
        case models.IntegerField():
            return (value or 0) + 1
        case _ if field.choices:
            return next(choice for choice, _name in field.choices if choice != value)
        case _:
            return f"{value or ''}x"[-field.max_length :]


def of(salon: Salon) -> tuple[editions.Edition | None, editions.Edition | None]:
    slug = salon.organisation.slug
    return editions.of_times(slug, "cut"), editions.of_services(slug)


def row_of(salon: Salon, table: type[models.Model]) -> Any:
    if table is Organisation:
        return salon.organisation
    return table.objects.of(salon.organisation)[0]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("table", "field"), columns(*WHOLE))
def test_any_column_of_a_row_that_is_read_whole_makes_another_edition(
    salon: Salon, table: type[models.Model], field: Any
) -> None:
    row = row_of(salon, table)
    if field.name == "takes_all":
        change(row, chosen_by_customer=False)
    before = of(salon)

    setattr(row, field.name, other(field, getattr(row, field.name)))
    row.save()

    if field.name in editions.NOT_SHOWN:
        assert of(salon) == before
    else:
        slug = salon.organisation.slug if field.name != "slug" else row.slug
        service = row.slug if table is Service else "cut"
        assert editions.of_times(slug, service) != before[0]
        assert editions.of_times(slug, service) == editions.of_times(slug, service)


@pytest.mark.parametrize(("table", "field"), columns(ServiceGroup))
def test_a_heading_makes_another_price_list(salon: Salon, table: type[models.Model], field: Any) -> None:
    row = ServiceGroup.objects.create(organisation=salon.organisation, name_de="Haar", name_en="Hair")
    before = of(salon)

    setattr(row, field.name, other(field, getattr(row, field.name)))
    row.save()

    times, services = of(salon)
    assert (times == before[0], services == before[1]) == (True, False)


def test_the_revision_of_whoever_serves_or_of_a_place_makes_another_edition(salon: Salon) -> None:
    for row in (salon.ben, salon.clara, salon.location):
        before, _ = of(salon)
        type(row).objects.of(salon.organisation).filter(pk=row.pk).update(revision=F("revision") + 1)
        assert of(salon)[0] != before, row


def test_rows_that_come_and_go_make_another_edition(salon: Salon) -> None:
    seen = [of(salon)]
    needs(salon.cut, salon.room)
    seen.append(of(salon))
    Requirement.objects.of(salon.organisation).latest("pk").candidates.all().delete()
    seen.append(of(salon))
    make_location(salon.organisation, "nord")
    seen.append(of(salon))
    Logo.objects.create(organisation=salon.organisation, png=b"", width=3, height=2, digest="a")
    seen.append(of(salon))
    Logo.objects.of(salon.organisation).update(digest="b")
    seen.append(of(salon))

    assert len({times for times, _ in seen}) == len(seen)


def test_a_practice_names_the_real_business(salon: Salon) -> None:
    practice = make_salon("practice")
    Organisation.objects.filter(pk=practice.organisation.pk).update(practice_of=salon.organisation)
    before = of(practice)

    Organisation.objects.filter(pk=salon.organisation.pk).update(name="Salon Berta")

    times, services = of(practice)
    assert (times == before[0], services == before[1]) == (False, False)


def test_what_others_do_makes_none(salon: Salon, mallory: Salon) -> None:
    before = of(salon)

    for table in (Resource, Service, Location):
        table.objects.of(mallory.organisation).update(revision=F("revision") + 1)
    Organisation.objects.filter(pk=mallory.organisation.pk).update(name="Barber")
    beside = make_resource(salon.organisation, "Dora")
    needs(make_service(salon.organisation, "colour"), beside)
    Resource.objects.of(salon.organisation).filter(pk=beside.pk).update(revision=F("revision") + 1)

    assert of(salon)[0] == before[0]
    assert of(mallory)[0] != before[0]


def test_it_costs_one_query_however_many_rows_there_are(salon: Salon) -> None:
    for number in range(5):
        needs(salon.cut, make_resource(salon.organisation, f"Person {number}"))

    with CaptureQueriesContext(connection) as seen:
        of(salon)

    assert len(seen) == 2


def test_there_is_none_of_a_business_that_is_not_there(salon: Salon) -> None:
    assert (editions.of_times("nobody", "cut"), editions.of_services("nobody")) == (None, None)


def test_the_first_hold_to_run_out_is_told(salon: Salon, mallory: Salon) -> None:
    def ends(now: datetime) -> datetime | None:
        return editions.first_hold_ends("salon", now)

    assert ends(SUNDAY_18) is None
    for minutes, person in ((3, salon.ben), (1, salon.clara), (0, mallory.ben)):
        cut = salon.cut if person.organisation == salon.organisation else mallory.cut
        hold(a_hold(cut, at=MONDAY_9, resource_id=person.pk), now=SUNDAY_18 + minutes * MINUTE)

    assert ends(SUNDAY_18) == SUNDAY_18 + 11 * MINUTE
    assert ends(SUNDAY_18 + 11 * MINUTE) == SUNDAY_18 + 13 * MINUTE
    assert ends(SUNDAY_18 + 13 * MINUTE) is None
