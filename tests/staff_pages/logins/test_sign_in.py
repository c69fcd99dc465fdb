from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from terminbuch.models import Member, User
from tests.cast import signed_in
from tests.staff_pages.logins.ways import LOGIN, is_signed_in, sign_in
from tests.staff_pages.pages import text

WRONG = "E-Mail-Adresse oder Passwort stimmt nicht."


def test_a_member_signs_in_and_comes_to_the_bookings_of_the_business(client: Client, clara: Member) -> None:
    answer = sign_in(client, "clara@salon.example")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/-/staff/")
    assert client.get("/-/staff/").headers["Location"] == "/-/staff/salon/"


def test_the_case_of_the_address_does_not_matter(client: Client, clara: Member) -> None:
    assert sign_in(client, "Clara@Salon.Example").status_code == 303


def test_after_signing_in_one_is_where_one_wanted_to_be(client: Client, clara: Member) -> None:
    asked = client.get("/-/staff/salon/tasks/").headers["Location"]

    assert sign_in(client, "clara@salon.example", at=asked).headers["Location"] == "/-/staff/salon/tasks/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/salon/",
        "javascript:alert(1)",
        LOGIN,
        "",
        "/\\evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(client: Client, clara: Member, elsewhere: str) -> None:
    answer = sign_in(client, "clara@salon.example", at=f"{LOGIN}?next={elsewhere}")

    assert answer.headers["Location"] == "/-/staff/"


def test_whoever_is_signed_in_needs_no_form(clara: Member) -> None:
    answer = signed_in(clara.user).get(f"{LOGIN}?next={LOGIN}")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/-/staff/")


def test_a_wrong_password_is_said_and_the_address_stays(client: Client, clara: Member) -> None:
    answer = sign_in(client, "clara@salon.example", "wrong")

    assert answer.status_code == 422
    assert WRONG in text(answer)
    assert 'value="clara@salon.example"' in answer.content.decode()


def test_somebody_who_may_no_longer_sign_in_hears_nothing_more(client: Client, clara: Member) -> None:
    User.objects.filter(pk=clara.user.pk).update(is_active=False)

    assert WRONG in text(sign_in(client, "clara@salon.example"))


def test_half_an_address_is_explained_under_its_field(client: Client, db: None) -> None:
    answer = sign_in(client, "clara@")

    assert "Bitte ergänzen Sie den Teil nach dem @, zum Beispiel example.org." in text(answer)
    assert text(answer).startswith("Fehler: Anmelden")


def test_after_too_many_tries_the_right_password_opens_nothing(
    client: Client, clara: Member, settings: LazySettings
) -> None:
    settings.LOGIN_TRIES = 3
    for _ in range(3):
        sign_in(client, "clara@salon.example", "wrong")

    answer = sign_in(client, "clara@salon.example")

    assert answer.status_code == 429
    assert "Bitte versuchen Sie es in einer Stunde noch einmal." in text(answer)
    assert client.get("/-/staff/salon/").status_code == 302


def test_one_visitor_cannot_try_many_addresses(client: Client, clara: Member, settings: LazySettings) -> None:
    settings.LOGIN_TRIES = 1
    tries = [sign_in(client, f"guess{number}@salon.example").status_code for number in range(11)]

    assert tries == [422] * 10 + [429]


def test_signing_out_ends_the_session(clara: Member) -> None:
    client = signed_in(clara.user)

    answer = client.post("/-/staff/-/logout/")

    assert answer.headers["Location"] == LOGIN
    assert client.get("/-/staff/salon/").headers["Location"].startswith(LOGIN)


def test_a_new_password_ends_every_session(clara: Member) -> None:
    client = signed_in(clara.user)
    clara.user.set_password("another-password")
    clara.user.save()

    assert client.get("/-/staff/salon/").headers["Location"].startswith(LOGIN)


def test_another_role_counts_at_once(clara: Member) -> None:
    client = signed_in(clara.user)
    finish = "/-/staff/salon/tasks/00000000-0000-4000-8000-000000000000/finish/"
    may_decide = clara.may_decide

    clara.role = Member.Role.READ_ONLY
    clara.save()

    assert may_decide
    assert "Nur lesen" in text(client.get("/-/staff/salon/more/", headers={"Accept-Language": "de"}))
    assert client.post(finish).status_code == 404


def test_somebody_who_left_the_business_is_told_so(clara: Member) -> None:
    clara.delete()

    answer = signed_in(clara.user).get("/-/staff/", headers={"Accept-Language": "de"})

    assert answer.status_code == 403
    assert "Sie gehören noch zu keinem Betrieb." in text(answer)


def test_whoever_did_not_sign_in_gets_the_form_and_no_answer_to_a_post(client: Client, clara: Member) -> None:
    asked = client.get("/-/staff/salon/?lang=en").headers["Location"]
    posted = client.post("/-/staff/salon/tasks/00000000-0000-0000-0000-000000000000/finish/").headers[
        "Location"
    ]

    assert (asked, posted) == (f"{LOGIN}?next=/-/staff/salon/%3Flang%3Den", LOGIN)


def test_signing_in_gives_the_session_a_new_key(client: Client, clara: Member) -> None:
    """Whoever slipped somebody a session (fixation) holds nothing afterwards."""
    session = client.session
    session["language"] = "en"
    session.save()
    before = session.session_key

    sign_in(client, "clara@salon.example")

    assert client.session.session_key != before
    assert not is_signed_in(Client(headers={"Cookie": f"session={before}"}))


def test_a_session_s_key_cannot_be_guessed(signed_in_clara: Client) -> None:
    """32 letters and digits from the system's own source: more than 128 bits."""
    assert len(signed_in_clara.session.session_key or "") == 32
