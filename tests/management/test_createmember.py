from __future__ import annotations

import pytest

from terminbuch.management import createmember
from terminbuch.models import Member, Organisation, User
from tests.builders import make_organisation

pytestmark = pytest.mark.django_db
PASSWORD = "berta-is-good-with-hair"


@pytest.fixture
def salon(monkeypatch: pytest.MonkeyPatch) -> Organisation:
    monkeypatch.setenv("TERMINBUCH_PASSWORD", PASSWORD)
    return make_organisation("salon")


def create(email: str = "berta@example.org", organisation: str = "salon", role: str = "manager") -> int:
    return createmember.main(["--organisation", organisation, "--email", email, "--role", role])


def test_somebody_new_may_sign_in(salon: Organisation, capsys: pytest.CaptureFixture[str]) -> None:
    status = create()

    member = Member.objects.of(salon).get()
    assert (status, member.role, member.user.email) == (0, "manager", "berta@example.org")
    assert member.user.check_password(PASSWORD)
    assert capsys.readouterr().out == "berta@example.org may now sign in for Salon Anna.\n"


def test_somebody_known_gets_a_new_password_and_role(salon: Organisation) -> None:
    user = User.objects.create_user("Berta@example.org", "an older password")

    assert (create(role="reception"), create(role="owner")) == (0, 0)

    user.refresh_from_db()
    assert [member.role for member in Member.objects.of(salon).filter(user=user)] == ["owner"]
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("short", "berta@example.org", "salon"), "at least 12 characters"),
        ((PASSWORD, "no address", "salon"), "Enter a valid email address."),
        ((PASSWORD, "berta@example.org", "another"), "there is no organisation another"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    salon: Organisation,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: tuple[str, str, str],
    sentence: str,
) -> None:
    password, *known_by = typed
    monkeypatch.setenv("TERMINBUCH_PASSWORD", password)

    status = create(*known_by)

    assert (status, sentence in capsys.readouterr().err) == (1, True)
    assert (User.objects.count(), Member.objects.of(salon).count()) == (0, 0)


def test_somebody_becomes_operator_and_stays_it(salon: Organisation) -> None:
    line = ["--organisation", "salon", "--email", "berta@example.org", "--role", "owner"]

    assert (createmember.main([*line, "--operator"]), createmember.main(line)) == (0, 0)

    assert User.objects.get().is_operator


def test_an_unknown_role_is_refused(salon: Organisation) -> None:
    with pytest.raises(SystemExit, match="2"):
        create(role="king")
