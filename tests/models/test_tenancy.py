"""A question that forgot to say whose rows it is about raises instead of answering."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Sum

from terminbuch.models import (
    Location,
    NeverScoped,
    Organisation,
    OrganisationRow,
    Resource,
    Schedule,
    Service,
    WeeklyHours,
)
from tests.builders import Salon, make_salon

type Rows = models.QuerySet[Any]

EVALUATIONS: dict[str, Callable[[Rows], object]] = {
    "going through them": list,
    "a for loop": lambda rows: [row.pk for row in rows],
    "in batches": lambda rows: list(rows.iterator()),
    "their number": lambda rows: rows.count(),
    "len": len,
    "whether there are any": lambda rows: rows.exists(),
    "as a truth": bool,
    "whether one is among them": lambda rows: rows.contains(Service(pk=1)),
    "one of them": lambda rows: rows.get(slug="cut"),
    "the first": lambda rows: rows.first(),
    "the last": lambda rows: rows.last(),
    "the latest": lambda rows: rows.latest("pk"),
    "the earliest": lambda rows: rows.earliest("pk"),
    "by position": lambda rows: rows[0],
    "a slice": lambda rows: list(rows[:2]),
    "by key": lambda rows: rows.in_bulk(),
    "by some keys": lambda rows: rows.in_bulk([1]),
    "a sum": lambda rows: rows.aggregate(Sum("revision")),
    "a sum of a part": lambda rows: rows.distinct()[:5].aggregate(Sum("revision")),
    "dictionaries": lambda rows: list(rows.values("slug")),
    "tuples": lambda rows: list(rows.values_list("slug", flat=True)),
    "annotated": lambda rows: list(rows.annotate(number=Count("bookings"))),
    "filtered": lambda rows: list(rows.filter(slug="cut")),
    "filtered by organisation by hand": lambda rows: list(rows.filter(organisation__slug="salon")),
    "left out": lambda rows: list(rows.exclude(slug="cut")),
    "in order": lambda rows: list(rows.order_by("slug")),
    "joined": lambda rows: list(rows.select_related("organisation")),
    "fetched ahead": lambda rows: list(rows.prefetch_related("requirements")),
    "under lock": lambda rows: list(rows.all()),
    "deferred": lambda rows: list(rows.only("slug")),
    "distinct": lambda rows: list(rows.distinct()),
    "turned round": lambda rows: list(rows.reverse()),
    "united": lambda rows: list(rows.order_by().union(rows.order_by())),
    "cut": lambda rows: list(rows.order_by().intersection(rows.order_by())),
    "joined by or": lambda rows: list(rows | rows),
    "as a condition": lambda rows: list(Organisation.objects.filter(pk__in=rows.values("organisation"))),
    "as a question within": lambda rows: list(
        Organisation.objects.filter(Exists(rows.filter(organisation=OuterRef("pk"))))
    ),
    "fetched or made": lambda rows: rows.get_or_create(slug="cut"),
    "changed or made": lambda rows: rows.update_or_create(slug="cut"),
    "changed": lambda rows: rows.update(revision=F("revision") + 1),
    "changed together": lambda rows: rows.bulk_update([Service(pk=1, revision=2)], ["revision"]),
    "deleted": lambda rows: rows.delete(),
    "deleted by condition": lambda rows: rows.filter(slug="cut").delete(),
    "explained": lambda rows: rows.explain(),
    "their dates": lambda rows: list(rows.dates("until_date", "year")),
}


@pytest.mark.parametrize("evaluate", EVALUATIONS.values(), ids=EVALUATIONS)
def test_rows_of_nobody_in_particular_are_not_to_be_had(
    salon: Salon, evaluate: Callable[[Rows], object]
) -> None:
    with pytest.raises(NeverScoped, match="Service"), transaction.atomic():
        evaluate(Service.objects.all())

    assert Service.objects.of(salon.organisation).get() == salon.cut


@pytest.mark.parametrize("evaluate", EVALUATIONS.values(), ids=EVALUATIONS)
def test_the_same_questions_work_once_it_is_said_whose_and_touch_nobody_else(
    salon: Salon, evaluate: Callable[[Rows], object]
) -> None:
    mallory = make_salon("mallory")

    evaluate(Service.objects.of(salon.organisation))

    assert Service.objects.of(mallory.organisation).get().revision == 0


def tenant_models() -> list[type[OrganisationRow]]:
    return [model for model in apps.get_models() if issubclass(model, OrganisationRow)]


@pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model.__name__)
@pytest.mark.django_db
def test_no_table_of_an_organisation_answers_unscoped(model: type[OrganisationRow]) -> None:
    with pytest.raises(NeverScoped):
        model.objects.exists()

    assert not model.objects.everywhere().exists()


@pytest.mark.django_db
def test_only_installation_wide_tables_answer_without_an_organisation() -> None:
    others = {
        model.__name__
        for model in apps.get_app_config("terminbuch").get_models()
        if not issubclass(model, OrganisationRow)
    }

    assert others == {
        "AttemptCount", "Backup", "Chore", "MailServer", "OldSlug", "Opening", "Organisation", "User",
        "Verification",
    }  # fmt: skip


def test_an_organisation_sees_its_own_rows_only(salon: Salon) -> None:
    mallory = make_salon("mallory")

    assert list(Service.objects.of(salon.organisation)) == [salon.cut]
    assert list(Service.objects.of(mallory.organisation.pk)) == [mallory.cut]
    assert Service.objects.everywhere().count() == 2


def test_a_change_reaches_the_own_rows_only(salon: Salon) -> None:
    mallory = make_salon("mallory")

    Service.objects.of(salon.organisation).update(name_en="Shave")
    WeeklyHours.objects.of(salon.organisation).delete()

    mallory.cut.refresh_from_db()
    assert mallory.cut.name_en == "Cut"
    assert WeeklyHours.objects.of(mallory.organisation).count() == 15


def test_everybodys_rows_do_not_slip_in_beside_the_own_ones(salon: Salon) -> None:
    make_salon("mallory")
    everybody = Service.objects.filter(slug="cut")

    with pytest.raises(NeverScoped):
        list(Service.objects.of(salon.organisation) | everybody)
    with pytest.raises(NeverScoped):
        list(Service.objects.of(salon.organisation).union(everybody))
    with pytest.raises(NeverScoped):
        list(Service.objects.of(salon.organisation).filter(pk__in=everybody))


def test_rows_reached_through_a_row_are_its_organisations(salon: Salon) -> None:
    schedule = Schedule.objects.of(salon.organisation).get(resource=salon.ben)

    assert schedule.resource == salon.ben
    assert schedule.location.organisation == salon.organisation
    assert schedule.weekly_hours.count() == 5
    assert salon.ben.schedules.get() == schedule
    assert salon.location.schedules.filter(resource=salon.clara).exists()
    assert salon.cut.requirements.get().candidates.count() == 2


def test_a_row_can_be_read_again_saved_and_deleted(salon: Salon) -> None:
    salon.room.name = "Raum 2"
    salon.room.save()
    salon.room.refresh_from_db()
    Location.objects.of(salon.organisation).get().save(update_fields=["name"])
    Resource.objects.of(salon.organisation).get(pk=salon.room.pk).delete()

    names = Resource.objects.of(salon.organisation).values_list("name", flat=True)
    assert list(names) == ["Ben", "Clara"]


def test_rows_fetched_ahead_follow_the_rows_they_belong_to(
    salon: Salon, django_assert_num_queries: Callable[[int], Any]
) -> None:
    hours = WeeklyHours.objects.filter(weekday=0)

    with django_assert_num_queries(2):
        schedules = list(
            Schedule.objects.of(salon.organisation).prefetch_related(Prefetch("weekly_hours", hours))
        )
        found = [[hour.weekday for hour in schedule.weekly_hours.all()] for schedule in schedules]

    assert found == [[0], [0], [0]]
