"""A business comes into being, by a link that opens once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from terminbuch.actions.founding import Founding, forget_links, found, print_link
from terminbuch.actions.newcomers import NewPerson
from terminbuch.actions.refusals import NotYours
from terminbuch.actions.settings import Contradiction
from terminbuch.models import HistoryEntry, Location, Member, OldSlug, Opening, Organisation, User
from tests.builders import SUNDAY_18, Salon, make_organisation

pytestmark = pytest.mark.django_db
ASKED = Founding(name="Salon Anna", slug="anna")
ANNA = NewPerson("Anna@Salon.example", "Anna", "lang genug und selten", "en")


def test_a_business_begins_closed_with_one_place_and_its_owner() -> None:
    member = found(ASKED, owner=ANNA, now=SUNDAY_18)

    business, place = member.organisation, Location.objects.of(member.organisation).get()
    assert (business.name, business.slug, business.email) == ("Salon Anna", "anna", "Anna@Salon.example")
    assert (business.is_open, place.name, place.zone_name) == (False, "Salon Anna", "Europe/Berlin")
    assert (member.role, member.user.name, member.user.language) == ("owner", "Anna", "en")
    assert member.user.check_password("lang genug und selten")
    assert not member.user.is_operator


def test_the_log_says_who_founded_it_and_when() -> None:
    member = found(ASKED, owner=ANNA, now=SUNDAY_18)

    entry = HistoryEntry.objects.of(member.organisation).get()
    assert (entry.what, entry.member, entry.at) == ("business_founded", member, SUNDAY_18)


def test_the_first_link_makes_its_holder_operator_and_opens_once() -> None:
    token = print_link(makes_operator=True, now=SUNDAY_18)

    first = found(ASKED, owner=ANNA, now=SUNDAY_18, opening=token)

    assert first.user.is_operator
    with pytest.raises(NotYours):
        found(replace(ASKED, slug="second"), owner=first.user, now=SUNDAY_18, opening=token)
    assert Organisation.objects.count() == 1


def test_a_link_for_one_more_business_makes_nobody_operator() -> None:
    token = print_link(makes_operator=False, now=SUNDAY_18)

    assert not found(ASKED, owner=ANNA, now=SUNDAY_18, opening=token).user.is_operator


def test_whoever_signs_in_already_opens_a_second_business_and_stays_who_they_are() -> None:
    first = found(ASKED, owner=ANNA, now=SUNDAY_18, opening=print_link(makes_operator=True, now=SUNDAY_18))
    token = print_link(makes_operator=False, now=SUNDAY_18)

    second = found(replace(ASKED, slug="second"), owner=first.user, now=SUNDAY_18, opening=token)

    assert (second.user, second.user.is_operator, second.role) == (first.user, True, "owner")
    assert second.user.check_password("lang genug und selten")


def test_a_link_has_run_out_at_its_deadline() -> None:
    token = print_link(makes_operator=True, now=SUNDAY_18)

    with pytest.raises(NotYours):
        found(ASKED, owner=ANNA, now=SUNDAY_18 + timedelta(days=7), opening=token)

    assert not User.objects.exists()


def test_each_new_first_link_ends_the_one_before() -> None:
    old, fresh = (print_link(makes_operator=True, now=SUNDAY_18) for _ in range(2))

    with pytest.raises(NotYours):
        found(ASKED, owner=ANNA, now=SUNDAY_18, opening=old)

    assert found(ASKED, owner=ANNA, now=SUNDAY_18, opening=fresh).user.is_operator


def test_links_that_make_an_operator_are_forgotten_and_others_stay() -> None:
    print_link(makes_operator=True, now=SUNDAY_18)
    print_link(makes_operator=False, now=SUNDAY_18)

    forget_links()

    assert [link.makes_operator for link in Opening.objects.all()] == [False]


def test_the_token_stands_in_no_table() -> None:
    token = print_link(makes_operator=True, now=SUNDAY_18)

    assert token not in str(list(Opening.objects.values()))


@pytest.mark.parametrize(
    ("asked", "owner", "column"),
    [
        ({"slug": "salon"}, {}, "slug"),
        ({"slug": "once"}, {}, "slug"),
        ({"slug": "static"}, {}, "slug"),
        ({}, {"email": "BEN@example.org"}, "email"),
        ({}, {"password": "short"}, "password"),
        ({}, {"password": "administrator"}, "password"),
    ],
)
def test_what_cannot_be_is_said_by_the_field_and_leaves_nothing(
    salon: Salon, asked: dict[str, str], owner: dict[str, str], column: str
) -> None:
    OldSlug.objects.create(slug="once", organisation=salon.organisation)
    ben = User.objects.create_user("ben@example.org", "Bens eigenes Wort")
    token = print_link(makes_operator=True, now=SUNDAY_18)

    with pytest.raises(Contradiction) as refusal:
        found(replace(ASKED, **asked), owner=replace(ANNA, **owner), now=SUNDAY_18, opening=token)

    ben.refresh_from_db()
    assert list(refusal.value.problems) == [column]
    assert (Organisation.objects.count(), User.objects.count()) == (1, 1)
    assert (ben.check_password("Bens eigenes Wort"), ben.is_operator) == (True, False)
    assert Opening.objects.get().used_at is None


def test_nobody_is_a_member_of_a_business_that_was_founded_beside() -> None:
    found(ASKED, owner=ANNA, now=SUNDAY_18)

    assert not Member.objects.of(make_organisation()).exists()
