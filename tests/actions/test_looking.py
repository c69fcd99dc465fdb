"""The worker looks after every business, in turn, and keeps what is not well."""

from __future__ import annotations

from datetime import timedelta

from terminbuch.actions.looking import AT_ONCE
from terminbuch.actions.upkeep import run_chores
from terminbuch.models import Organisation
from tests.builders import SUNDAY_18, Salon, change, make_organisation, make_service

MINUTE = timedelta(minutes=1)


def kept(organisation: Organisation) -> tuple[object, int]:
    organisation.refresh_from_db()
    return organisation.looked_at, organisation.trouble_count


def test_what_is_not_well_is_kept_for_the_pages(salon: Salon, mallory: Salon) -> None:
    make_service(salon.organisation, "tour")

    run_chores(SUNDAY_18)

    assert kept(salon.organisation) == (SUNDAY_18, 1)
    assert kept(mallory.organisation) == (SUNDAY_18, 0)


def test_a_business_is_looked_after_every_five_minutes(salon: Salon) -> None:
    seen = []
    for minutes in (0, 4, 5):
        run_chores(SUNDAY_18 + minutes * MINUTE)
        seen.append(kept(salon.organisation)[0])

    assert seen == [SUNDAY_18, SUNDAY_18, SUNDAY_18 + 5 * MINUTE]


def test_many_businesses_take_turns(db: None) -> None:
    for number in range(AT_ONCE + 1):
        make_organisation(f"salon-{number}")

    run_chores(SUNDAY_18)
    run_chores(SUNDAY_18 + MINUTE)

    looked = Organisation.objects.order_by("looked_at").values_list("looked_at", flat=True)
    assert set(looked[:AT_ONCE]) == {SUNDAY_18}
    assert looked[AT_ONCE] == SUNDAY_18 + MINUTE


def test_practice_is_not_looked_after(salon: Salon, mallory: Salon) -> None:
    change(mallory.organisation, practice_of=salon.organisation)

    run_chores(SUNDAY_18)

    assert kept(mallory.organisation) == (None, 0)


def test_one_business_that_breaks_keeps_back_no_other(salon: Salon, mallory: Salon) -> None:
    """A zone that the machine no longer knows."""
    change(salon.location, zone_name="Europe/Nowhere")

    run_chores(SUNDAY_18)

    assert kept(salon.organisation) == (None, 0)
    assert kept(mallory.organisation) == (SUNDAY_18, 0)
