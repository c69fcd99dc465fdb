"""One row of the settings: written, logged, and never over somebody else's change."""

from __future__ import annotations

from typing import Any

import pytest

from terminbuch.actions import settings
from terminbuch.actions.asking import Actor
from terminbuch.actions.refusals import NotYours
from terminbuch.actions.rules import RuleChanged
from terminbuch.actions.settings import Contradiction, StillUsed
from terminbuch.models import (
    HistoryEntry,
    Location,
    OldSlug,
    Organisation,
    Question,
    Requirement,
    Resource,
    Service,
    ServiceGroup,
)
from tests.builders import SUNDAY_18, Salon, make_booking, make_location, make_resource


def write(subject: str, row: Any, by: Actor, **values: Any) -> None:
    """As a form does that was opened just now."""
    settings.change(
        subject, row.pk, values, organisation_id=_whose(row), seen=settings.seen(subject, row), by=by,
        now=SUNDAY_18,
    )  # fmt: skip
    row.refresh_from_db()


def enter(subject: str, salon: Salon, by: Actor, **values: Any) -> Any:
    return settings.add(subject, values, organisation_id=salon.organisation.pk, by=by, now=SUNDAY_18)


def _whose(row: Any) -> int:
    return int(row.pk if isinstance(row, Organisation) else row.organisation_id)


def logged(salon: Salon) -> list[tuple[str, dict[str, Any]]]:
    rows = HistoryEntry.objects.of(salon.organisation).filter(what__startswith="setting_")
    return [(row.what, row.facts) for row in rows]


def test_a_change_is_written_and_logged_from_what_to_what(salon: Salon, clara: Actor) -> None:
    write("resource", salon.ben, clara, name="Benjamin", hue=200)

    assert (salon.ben.name, salon.ben.hue) == ("Benjamin", 200)
    assert logged(salon) == [
        (
            "setting_changed",
            {
                "subject": "resource",
                "row": salon.ben.pk,
                "name": "Ben",
                "was": {"hue": 60, "name": "Ben"},
                "to": {"hue": 200, "name": "Benjamin"},
            },
        )
    ]


def test_what_is_shown_of_it_is_out_of_date_from_then_on(salon: Salon, clara: Actor) -> None:
    before = salon.ben.revision, salon.cut.revision, salon.location.revision

    write("resource", salon.ben, clara, name="Benjamin")
    write("service", salon.cut, clara, name_de="Haarschnitt")
    write("location", salon.location, clara, name="Zentrum")

    after = salon.ben.revision, salon.cut.revision, salon.location.revision
    assert after == tuple(revision + 1 for revision in before)


def test_a_part_of_a_service_makes_the_service_out_of_date(salon: Salon, clara: Actor) -> None:
    before = salon.cut.revision

    requirement = enter("requirement", salon, clara, service_id=salon.cut.pk, label_en="Room")
    write("requirement", requirement, clara, label_en="A room")

    salon.cut.refresh_from_db()
    assert salon.cut.revision == before + 2


def test_the_same_again_changes_nothing(salon: Salon, clara: Actor) -> None:
    write("resource", salon.ben, clara, name="Ben")

    assert (salon.ben.revision, logged(salon)) == (0, [])


def test_somebody_elses_change_meanwhile_is_not_overwritten(salon: Salon, clara: Actor) -> None:
    shown = settings.seen("resource", salon.ben)
    write("resource", salon.ben, clara, email="ben@example.org")

    with pytest.raises(RuleChanged):
        settings.change(
            "resource", salon.ben.pk, {"name": "Benno"}, organisation_id=salon.organisation.pk, seen=shown,
            by=clara, now=SUNDAY_18,
        )  # fmt: skip

    salon.ben.refresh_from_db()
    assert (salon.ben.name, salon.ben.email) == ("Ben", "ben@example.org")


def test_a_row_of_somebody_else_is_not_there(salon: Salon, mallory: Salon, clara: Actor) -> None:
    theirs = mallory.ben

    with pytest.raises(NotYours):
        settings.change(
            "resource", theirs.pk, {"name": "Benno"}, organisation_id=salon.organisation.pk,
            seen=settings.seen("resource", theirs), by=clara, now=SUNDAY_18,
        )  # fmt: skip

    assert Resource.objects.of(mallory.organisation).get(pk=theirs.pk).name == "Ben"


def test_a_row_cannot_name_one_of_somebody_else(salon: Salon, mallory: Salon, clara: Actor) -> None:
    theirs = ServiceGroup.objects.create(organisation=mallory.organisation, name_de="a", name_en="a")

    with pytest.raises(NotYours):
        write("service", salon.cut, clara, group_id=theirs.pk)

    assert Service.objects.of(salon.organisation).get().group is None


@pytest.mark.parametrize("column", ["revision", "organisation_id", "uid", "id", "last_booked_at"])
def test_only_listed_columns_can_be_written(salon: Salon, clara: Actor, column: str) -> None:
    with pytest.raises(ValueError, match="tuple"):
        write("resource", salon.ben, clara, **{column: 7})

    assert logged(salon) == []


def test_an_address_within_the_business_is_given_once(salon: Salon, clara: Actor) -> None:
    with pytest.raises(Contradiction) as refused:
        write("resource", salon.ben, clara, slug="clara")

    assert list(refused.value.problems) == ["slug"]


def test_the_old_address_of_a_business_leads_to_it(salon: Salon, clara: Actor) -> None:
    write("organisation", salon.organisation, clara, slug="anna")

    assert list(OldSlug.objects.values_list("slug", "organisation__slug")) == [("salon", "anna")]


def test_a_business_can_take_its_old_address_back(salon: Salon, clara: Actor) -> None:
    write("organisation", salon.organisation, clara, slug="anna")
    write("organisation", salon.organisation, clara, slug="salon")

    assert list(OldSlug.objects.values_list("slug", "organisation__slug")) == [("anna", "salon")]


def test_nobody_takes_an_address_that_leads_to_somebody_else(
    salon: Salon, mallory: Salon, clara: Actor
) -> None:
    write("organisation", mallory.organisation, clara, slug="new")

    for taken in ("new", "mallory"):
        with pytest.raises(Contradiction) as refused:
            write("organisation", salon.organisation, clara, slug=taken)
        assert list(refused.value.problems) == ["slug"]


def test_a_host_name_belongs_to_one_business(salon: Salon, mallory: Salon, clara: Actor) -> None:
    write("organisation", mallory.organisation, clara, hostname="termine.example.org")

    with pytest.raises(Contradiction) as refused:
        write("organisation", salon.organisation, clara, hostname="termine.example.org")

    assert list(refused.value.problems) == ["hostname"]


def test_a_new_row_is_logged(salon: Salon, clara: Actor) -> None:
    group = enter("group", salon, clara, name_de="Haare", name_en="Hair")

    assert [(what, facts["to"]) for what, facts in logged(salon)] == [
        ("setting_added", {"name_de": "Haare", "name_en": "Hair", "position": 0})
    ]
    assert ServiceGroup.objects.of(salon.organisation).get() == group


def test_what_nobody_needs_can_be_removed(salon: Salon, clara: Actor) -> None:
    place = make_location(salon.organisation, "west")

    settings.remove(
        "location", place.pk, organisation_id=salon.organisation.pk,
        seen=settings.seen("location", place), by=clara, now=SUNDAY_18,
    )  # fmt: skip

    assert list(Location.objects.of(salon.organisation)) == [salon.location]
    assert [what for what, _ in logged(salon)] == ["setting_removed"]


def test_what_is_needed_stays(salon: Salon, clara: Actor) -> None:
    make_booking(salon.cut)

    with pytest.raises(StillUsed):
        settings.remove(
            "service", salon.cut.pk, organisation_id=salon.organisation.pk,
            seen=settings.seen("service", salon.cut), by=clara, now=SUNDAY_18,
        )  # fmt: skip

    assert (Service.objects.of(salon.organisation).count(), logged(salon)) == (1, [])


def test_rows_stand_in_the_order_that_was_asked_for(salon: Salon, clara: Actor) -> None:
    order = [salon.room.pk, salon.ben.pk, salon.clara.pk]

    settings.arrange("resource", order, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18)

    assert list(Resource.objects.of(salon.organisation).values_list("pk", flat=True)) == order
    assert [what for what, _ in logged(salon)] == ["setting_arranged"]
    assert all(row.revision == 1 for row in Resource.objects.of(salon.organisation))


def test_an_order_with_a_row_of_somebody_else_is_refused(salon: Salon, mallory: Salon, clara: Actor) -> None:
    with pytest.raises(NotYours):
        settings.arrange(
            "resource", [salon.ben.pk, mallory.ben.pk], organisation_id=salon.organisation.pk, by=clara,
            now=SUNDAY_18,
        )  # fmt: skip


def test_an_order_names_each_row_once(salon: Salon, clara: Actor) -> None:
    with pytest.raises(RuleChanged):
        settings.arrange(
            "resource", [salon.ben.pk, salon.ben.pk], organisation_id=salon.organisation.pk, by=clara,
            now=SUNDAY_18,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "refused_for"),
    [
        ({"horizon_days": 1, "notice_minutes": 2 * 1440}, ["notice_minutes"]),
        ({"max_per_day": 0}, ["max_per_day"]),
        ({"max_per_customer": 0}, ["max_per_customer"]),
    ],
)
def test_rules_of_a_service_that_contradict_each_other_are_refused(
    salon: Salon, clara: Actor, values: dict[str, Any], refused_for: list[str]
) -> None:
    with pytest.raises(Contradiction) as refused:
        write("service", salon.cut, clara, **values)

    assert list(refused.value.problems) == refused_for


def test_notice_up_to_the_last_bookable_day_is_no_contradiction(salon: Salon, clara: Actor) -> None:
    write("service", salon.cut, clara, horizon_days=1, notice_minutes=2 * 1440 - 1)

    assert salon.cut.notice_minutes == 2879


def test_a_place_is_in_a_zone_that_exists(salon: Salon, clara: Actor) -> None:
    with pytest.raises(Contradiction) as refused:
        write("location", salon.location, clara, zone_name="Europe/Bielefeld")

    assert list(refused.value.problems) == ["zone_name"]


@pytest.mark.parametrize(
    ("choices", "refused_for"),
    [((["kurz"], ["short"]), "choices_de"), ((["kurz", "lang"], ["short"]), "choices_en")],
)
def test_a_choice_has_something_to_choose_from_in_both_languages(
    salon: Salon, clara: Actor, choices: tuple[list[str], list[str]], refused_for: str
) -> None:
    with pytest.raises(Contradiction) as refused:
        enter(
            "question", salon, clara, service_id=salon.cut.pk, kind=Question.Kind.CHOICE,
            choices_de=choices[0], choices_en=choices[1],
        )  # fmt: skip

    assert list(refused.value.problems) == [refused_for]


def test_where_all_are_needed_nobody_chooses(salon: Salon, clara: Actor) -> None:
    requirement = Requirement.objects.of(salon.organisation).get()

    with pytest.raises(Contradiction) as refused:
        write("requirement", requirement, clara, takes_all=True)

    assert list(refused.value.problems) == ["chosen_by_customer"]


def test_a_resource_that_somebody_can_choose_is_not_removed_by_mistake(salon: Salon, clara: Actor) -> None:
    dora = make_resource(salon.organisation, "Dora")
    make_booking(salon.cut, resource_id=salon.ben.pk)

    for resource, stays in ((dora, False), (salon.ben, True)):
        try:
            settings.remove(
                "resource", resource.pk, organisation_id=salon.organisation.pk,
                seen=settings.seen("resource", resource), by=clara, now=SUNDAY_18,
            )  # fmt: skip
        except StillUsed:
            assert stays
        else:
            assert not stays
