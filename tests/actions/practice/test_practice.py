"""A practice organisation stands beside the real business, and nothing of it reaches the real one."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from terminbuch.actions import practice
from terminbuch.actions.asking import COMMAND
from terminbuch.actions.practice.copying import COPIED
from terminbuch.actions.practising_team import follow_team
from terminbuch.actions.refusals import NotYours
from terminbuch.actions.settings import Contradiction, seen
from terminbuch.actions.settings import change as change_setting
from terminbuch.models import (
    Booking,
    Customer,
    Member,
    OldSlug,
    Organisation,
    Requirement,
    Resource,
    ScheduleException,
    Service,
    Task,
)
from tests.builders import (
    SUNDAY_18,
    Salon,
    change,
    make_booking,
    make_member,
    make_organisation,
    make_service,
    needs,
)
from tests.reading import everything

LEFT_OUT = {"id", "uid", "organisation_id", "revision", "last_booked_at", "email"}


@pytest.fixture(autouse=True)
def owner(salon: Salon) -> Member:
    return make_member(salon.organisation, "Anna", role="owner")


def begin(salon: Salon) -> Organisation:
    return practice.begin(salon.organisation.pk, now=SUNDAY_18)


def test_everything_that_is_offered_is_there(salon: Salon) -> None:
    ScheduleException.objects.create(
        organisation=salon.organisation, schedule=salon.ben.schedules.get(), on_date=SUNDAY_18.date(),
        opens=time(10), closes=time(12),
    )  # fmt: skip

    copy = begin(salon)

    assert (copy.name, copy.slug) == ("Salon Anna (Übung)", "salon-uebung")
    assert [_facts(model, copy) for model in COPIED] == [
        _facts(model, salon.organisation) for model in COPIED
    ]
    asked = Requirement.objects.of(copy).get().candidates.all()
    assert [candidate.resource.name for candidate in asked] == ["Ben", "Clara"]


def test_a_living_week_lies_around_today(salon: Salon) -> None:
    colour = make_service(salon.organisation, "colour", needs_approval=True)
    needs(colour, salon.ben)

    copy = begin(salon)

    rows = Booking.objects.of(copy).order_by("starts_at")
    kinds = {(row.service.slug, row.status, row.starts_at > SUNDAY_18) for row in rows if row.service}
    assert kinds == {
        ("cut", "confirmed", False),
        ("cut", "confirmed", True),
        ("colour", "pending", True),
        ("colour", "confirmed", True),
        ("cut", "cancelled", True),
    }
    assert len(rows) > 30
    assert set(Task.objects.of(copy).filter(done_at=None).values_list("kind", flat=True)) == {"decide"}


def test_customers_are_made_up_and_no_address_is_anybodys(salon: Salon) -> None:
    make_booking(salon.cut)

    copy = begin(salon)

    addresses = {*Customer.objects.of(copy).values_list("email", flat=True)}
    assert "anna@example.org" not in addresses
    assert {address.rpartition("@")[2] for address in addresses} == {"example.org"}
    assert [resource.email for resource in Resource.objects.of(copy)] == [
        "ben@example.org", "clara@example.org", "",
    ]  # fmt: skip


def test_the_real_business_stays_as_it_is_whatever_happens_to_the_practice(salon: Salon) -> None:
    make_booking(salon.cut)
    before = _dump(salon.organisation)

    begin(salon)
    practice.begin_anew(salon.organisation.pk, now=SUNDAY_18)
    practice.discard(salon.organisation.pk)

    assert _dump(salon.organisation) == before


def test_what_is_thrown_away_leaves_nothing_behind(salon: Salon) -> None:
    copy = begin(salon)
    OldSlug.objects.create(organisation=copy, slug="once")

    practice.discard(salon.organisation.pk)

    assert set(map(len, everything(copy).values())) == {0}
    assert list(Organisation.objects.all()) == [salon.organisation]


def test_without_a_practice_there_is_nothing_to_throw_away(salon: Salon, mallory: Salon) -> None:
    make_member(mallory.organisation, "Mallory", role="owner")
    theirs = practice.begin(mallory.organisation.pk, now=SUNDAY_18)

    practice.discard(salon.organisation.pk)

    assert Organisation.objects.filter(pk=theirs.pk).exists()


def test_beginning_again_keeps_what_was_tried_out(salon: Salon) -> None:
    copy = begin(salon)
    before = _dump(copy)

    assert begin(salon) == copy
    assert _dump(copy) == before


def test_beginning_anew_is_as_on_the_first_day(salon: Salon) -> None:
    copy = begin(salon)
    times = sorted(Booking.objects.of(copy).values_list("starts_at", "name"))
    change(Service.objects.of(copy).get(), name_de="Etwas anderes")

    again = practice.begin_anew(salon.organisation.pk, now=SUNDAY_18)

    assert Service.objects.of(again).get().name_de == "Schneiden"
    assert sorted(Booking.objects.of(again).values_list("starts_at", "name")) == times


def test_the_team_practises_in_the_same_roles(salon: Salon) -> None:
    make_member(salon.organisation, "Ben", role="resource", resource=salon.ben)
    make_member(salon.organisation, "Rita", role="reception")

    copy = begin(salon)

    assert _team(copy) == [("Anna", "owner", ""), ("Ben", "resource", "Ben"), ("Rita", "reception", "")]


def test_who_leaves_the_team_leaves_the_practice(salon: Salon) -> None:
    rita = make_member(salon.organisation, "Rita", role="reception")
    ben = make_member(salon.organisation, "Ben", role="reception")
    copy = begin(salon)
    rita.delete()
    change(ben, role="read_only")

    follow_team(salon.organisation.pk)

    assert _team(copy) == [("Anna", "owner", ""), ("Ben", "read_only", "")]


def test_a_business_that_offers_nothing_yet_gets_a_sample(db: None) -> None:
    fresh = make_organisation("fresh", language="en")
    make_member(fresh, "Anna", role="owner")

    copy = practice.begin(fresh.pk, now=SUNDAY_18)

    assert (copy.name, copy.slug) == ("Salon Anna (practice)", "fresh-practice")
    assert Service.objects.of(copy).filter(slug="schneiden-foehnen").exists()
    assert Booking.objects.of(copy).exists()


def test_an_address_that_was_somebodys_is_not_taken(salon: Salon) -> None:
    make_organisation("salon-uebung")
    OldSlug.objects.create(organisation=salon.organisation, slug="salon-uebung-2")

    assert begin(salon).slug == "salon-uebung-3"


def test_nobody_practises_the_practice(salon: Salon) -> None:
    copy = begin(salon)

    with pytest.raises(NotYours):
        practice.begin(copy.pk, now=SUNDAY_18)


def test_a_practice_takes_no_address_away_from_the_real_business(salon: Salon) -> None:
    copy = begin(salon)

    with pytest.raises(Contradiction) as refused:
        change_setting(
            "organisation", copy.pk, {"hostname": "termine.example"},
            organisation_id=copy.pk, seen=seen("organisation", copy), by=COMMAND, now=SUNDAY_18,
        )  # fmt: skip

    assert refused.value.problems == {"hostname": "A practice needs no address of its own."}


def _facts(model: Any, organisation: Organisation) -> list[dict[str, Any]]:
    """Without what belongs to the row alone; what refers to other rows is looked at by itself."""
    rows = model.objects.of(organisation).order_by("pk")
    own = LEFT_OUT | {field.attname for field in model._meta.concrete_fields if field.is_relation}
    return [{name: value for name, value in row.items() if name not in own} for row in rows.values()]


def _dump(organisation: Organisation) -> object:
    return Organisation.objects.filter(pk=organisation.pk).values().get(), everything(organisation)


def _team(organisation: Organisation) -> list[tuple[str, str, str]]:
    rows = Member.objects.of(organisation).order_by("user__name")
    return [(row.user.name, row.role, row.resource.name if row.resource else "") for row in rows]
