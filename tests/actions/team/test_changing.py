"""Another role, leaving, being removed; and always an owner."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.actions.refusals import NotYours
from terminbuch.actions.settings import Contradiction
from terminbuch.actions.team import LastOwner, Place, change_member, leave, remove_member
from terminbuch.models import HistoryEntry, Member, User
from tests.builders import SUNDAY_18, Salon, make_member


@pytest.fixture
def ben(salon: Salon, anna: Member) -> Member:
    return make_member(salon.organisation, "Ben", role="reception")


def change(who: Member, place: Place, *, by: Actor) -> None:
    change_member(who.uid, place, organisation_id=who.organisation_id, by=by, now=SUNDAY_18)


def remove(who: Member, *, by: Actor) -> None:
    remove_member(who.uid, organisation_id=who.organisation_id, by=by, now=SUNDAY_18)


def place_of(who: Member) -> tuple[str, int | None]:
    who.refresh_from_db()
    return who.role, who.resource_id


def log(salon: Salon) -> list[tuple[str, Any]]:
    return list(HistoryEntry.objects.of(salon.organisation).values_list("what", "facts"))


def test_a_member_gets_another_role_and_resource(salon: Salon, ben: Member, owner: Actor) -> None:
    change(ben, Place("resource", salon.ben.pk), by=owner)

    assert place_of(ben) == ("resource", salon.ben.pk)
    said = {"who": "ben@salon.example", "was": "reception", "role": "resource"}
    assert log(salon) == [("member_changed", said)]


def test_the_same_place_again_changes_nothing(salon: Salon, ben: Member, owner: Actor) -> None:
    change(ben, Place("reception"), by=owner)

    assert log(salon) == []


def test_whoever_is_removed_keeps_the_login_and_what_they_did_stays(
    salon: Salon, ben: Member, owner: Actor
) -> None:
    remove(ben, by=owner)

    assert not Member.objects.of(salon.organisation).filter(pk=ben.pk).exists()
    assert User.objects.filter(pk=ben.user_id).exists()
    assert log(salon) == [("member_removed", {"who": "ben@salon.example", "role": "reception"})]


def test_a_member_leaves(salon: Salon, ben: Member) -> None:
    leave(ben, by=Actor("member", "staff", ben), now=SUNDAY_18)

    assert not ben.user.memberships.exists()
    assert log(salon) == [("member_left", {"who": "ben@salon.example", "role": "reception"})]


def test_leaving_twice_is_leaving_once(ben: Member) -> None:
    again = Member.objects.of(ben.organisation_id).get(pk=ben.pk)
    leave(ben, by=Actor("member", "staff", again), now=SUNDAY_18)

    with pytest.raises(NotYours):
        leave(again, by=Actor("member", "staff", again), now=SUNDAY_18)


def test_the_last_owner_stays_owner(anna: Member, ben: Member, owner: Actor) -> None:
    with pytest.raises(LastOwner):
        change(anna, Place("manager"), by=owner)
    with pytest.raises(LastOwner):
        remove(anna, by=owner)
    with pytest.raises(LastOwner):
        leave(anna, by=owner, now=SUNDAY_18)

    assert place_of(anna) == ("owner", None)


def test_an_owner_who_may_not_sign_in_is_none(anna: Member, ben: Member, owner: Actor) -> None:
    change(ben, Place("owner"), by=owner)
    User.objects.filter(pk=ben.user_id).update(is_active=False)

    with pytest.raises(LastOwner):
        remove(anna, by=owner)


def test_with_a_second_owner_the_first_may_go(anna: Member, ben: Member, owner: Actor) -> None:
    change(ben, Place("owner"), by=owner)

    change(anna, Place("read_only"), by=owner)

    assert (place_of(anna), place_of(ben)) == (("read_only", None), ("owner", None))


def test_the_last_owner_may_get_an_own_resource(salon: Salon, anna: Member, owner: Actor) -> None:
    change(anna, Place("owner", salon.clara.pk), by=owner)

    assert place_of(anna) == ("owner", salon.clara.pk)


def test_who_sees_only_own_bookings_needs_a_resource(ben: Member, owner: Actor) -> None:
    with pytest.raises(Contradiction) as refusal:
        change(ben, Place("resource"), by=owner)

    assert (list(refusal.value.problems), place_of(ben)) == (["resource"], ("reception", None))


def test_another_business_has_neither_our_members_nor_our_resources(
    salon: Salon, mallory: Salon, ben: Member, owner: Actor
) -> None:
    theirs = make_member(mallory.organisation, "Mallory", role="reception")

    for uid, place in (
        (theirs.uid, Place("owner")),
        (uuid.uuid4(), Place("owner")),
        (ben.uid, Place("resource", mallory.ben.pk)),
    ):
        with pytest.raises(NotYours):
            change_member(uid, place, organisation_id=salon.organisation.pk, by=owner, now=SUNDAY_18)
    with pytest.raises(NotYours):
        remove_member(theirs.uid, organisation_id=salon.organisation.pk, by=owner, now=SUNDAY_18)

    assert (place_of(theirs), place_of(ben)) == (("reception", None), ("reception", None))
