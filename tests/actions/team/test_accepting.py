"""An invitation becomes a member; no login that is there already is touched (SEC-06)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.actions.settings import Contradiction
from terminbuch.actions.team import (
    InvitationEnded,
    Place,
    WrongReader,
    accept,
    invite,
    join,
    send_again,
    withdraw,
)
from terminbuch.models import HistoryEntry, Invitation, Member, User
from tests.builders import SUNDAY_18, Salon, make_member

PASSWORD = "lang genug und selten"


@pytest.fixture
def invitation(salon: Salon, owner: Actor) -> Invitation:
    place = Place("resource", salon.ben.pk)
    return invite(
        "Ben@example.org",
        place,
        language="en",
        organisation_id=salon.organisation.pk,
        by=owner,
        now=SUNDAY_18,
    )


def test_somebody_new_belongs_to_the_team_and_signs_in_from_now_on(
    salon: Salon, invitation: Invitation
) -> None:
    member = join(invitation, name="Ben", password=PASSWORD, now=SUNDAY_18)

    assert (member.organisation, member.role, member.resource) == (salon.organisation, "resource", salon.ben)
    assert (member.user.email, member.user.name, member.user.language) == ("Ben@example.org", "Ben", "en")
    assert (member.user.check_password(PASSWORD), member.user.is_operator) == (True, False)


def test_the_log_says_that_it_was_accepted(salon: Salon, invitation: Invitation) -> None:
    member = join(invitation, name="Ben", password=PASSWORD, now=SUNDAY_18)

    entry = HistoryEntry.objects.of(salon.organisation).get(what="invitation_accepted")
    assert (entry.member, entry.facts) == (member, {"who": "Ben@example.org", "role": "resource"})


def test_whoever_signs_in_already_accepts_and_keeps_everything(
    salon: Salon, mallory: Salon, invitation: Invitation
) -> None:
    ben = User.objects.create_user("ben@EXAMPLE.org", PASSWORD, name="Benjamin")
    make_there = Member.objects.create(organisation=mallory.organisation, user=ben, role="owner")
    before = User.objects.filter(pk=ben.pk).values().get()

    member = accept(invitation, user=ben, now=SUNDAY_18)

    assert (member.user, member.role) == (ben, "resource")
    assert User.objects.filter(pk=ben.pk).values().get() == before
    make_there.refresh_from_db()
    assert make_there.role == "owner"


def test_a_known_address_is_not_joined_anew(invitation: Invitation) -> None:
    """SEC-06: nobody gets another password by an invitation."""
    ben = User.objects.create_user("BEN@example.org", "Bens eigenes Wort")

    with pytest.raises(Contradiction) as refusal:
        join(invitation, name="Mallory", password=PASSWORD, now=SUNDAY_18)

    ben.refresh_from_db()
    assert list(refusal.value.problems) == ["email"]
    assert (ben.name, ben.check_password("Bens eigenes Wort")) == ("", True)
    assert not ben.memberships.exists()


def test_an_invitation_is_for_whom_it_was_sent_to(mallory: Salon, invitation: Invitation) -> None:
    other = make_member(mallory.organisation, "Mallory").user

    with pytest.raises(WrongReader):
        accept(invitation, user=other, now=SUNDAY_18)

    assert other.memberships.count() == 1


def test_a_member_keeps_the_place_they_have(salon: Salon, invitation: Invitation) -> None:
    """An old invitation raises and lowers nobody."""
    ben = User.objects.create_user("ben@example.org", PASSWORD)
    Member.objects.create(organisation=salon.organisation, user=ben, role="manager")

    assert accept(invitation, user=ben, now=SUNDAY_18).role == "manager"


def test_a_weak_password_is_said_by_its_field(invitation: Invitation) -> None:
    with pytest.raises(Contradiction) as refusal:
        join(invitation, name="Ben", password="administrator", now=SUNDAY_18)

    assert list(refusal.value.problems) == ["password"]
    assert not User.objects.filter(email__iexact="ben@example.org").exists()


def test_an_invitation_is_accepted_once(invitation: Invitation) -> None:
    ben = join(invitation, name="Ben", password=PASSWORD, now=SUNDAY_18)
    ben.delete()

    with pytest.raises(InvitationEnded):
        accept(invitation, user=ben.user, now=SUNDAY_18)


def test_it_has_run_out_at_its_deadline(invitation: Invitation) -> None:
    with pytest.raises(InvitationEnded):
        join(invitation, name="Ben", password=PASSWORD, now=SUNDAY_18 + timedelta(days=7))


@pytest.mark.parametrize("ending", [send_again, withdraw])
def test_a_link_that_ended_while_the_form_was_filled_lets_nobody_in(
    salon: Salon, owner: Actor, invitation: Invitation, ending: type
) -> None:
    ending(invitation.uid, organisation_id=salon.organisation.pk, by=owner, now=SUNDAY_18)

    with pytest.raises(InvitationEnded):
        join(invitation, name="Ben", password=PASSWORD, now=SUNDAY_18)

    assert Member.objects.of(salon.organisation).count() == 1
