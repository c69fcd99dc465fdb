from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from terminbuch.cli import main
from terminbuch.models import Member
from tests.builders import make_member, make_organisation
from tests.staff_pages.logins.ways import SECOND, is_signed_in, sign_in, told_of, with_app


@pytest.fixture
def clara(db: None) -> Member:
    return make_member(make_organisation())


def test_who_lost_everything_signs_in_with_the_password_alone(
    clara: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    client = Client()
    sign_in(client, clara.user.email)
    with_app(clara.user)
    asked = sign_in(Client(), clara.user.email).headers["Location"]

    status = main(["forgetfactors", "--email", "Clara@Salon.Example"])

    assert (status, capsys.readouterr().out) == (
        0,
        "Clara@Salon.Example now signs in with the password alone.\n",
    )
    assert (asked, Authenticator.objects.count()) == (SECOND, 0)
    assert (is_signed_in(client), sign_in(Client(), clara.user.email).headers["Location"]) == (
        False,
        "/-/staff/",
    )
    assert told_of() == ["app_added", "second_factor_removed"]


@pytest.mark.parametrize("email", ["clara@salon.example", "nobody@salon.example"])
def test_who_has_no_second_factor_loses_none(
    clara: Member, capsys: pytest.CaptureFixture[str], email: str
) -> None:
    status = main(["forgetfactors", "--email", email])

    assert (status, capsys.readouterr().err) == (
        1,
        f"terminbuch: nobody signs in with {email} and a second factor\n",
    )
