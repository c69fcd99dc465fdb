"""Letting somebody sign in: one person, one row, whatever the case of the address."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from terminbuch.actions.members import admit
from terminbuch.actions.refusals import NotYours
from terminbuch.models import Member, User
from tests.builders import Salon

PASSWORD = "lang genug und selten"


@pytest.fixture
def admit_here(salon: Salon) -> partial[Member]:
    return partial(
        admit, salon.organisation.pk, email="Ben@salon.example", role="resource", password=PASSWORD
    )


def test_somebody_new_can_sign_in_from_now_on(salon: Salon, admit_here: partial[Member]) -> None:
    member = admit_here(name="Ben", resource=salon.ben)

    assert (member.organisation, member.role, member.resource) == (salon.organisation, "resource", salon.ben)
    assert (member.user.email, member.user.name) == ("Ben@salon.example", "Ben")
    assert member.user.check_password(PASSWORD)


def test_somebody_known_keeps_the_row_and_gets_the_new_role(
    salon: Salon, admit_here: partial[Member]
) -> None:
    first = admit_here()

    again = admit_here(email="BEN@SALON.example", role="manager", password="ein anderes, auch lang")

    assert (again.pk, again.user.pk, again.role) == (first.pk, first.user.pk, "manager")
    assert again.user.check_password("ein anderes, auch lang")
    assert User.objects.count() == Member.objects.of(salon.organisation).count() == 1


def test_without_a_password_one_that_is_set_stays(admit_here: partial[Member]) -> None:
    admit_here()

    assert admit_here(password=None).user.check_password(PASSWORD)


def test_somebody_new_without_a_password_cannot_sign_in(admit_here: partial[Member]) -> None:
    assert not admit_here(password=None).user.has_usable_password()


def test_one_person_is_a_member_of_two_organisations(mallory: Salon, admit_here: partial[Member]) -> None:
    here = admit_here()

    there = admit(mallory.organisation.pk, email="ben@salon.example", role="owner", password=None)

    assert (there.user, there.role) == (here.user, "owner")
    here.refresh_from_db()
    assert here.role == "resource"


@pytest.mark.parametrize("email", ["", "ben", "ben@", "ben@salon.example\n", "a@b@c.de"])
def test_what_is_no_address_is_refused(admit_here: partial[Member], email: str) -> None:
    with pytest.raises(ValidationError):
        admit_here(email=email)

    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["", "short", "administrator"])
def test_a_password_that_is_short_or_common_is_refused_and_nobody_is_admitted(
    admit_here: partial[Member], password: str
) -> None:
    with pytest.raises(ValidationError):
        admit_here(password=password)

    assert not User.objects.exists()


def test_another_organisations_resource_is_nobodys_here(mallory: Salon, admit_here: partial[Member]) -> None:
    with pytest.raises(NotYours):
        admit_here(resource=mallory.ben)

    assert not User.objects.exists()
