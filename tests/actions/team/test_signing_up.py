"""A new business by sign-up: nobody is in before the link in the mail was opened."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.actions.founding import Founding
from terminbuch.actions.settings import Contradiction
from terminbuch.actions.team import accept, join, sign_up, sweep_sign_ups
from terminbuch.models import Delivery, Invitation, Member, Organisation, User
from tests.builders import SUNDAY_18, Salon

ASKED = Founding(name="Salon Berta", slug="berta", language="en")
A_DAY = timedelta(days=1)


def waiting() -> Invitation:
    return Invitation.objects.of(Organisation.objects.get(slug="berta")).get()


def mail() -> tuple[str, object, object]:
    promise = Delivery.objects.of(waiting().organisation_id).get()
    return promise.kind, promise.facts["language"], promise.facts["is_founding"]


@pytest.mark.django_db
def test_the_business_waits_closed_and_without_a_member() -> None:
    sign_up(ASKED, "berta@example.org", now=SUNDAY_18)

    invitation = waiting()
    assert (invitation.email, invitation.role, invitation.invited_by) == ("berta@example.org", "owner", None)
    assert invitation.deadline == SUNDAY_18 + A_DAY
    assert not invitation.organisation.is_open
    assert not User.objects.exists()
    assert mail() == ("member_invited", "en", True)


@pytest.mark.django_db
def test_whoever_opens_the_link_owns_the_business_and_runs_nothing_else() -> None:
    sign_up(ASKED, "berta@example.org", now=SUNDAY_18)

    member = join(waiting(), name="Berta", password="lang genug und selten", now=SUNDAY_18)

    assert (member.role, member.organisation.slug, member.user.is_operator) == ("owner", "berta", False)


def test_a_known_address_gets_the_same_mail_and_keeps_its_login(salon: Salon) -> None:
    ben = User.objects.create_user("ben@example.org", "Bens eigenes Wort")
    before = User.objects.values().get()

    sign_up(ASKED, "Ben@example.org", now=SUNDAY_18)

    assert mail() == ("member_invited", "en", True)
    assert User.objects.values().get() == before
    assert accept(waiting(), user=ben, now=SUNDAY_18).role == "owner"


def test_an_address_that_is_taken_is_said_by_its_field(salon: Salon) -> None:
    with pytest.raises(Contradiction) as refusal:
        sign_up(Founding(name="Salon", slug="salon"), "berta@example.org", now=SUNDAY_18)

    assert list(refusal.value.problems) == ["slug"]
    assert Organisation.objects.count() == 1


def test_what_nobody_confirmed_goes_after_a_day_and_nothing_else_does(salon: Salon) -> None:
    sign_up(ASKED, "berta@example.org", now=SUNDAY_18)

    sweep_sign_ups(SUNDAY_18 + A_DAY - timedelta(seconds=1))
    assert Organisation.objects.filter(slug="berta").exists()
    sweep_sign_ups(SUNDAY_18 + A_DAY)

    assert [business.slug for business in Organisation.objects.all()] == ["salon"]
    sign_up(ASKED, "berta@example.org", now=SUNDAY_18 + A_DAY)


@pytest.mark.django_db
def test_what_somebody_confirmed_stays() -> None:
    sign_up(ASKED, "berta@example.org", now=SUNDAY_18)
    join(waiting(), name="Berta", password="lang genug und selten", now=SUNDAY_18)

    sweep_sign_ups(SUNDAY_18 + 2 * A_DAY)

    assert Member.objects.everywhere().get().organisation.slug == "berta"
