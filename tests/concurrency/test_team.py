"""Two owners at once, one link in two windows: there stays an owner, and a link lets in once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from terminbuch.actions.asking import COMMAND
from terminbuch.actions.founding import Founding, found, print_link
from terminbuch.actions.newcomers import NewPerson
from terminbuch.actions.refusals import NotYours
from terminbuch.actions.team import InvitationEnded, LastOwner, Place, invite, join, remove_member
from terminbuch.models import Member, Organisation
from tests.builders import SUNDAY_18, Salon, make_member, staff
from tests.concurrency.stage import Act

HISTORY = 'INSERT INTO "terminbuch_historyentry"'
ANNA = NewPerson("anna@example.org", "Anna", "lang genug und selten")


def removing(who: Member, *, by: Member) -> partial[None]:
    key = who.organisation_id
    return partial(remove_member, who.uid, organisation_id=key, by=staff(by), now=SUNDAY_18)


def test_two_owners_who_remove_each_other_leave_one(salon: Salon):
    anna, berta = (make_member(salon.organisation, name, role="owner") for name in ("Anna", "Berta"))
    first = Act(removing(anna, by=berta), stop_before=HISTORY).begins()
    second = Act(removing(berta, by=anna)).waits()

    first.ends()

    with pytest.raises(LastOwner):
        second.ends()
    assert [member.user.name for member in Member.objects.of(salon.organisation)] == ["Berta"]


def test_an_invitation_in_two_windows_lets_in_once(salon: Salon):
    key = salon.organisation.pk
    row = invite(
        "berta@example.org", Place("reception"), language="de", organisation_id=key, by=COMMAND, now=SUNDAY_18
    )
    joining = partial(join, row, name="Berta", password="lang genug und selten", now=SUNDAY_18)
    first = Act(joining, stop_before=HISTORY).begins()
    second = Act(joining).waits()

    first.ends()

    with pytest.raises(InvitationEnded):
        second.ends()
    assert Member.objects.of(salon.organisation).count() == 1


def test_the_first_link_in_two_windows_founds_one_business(salon: Salon):
    token = print_link(makes_operator=True, now=SUNDAY_18)
    founding = partial(found, now=SUNDAY_18, opening=token)
    asked = Founding(name="Salon Anna", slug="anna")
    first = Act(partial(founding, asked, owner=ANNA), stop_before=HISTORY).begins()
    other = replace(ANNA, email="mallory@example.org")
    second = Act(partial(founding, replace(asked, slug="mallory"), owner=other)).waits()

    first.ends()

    with pytest.raises(NotYours):
        second.ends()
    assert sorted(Organisation.objects.values_list("slug", flat=True)) == ["anna", "salon"]
