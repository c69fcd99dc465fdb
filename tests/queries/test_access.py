"""The one way to fetch by link, token or login; a stranger finds nothing, and it looks like nothing."""

from __future__ import annotations

import pytest

from terminbuch.actions.holding import hold
from terminbuch.actions.links import manage_token
from terminbuch.models import Member, OldSlug, Organisation
from terminbuch.queries import access
from tests.builders import MONDAY_9, SUNDAY_18, Salon, a_hold, change, make_booking, make_member
from tests.queries.asked import number_of_queries


def test_an_organisation_is_found_by_its_address(salon: Salon, mallory: Salon) -> None:
    assert access.organisation_by_slug("salon") == salon.organisation
    assert access.organisation_by_slug("mallory") == mallory.organisation
    assert access.organisation_by_slug("nobody") is None


def test_an_old_address_leads_to_the_new_one(salon: Salon) -> None:
    OldSlug.objects.create(slug="friseur-anna", organisation=salon.organisation)

    assert access.current_slug("friseur-anna") == "salon"
    assert access.current_slug("salon") is None


def test_one_organisation_is_the_only_one_and_two_are_not(salon: Salon) -> None:
    assert access.only_organisation() == salon.organisation

    Organisation.objects.create(slug="second", name="Second", email="second@example.org")

    assert access.only_organisation() is None


def test_a_link_opens_its_booking_with_all_the_page_needs(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    token = manage_token(booking)

    assert number_of_queries(lambda: access.booking_by_token(token)) == 3
    found = access.booking_by_token(token)
    assert found == booking
    assert found is not None
    assert (
        number_of_queries(
            lambda: (found.organisation, found.service, found.location, found.chosen_resource, found.people())
        )
        == 0
    )


@pytest.mark.parametrize("token", ["", "x", "x" * 128, "x" * 129, "\ud800", "\x00", "%"])
def test_what_is_no_link_opens_nothing(salon: Salon, token: str) -> None:
    make_booking(salon.cut)
    held = hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18)

    assert access.booking_by_token(token) is None
    assert access.hold_by_token(salon.organisation, token) is None
    assert access.hold_by_token(salon.organisation, held.token) == held.hold


def test_a_hold_is_found_by_its_visitor_and_only_here(salon: Salon, mallory: Salon) -> None:
    held = hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18)

    assert access.hold_by_token(salon.organisation.pk, held.token) == held.hold
    assert access.hold_by_token(mallory.organisation, held.token) is None


def test_a_member_is_found_in_each_organisation_of_theirs_and_in_no_other(
    salon: Salon, mallory: Salon
) -> None:
    here = make_member(salon.organisation)
    there = Member.objects.create(organisation=mallory.organisation, user=here.user, role="reception")
    stranger = make_member(mallory.organisation, "Mallory")

    assert set(access.members_of(here.user)) == {here, there}
    assert access.member_of(here.user, "salon") == here
    assert access.member_of(here.user, "mallory") == there
    assert access.member_of(stranger.user, "salon") is None
    assert access.member_of(here.user, "nobody") is None


def test_who_may_no_longer_sign_in_is_a_member_of_nothing(salon: Salon) -> None:
    member = make_member(salon.organisation)
    change(member.user, is_active=False)

    assert access.members_of(member.user) == []
