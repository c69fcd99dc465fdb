"""Invitations, from the owner's form to the newcomer's first page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from terminbuch.actions.asking import COMMAND
from terminbuch.actions.team import Place, invitation_path, invite
from terminbuch.models import Delivery, Invitation, Member, User
from tests.builders import SUNDAY_18, change, make_member
from tests.cast import Cast, signed_in
from tests.staff_pages.pages import Answer, text

TEAM = "/-/staff/salon/settings/team/"
GERMAN = {"Accept-Language": "de"}
TYPED = {"email": "berta@example.org", "role": "reception", "resource": "", "language": "de"}
CHOSEN = {"person": "Berta", "password": "lang genug und selten"}


@pytest.fixture
def owner(cast: Cast) -> Client:
    return signed_in(cast.people["owner"])


@pytest.fixture
def invitation(cast: Cast) -> Invitation:
    place = Place("resource", cast.here.salon.ben.pk)
    key = cast.here.organisation.pk
    return invite("Berta@example.org", place, language="de", organisation_id=key, by=COMMAND, now=SUNDAY_18)


def send(client: Client, path: str, **typed: str) -> Answer:
    return client.post(path, typed, headers=GERMAN, follow=True)


def mails_to(email: str) -> list[str]:
    rows = Delivery.objects.everywhere().filter(recipient=email, kind="member_invited").order_by("pk")
    return list(rows.values_list("state", flat=True))


def test_an_owner_invites_and_the_mail_is_promised(owner: Client) -> None:
    answer = send(owner, f"{TEAM}invite/", **TYPED)

    assert answer.redirect_chain == [(TEAM, 303)]
    assert "Die Einladung an berta@example.org ist unterwegs." in text(answer)
    assert mails_to("berta@example.org") == ["due"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": ""}, "Bitte geben Sie eine E-Mail-Adresse an."),
        ({"email": "berta"}, "name@example.org"),
        ({"email": "owner@SALON.example"}, "Diese Person gehört schon zum Team."),
        ({"email": "newcomer@salon.example"}, "Diese Person ist schon eingeladen."),
        ({"email": "a@b.example\r\nBcc: x@y.example"}, "Fehler"),
        ({"role": "resource"}, "Bitte wählen Sie, wessen Buchungen diese Person sieht"),
        ({"language": "tlh"}, "Fehler"),
    ],
)
def test_what_cannot_be_is_said_by_the_field_and_nobody_is_mailed(
    owner: Client, typed: dict[str, str], sentence: str
) -> None:
    before = Delivery.objects.everywhere().count()

    answer = send(owner, f"{TEAM}invite/", **{**TYPED, **typed})

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert Delivery.objects.everywhere().count() == before


def test_whoever_signs_in_elsewhere_is_invited_with_the_same_words(owner: Client) -> None:
    """SEC-13: an owner does not learn who has a login here."""
    known, unknown = (
        send(owner, f"{TEAM}invite/", **{**TYPED, "email": email})
        for email in ("mallory@barber.example", "unknown@barber.example")
    )

    assert (known.status_code, known.redirect_chain) == (unknown.status_code, unknown.redirect_chain)
    assert "Die Einladung an mallory@barber.example ist unterwegs." in text(known)
    assert "Die Einladung an unknown@barber.example ist unterwegs." in text(unknown)


def test_nobody_is_mailed_without_end_in_the_name_of_a_business(owner: Client) -> None:
    tries = [
        owner.post(f"{TEAM}invite/", {**TYPED, "email": f"b{number}@example.org"}).status_code
        for number in range(51)
    ]

    assert tries == [303] * 50 + [429]


def test_sent_again_only_the_new_link_opens(owner: Client, invitation: Invitation) -> None:
    old = invitation_path(invitation)

    send(owner, f"{TEAM}invitations/{invitation.uid}/again/")

    invitation.refresh_from_db()
    assert (Client().get(old).status_code, Client().get(invitation_path(invitation)).status_code) == (
        404,
        200,
    )
    assert mails_to("Berta@example.org") == ["withdrawn", "due"]


def test_withdrawn_after_a_question_the_link_says_that_it_is_over(
    owner: Client, invitation: Invitation
) -> None:
    path = f"{TEAM}invitations/{invitation.uid}/withdraw/"
    asked = text(owner.get(path, headers=GERMAN))

    send(owner, path)

    answer = Client().get(invitation_path(invitation), headers=GERMAN)
    assert "Der Link, der an Berta@example.org ging, öffnet dann nichts mehr." in asked
    assert (answer.status_code, "Diese Einladung ist nicht mehr offen." in text(answer)) == (404, True)


def test_somebody_new_chooses_name_and_password_and_is_in(client: Client, invitation: Invitation) -> None:
    path = invitation_path(invitation)
    shown = text(client.get(path, headers=GERMAN))

    answer = client.post(path, CHOSEN)

    berta = User.objects.get(email="Berta@example.org")
    assert "Diese Einladung gilt Berta@example.org. Ihre Rolle: Eigene Buchungen." in shown
    assert (answer.status_code, answer.headers["Location"]) == (303, "/-/staff/salon/")
    assert client.get("/-/staff/salon/").status_code == 200
    assert (berta.name, berta.memberships.get().role) == ("Berta", "resource")


def test_whoever_signs_in_already_is_led_there_and_accepts(cast: Cast, invitation: Invitation) -> None:
    berta = User.objects.create_user("berta@example.org", "clara-im-salon", name="Berta")
    before = User.objects.filter(pk=berta.pk).values("password", "name", "email").get()
    path = invitation_path(invitation)

    stranger = Client().get(path, headers=GERMAN)
    posted = Client().post(path, CHOSEN)
    answer = signed_in(berta).post(path)

    assert f"/-/staff/-/login/?next={path}".replace("/", "%2F")[-20:] in stranger.content.decode()
    assert "Sie melden sich mit dieser Adresse schon an." in text(stranger)
    assert posted.status_code == 200
    assert (answer.status_code, answer.headers["Location"]) == (303, "/-/staff/salon/")
    assert User.objects.filter(pk=berta.pk).values("password", "name", "email").get() == before


def test_a_link_for_somebody_else_says_so(cast: Cast, invitation: Invitation) -> None:
    ben = signed_in(cast.people["resource: own"])
    path = invitation_path(invitation)

    shown, posted = ben.get(path, headers=GERMAN), ben.post(path, CHOSEN)

    assert "Sie sind als ben@salon.example angemeldet." in text(shown)
    assert posted.status_code == 409
    assert not User.objects.filter(email__iexact="berta@example.org").exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"person": ""}, "Bitte nennen Sie uns Ihren Namen."),
        ({"person": "x" * 10000}, "höchstens 120 Zeichen"),
        ({"password": ""}, "Bitte wählen Sie ein Passwort."),
        ({"password": "kurz"}, "12"),
        ({"password": "administrator"}, "Fehler"),
        ({"password": "\x00" * 20}, "Fehler"),
    ],
)
def test_what_a_newcomer_cannot_choose_is_said_by_the_field(
    client: Client, invitation: Invitation, typed: dict[str, str], sentence: str
) -> None:
    answer = client.post(invitation_path(invitation), {**CHOSEN, **typed}, headers=GERMAN)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not User.objects.filter(email__iexact="berta@example.org").exists()


def test_an_address_in_the_form_counts_for_nothing(client: Client, invitation: Invitation) -> None:
    """SEC-05: whom the invitation is for stands in the link alone."""
    client.post(invitation_path(invitation), {**CHOSEN, "email": "ceo@example.org", "role": "owner"})

    assert not User.objects.filter(email="ceo@example.org").exists()
    assert Member.objects.everywhere().get(user__email="Berta@example.org").role == "resource"


def test_a_link_that_has_run_out_lets_nobody_in(client: Client, invitation: Invitation) -> None:
    change(invitation, deadline=SUNDAY_18 - timedelta(seconds=1))

    assert client.post(invitation_path(invitation), CHOSEN).status_code == 404
    assert not User.objects.filter(email__iexact="berta@example.org").exists()


def test_what_has_run_out_is_marked_and_can_be_sent_again(owner: Client, invitation: Invitation) -> None:
    change(invitation, deadline=SUNDAY_18)
    shown = text(owner.get(TEAM, headers=GERMAN))

    send(owner, f"{TEAM}invitations/{invitation.uid}/again/")

    invitation.refresh_from_db()
    assert "Berta@example.org Eigene Buchungen Eigene Buchungen: Ben Abgelaufen" in shown
    assert invitation.is_open(SUNDAY_18)


def test_the_owner_of_another_business_is_invited_as_reception_and_stays_owner_there(cast: Cast) -> None:
    mallory = make_member(cast.next_door.organisation, "Second", role="owner")
    key = cast.here.organisation.pk
    row = invite(
        mallory.user.email, Place("reception"), language="de", organisation_id=key, by=COMMAND, now=SUNDAY_18
    )

    signed_in(mallory.user).post(invitation_path(row))

    roles = {member.organisation.slug: member.role for member in mallory.user.memberships.all()}
    assert roles == {"barber": "owner", "salon": "reception"}
