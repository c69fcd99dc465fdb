"""Inviting by mail: one waiting invitation for each address, one living link for each invitation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.actions.refusals import NotYours
from terminbuch.actions.settings import Contradiction
from terminbuch.actions.team import (
    InvitationEnded,
    Place,
    invitation_path,
    invitation_token,
    invite,
    send_again,
    withdraw,
)
from terminbuch.models import Delivery, HistoryEntry, Invitation, Member, User
from terminbuch.queries.access import invitation_by_token
from tests.builders import SUNDAY_18, Salon, make_member

RECEPTION = Place("reception")


def invite_ben(salon: Salon, by: Actor, place: Place = RECEPTION, email: str = "ben@example.org") -> Any:
    return invite(email, place, language="de", organisation_id=salon.organisation.pk, by=by, now=SUNDAY_18)


def mails(salon: Salon) -> list[tuple[str, str, str]]:
    rows = Delivery.objects.of(salon.organisation).filter(kind="member_invited").order_by("pk")
    return list(rows.values_list("recipient", "key", "state"))


def test_an_invitation_opens_by_its_link_for_a_week(salon: Salon, owner: Actor) -> None:
    invitation = invite_ben(salon, owner, Place("resource", salon.ben.pk))

    token = invitation_token(invitation)
    found = invitation_by_token(token, SUNDAY_18 + timedelta(days=7, microseconds=-1))
    assert found == invitation
    place = (invitation.role, invitation.resource, invitation.invited_by)
    assert place == ("resource", salon.ben, owner.member)
    assert invitation_by_token(token, SUNDAY_18 + timedelta(days=7)) is None
    assert invitation_path(invitation) == f"/-/staff/-/invitations/{token}/"


def test_the_mail_is_promised_in_the_same_transaction_and_holds_no_link(salon: Salon, owner: Actor) -> None:
    invitation = invite_ben(salon, owner)

    mail = Delivery.objects.of(salon.organisation).get(kind="member_invited")
    assert (mail.recipient, mail.due_at, mail.state) == ("ben@example.org", SUNDAY_18, "due")
    assert mail.facts == {"language": "de", "invitation": invitation.pk, "is_founding": False}


def test_the_log_says_who_invited_whom(salon: Salon, owner: Actor) -> None:
    invite_ben(salon, owner)

    entry = HistoryEntry.objects.of(salon.organisation).get(what="invited")
    assert (entry.member, entry.facts) == (owner.member, {"who": "ben@example.org", "role": "reception"})


def test_sent_again_the_old_link_is_dead_and_its_mail_stays_here(salon: Salon, owner: Actor) -> None:
    invitation = invite_ben(salon, owner)
    old = invitation_token(invitation)
    later = SUNDAY_18 + timedelta(days=9)

    send_again(invitation.uid, organisation_id=salon.organisation.pk, by=owner, now=later)

    fresh = Invitation.objects.of(salon.organisation).get()
    assert invitation_by_token(old, later) is None
    assert invitation_by_token(invitation_token(fresh), later) == fresh
    assert fresh.deadline == later + timedelta(days=7)
    assert [state for _, _, state in mails(salon)] == ["withdrawn", "due"]


def test_withdrawn_it_opens_nothing_and_the_mail_does_not_leave(salon: Salon, owner: Actor) -> None:
    invitation = invite_ben(salon, owner)

    withdraw(invitation.uid, organisation_id=salon.organisation.pk, by=owner, now=SUNDAY_18)

    assert invitation_by_token(invitation_token(invitation), SUNDAY_18) is None
    assert [state for _, _, state in mails(salon)] == ["withdrawn"]
    assert invite_ben(salon, owner).is_open(SUNDAY_18)


def test_whoever_signs_in_elsewhere_is_invited_like_everybody(
    salon: Salon, mallory: Salon, owner: Actor
) -> None:
    make_member(mallory.organisation, "Ben")

    invitation = invite_ben(salon, owner, email="ben@mallory.example")

    assert invitation.is_open(SUNDAY_18)
    assert Member.objects.of(salon.organisation).count() == 1


@pytest.mark.parametrize("email", ["anna@salon.example", "ANNA@salon.example"])
def test_a_member_is_not_invited(salon: Salon, owner: Actor, email: str) -> None:
    with pytest.raises(Contradiction) as refusal:
        invite_ben(salon, owner, email=email)

    assert (list(refusal.value.problems), mails(salon)) == (["email"], [])


def test_nobody_is_invited_twice_at_once_whatever_the_case(salon: Salon, owner: Actor) -> None:
    invite_ben(salon, owner)

    with pytest.raises(Contradiction) as refusal:
        invite_ben(salon, owner, email="BEN@example.org")

    assert (list(refusal.value.problems), len(mails(salon))) == (["email"], 1)


def test_who_sees_only_own_bookings_needs_a_resource(salon: Salon, owner: Actor) -> None:
    with pytest.raises(Contradiction) as refusal:
        invite_ben(salon, owner, Place("resource"))

    assert list(refusal.value.problems) == ["resource"]


def test_another_businesses_resource_is_nobodys_here(salon: Salon, mallory: Salon, owner: Actor) -> None:
    with pytest.raises(NotYours):
        invite_ben(salon, owner, Place("resource", mallory.ben.pk))

    assert not Invitation.objects.of(salon.organisation).exists()


@pytest.mark.parametrize("again", [send_again, withdraw])
def test_another_businesses_invitation_is_not_there(
    salon: Salon, mallory: Salon, owner: Actor, again: Any
) -> None:
    theirs = invite_ben(mallory, owner)

    with pytest.raises(InvitationEnded):
        again(theirs.uid, organisation_id=salon.organisation.pk, by=owner, now=SUNDAY_18)

    theirs.refresh_from_db()
    assert (theirs.generation, theirs.withdrawn_at) == (1, None)


@pytest.mark.parametrize("again", [send_again, withdraw])
def test_what_is_withdrawn_stays_so(salon: Salon, owner: Actor, again: Any) -> None:
    invitation = invite_ben(salon, owner)
    withdraw(invitation.uid, organisation_id=salon.organisation.pk, by=owner, now=SUNDAY_18)

    with pytest.raises(InvitationEnded):
        again(invitation.uid, organisation_id=salon.organisation.pk, by=owner, now=SUNDAY_18)


def test_inviting_makes_no_login(salon: Salon, owner: Actor) -> None:
    before = User.objects.count()

    invite_ben(salon, owner)

    assert User.objects.count() == before
