"""A service that comes in one statement is the one that Django would read in five."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model, prefetch_related_objects

from terminbuch.models import NeverScoped, Question, Service
from terminbuch.queries.one_service import online_service
from tests.builders import (
    SUNDAY_18,
    Salon,
    change,
    make_location,
    make_resource,
    make_salon,
    make_service,
    needs,
    open_weekly,
)

BELONGING = ("requirements__candidates__resource__schedules__location", "questions")


def columns(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def whole(service: Service) -> list[object]:
    """Every column of every row, in the order in which they come; schedules have none."""
    return [
        columns(service),
        [
            (
                columns(need),
                [
                    (
                        columns(candidate),
                        columns(candidate.resource),
                        sorted(
                            (schedule.pk, columns(schedule), columns(schedule.location))
                            for schedule in candidate.resource.schedules.all()
                        ),
                    )
                    for candidate in need.candidates.all()
                ],
            )
            for need in service.requirements.all()
        ],
        [columns(question) for question in service.questions.all()],
    ]


def by_django(service: Service) -> Service:
    found = Service.objects.of(service.organisation_id).get(pk=service.pk)
    prefetch_related_objects([found], *BELONGING)
    return found


def test_it_is_the_same_to_the_last_column(salon: Salon) -> None:
    elsewhere = make_location(salon.organisation, "elsewhere", position=3, country="AT")
    dora = make_resource(salon.organisation, "Dora", is_active=False, hue=7)
    change(salon.ben, position=5, last_booked_at=SUNDAY_18)
    open_weekly(dora, elsewhere)
    open_weekly(salon.ben, elsewhere)
    needs(salon.cut, salon.room, dora, buffer_after_minutes=5)
    needs(salon.cut)
    ours = {"organisation": salon.organisation, "service": salon.cut, "label_en": "?"}
    Question.objects.create(**ours, position=2, kind="check", label_de="Zum ersten Mal?")
    Question.objects.create(
        **ours, position=1, kind="choice", label_de="Länge", choices_de=['"kurz"', "Ä"], choices_en=["[]", ""]
    )

    found = online_service(salon.organisation, "cut")

    assert found is not None
    assert whole(found) == whole(by_django(salon.cut))


def test_it_may_need_nothing(salon: Salon) -> None:
    idle = make_service(salon.organisation, "idle")

    found = online_service(salon.organisation, "idle")

    assert found is not None
    assert whole(found) == whole(by_django(idle)) == [columns(idle), [], []]


def test_another_business_has_its_own_of_this_name(salon: Salon) -> None:
    other = make_salon("other")
    make_service(other.organisation, "theirs")

    found = online_service(other.organisation, "cut")

    assert found is not None
    assert whole(found) == whole(by_django(other.cut))
    assert online_service(salon.organisation, "theirs") is None


def test_other_rows_than_those_that_came_along_are_not_there_for_the_asking(salon: Salon) -> None:
    found = online_service(salon.organisation, "cut")

    assert found is not None
    with pytest.raises(NeverScoped):
        found.requirements.filter(takes_all=True).exists()
