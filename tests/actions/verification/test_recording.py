"""What was found is told once to those whom it concerns, and that it is over once; since when it is safe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import pytest

from terminbuch.actions.verification import QUICK, WHOLE, Outcome, begin, finish
from terminbuch.models import Delivery, Fault, Member, Verification, VerifiedOrganisation
from terminbuch.queries.verification import Compared, Found
from tests.builders import SUNDAY_18, Salon, change, make_member, make_organisation, make_salon

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def olga(salon: Salon) -> Member:
    """Who owns the salon."""
    return make_member(salon.organisation, "Olga", role="owner")


@pytest.fixture
def mallory(olga: Member) -> Member:
    """Who owns the one next door."""
    return make_member(make_salon("mallory").organisation, "Mallory", role="owner")


def verified(*found: Found, day: int = 0, looked_at: frozenset[str] = WHOLE) -> Verification:
    at = SUNDAY_18 + day * DAY
    outcome = Outcome(Compared(list(found), {}, {}), looked_at=looked_at)
    return finish(begin(is_whole=looked_at is WHOLE, now=at), outcome, now=at)


def twice(salon: Salon | Member, about: str = "1-2") -> Found:
    return Found("overlap", salon.organisation.pk, about)


def late(salon: Salon, about: str = "7") -> Found:
    return Found("promise_stuck", salon.organisation.pk, about)


def told() -> Sequence[tuple[str, str, int]]:
    """Kind, reader and how many faults."""
    rows = Delivery.objects.everywhere().filter(kind__startswith="fault").order_by("pk")
    return [(row.kind, row.recipient.split("@")[0], len(row.facts["faults"])) for row in rows]


def test_each_fault_is_told_once_and_its_end_once(salon: Salon, olga: Member, mallory: Member) -> None:
    verified(late(salon))
    verified(late(salon), day=1)
    verified(late(salon), late(salon, "8"), day=2)
    verified(late(salon), day=3)
    verified(day=4)
    verified(day=5)

    assert told() == [("fault_found", "olga", 1), ("fault_found", "olga", 1), ("faults_over", "olga", 0)]


def test_what_makes_every_business_unsafe_is_told_to_every_owner(
    salon: Salon, olga: Member, mallory: Member
) -> None:
    make_member(salon.organisation, "Clara")
    verified(Found("guard_toothless", None, "imagined"))

    assert told() == [("fault_found", "olga", 1), ("fault_found", "mallory", 1)]


def test_what_only_the_operator_can_mend_is_told_to_the_operator(
    salon: Salon, olga: Member, mallory: Member
) -> None:
    clara = make_member(salon.organisation, "Clara")
    change(clara.user, is_operator=True)
    verified(Found("no_copy", None, "room"))

    assert told() == [("fault_found", "clara", 1)]


def test_nobody_is_told_about_a_business_in_which_people_practise(salon: Salon, olga: Member) -> None:
    practice = make_organisation("practice", practice_of=salon.organisation)
    make_member(practice, "Petra", role="owner")
    row = verified(Found("overlap", practice.pk, "1-2"))

    assert told() == []
    assert (row.is_safe, VerifiedOrganisation.objects.of(practice).exists()) == (False, False)


def test_a_quick_one_ends_nothing_that_only_a_copy_shows(salon: Salon, olga: Member) -> None:
    verified(Found("race", None, "x"))
    quick = verified(day=1, looked_at=QUICK)
    whole = verified(day=2)

    assert (quick.is_safe, quick.fault_count) == (False, 1)
    assert (whole.is_safe, whole.fault_count) == (True, 0)


def test_since_when_counts_from_the_first_safe_one(salon: Salon, olga: Member, mallory: Member) -> None:
    verified()
    verified(late(salon), day=1)
    verified(twice(salon), day=2)
    verified(day=3)
    verified(day=4)

    assert since(Verification.objects.all()) == [3, 3, None, 0, 0]
    assert since(VerifiedOrganisation.objects.of(salon.organisation)) == [3, 3, None, 0, 0]
    assert since(VerifiedOrganisation.objects.of(mallory.organisation)) == [0, 0, 0, 0, 0]


def since(rows: Iterable[Verification | VerifiedOrganisation]) -> list[int | None]:
    """In days after Sunday, the last first."""
    return [_days(row.safe_since) for row in rows]


def _days(at: datetime | None) -> int | None:
    return (at - SUNDAY_18) // DAY if at else None


def test_of_a_thousand_faults_some_are_kept(salon: Salon, olga: Member) -> None:
    verified(*(late(salon, str(number)) for number in range(1000)))
    verified(*(late(salon, str(number)) for number in range(1000)), day=1)

    assert Fault.objects.of(salon.organisation).count() == 20
    assert told() == [("fault_found", "olga", 20)]
