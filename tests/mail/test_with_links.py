"""Mails with a link that opens something once: the link is the real one, and what is over is not told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings

from terminbuch.actions.logins.links import address_of, user_of
from terminbuch.actions.team.links import invitation_path, link_hash
from terminbuch.mail.deliver import written
from terminbuch.mail.letter import Letter
from terminbuch.mail.rendering import plain
from terminbuch.mail.setbacks import NoLongerNeeded
from terminbuch.models import Delivery, Invitation, Member
from tests.builders import SUNDAY_18, change, make_member, make_salon

pytestmark = pytest.mark.django_db
ADDRESS = "termine@terminbuch.example"


@pytest.fixture
def clara() -> Member:
    return make_member(make_salon().organisation, "Clara")


@pytest.fixture
def invitation(clara: Member) -> Invitation:
    """Clara has invited Dora, until Wednesday evening."""
    fresh = Invitation(
        organisation=clara.organisation, email="dora@example.org", role="reception", invited_by=clara,
        created_at=SUNDAY_18, deadline=SUNDAY_18 + timedelta(days=3),
    )  # fmt: skip
    fresh.link_hash = link_hash(fresh.uid, fresh.generation)
    fresh.save()
    return fresh


def letter_of(kind: str, member: Member, **facts: Any) -> Letter:
    user = None if kind == "member_invited" else member.user
    delivery = Delivery(
        organisation=member.organisation, kind=kind, user=user, recipient="dora@example.org",
        facts={"language": "de"} | facts, created_at=SUNDAY_18,
    )  # fmt: skip
    return written(delivery, now=SUNDAY_18, address=ADDRESS).letter


def spaced(said: Letter) -> str:
    return plain(said).replace("\N{NO-BREAK SPACE}", " ")


def test_an_invitation_says_who_invites_whereto_and_until_when(clara: Member, invitation: Invitation) -> None:
    said = letter_of("member_invited", clara, invitation=invitation.pk)

    assert spaced(said) == (
        "Salon Anna\n\nSie sind eingeladen.\n\n"
        "Guten Tag,\nClara lädt Sie ein, die Termine von Salon Anna mit zu betreuen.\n\n"
        "Der Knopf wirkt einmal, bis Mittwoch, 25. November, 18:00 Uhr. Bitte geben Sie ihn nicht weiter.\n\n"
        "Waren Sie das nicht, oder kennen Sie uns nicht?"
        " Dann brauchen Sie nichts zu tun, und es geschieht nichts.\n\n"
        "Sie bekommen diese E-Mail, weil Salon Anna diese Adresse eingeladen hat.\n\n"
        f"Einladung ansehen:\n{settings.BASE_URL}{invitation_path(invitation)}\n"
    )


@pytest.mark.parametrize("name", ["", "www.evil.example"])
def test_an_inviter_whose_name_cannot_be_said_invites_without(
    clara: Member, invitation: Invitation, name: str
) -> None:
    change(clara.user, name=name)

    said = letter_of("member_invited", clara, invitation=invitation.pk)

    assert said.greeting[1] == "Sie sind eingeladen, die Termine von Salon Anna mit zu betreuen."


def test_whoever_opens_a_business_confirms_the_address(clara: Member, invitation: Invitation) -> None:
    said = letter_of("member_invited", clara, invitation=invitation.pk, is_founding=True)

    assert (said.heading, said.button.url) == (
        "Ist das Ihre Adresse?",
        settings.BASE_URL + invitation_path(invitation),
    )


@pytest.mark.parametrize(
    "over",
    [{"withdrawn_at": SUNDAY_18}, {"accepted_at": SUNDAY_18}, {"deadline": SUNDAY_18}],
    ids=["withdrawn", "accepted", "run out"],
)
def test_an_invitation_that_is_over_is_not_told(
    clara: Member, invitation: Invitation, over: dict[str, Any]
) -> None:
    change(invitation, **over)

    with pytest.raises(NoLongerNeeded):
        letter_of("member_invited", clara, invitation=invitation.pk)


def test_next_doors_invitation_is_not_told(clara: Member, invitation: Invitation) -> None:
    mallory = make_member(make_salon("barber").organisation, "Mallory")

    with pytest.raises(NoLongerNeeded):
        letter_of("member_invited", mallory, invitation=invitation.pk)


def test_the_link_for_a_new_password_is_the_readers(clara: Member) -> None:
    said = letter_of("password_reset", clara)

    assert said.button.words == "Neues Passwort wählen"
    assert user_of(said.button.url.rstrip("/").rpartition("/")[2]) == clara.user


def test_who_is_gone_gets_no_link(clara: Member) -> None:
    change(clara.user, is_active=False)

    with pytest.raises(NoLongerNeeded):
        letter_of("password_reset", clara)


def test_the_link_confirms_the_address_that_waits(clara: Member) -> None:
    waiting = EmailAddress.objects.create(user=clara.user, email="neu@example.org", verified=False)

    said = letter_of("address_confirmation", clara, address=waiting.pk)

    assert said.button.words == "Ja, das ist meine Adresse"
    assert address_of(said.button.url.rstrip("/").rpartition("/")[2]) == waiting


def test_an_address_that_no_longer_waits_is_not_asked_about(clara: Member) -> None:
    confirmed = EmailAddress.objects.create(user=clara.user, email="neu@example.org", verified=True)

    with pytest.raises(NoLongerNeeded):
        letter_of("address_confirmation", clara, address=confirmed.pk)
