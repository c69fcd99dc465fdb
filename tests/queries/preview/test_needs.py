"""What a service would be with one need more, less, or of another kind."""

from __future__ import annotations

import pytest

from terminbuch.models import Candidate, Requirement
from terminbuch.queries.preview import Needed, NeedsChange, Preview, can_be_had, preview
from tests.builders import MONDAY_9, SUNDAY_18, Salon, change, make_booking, needs
from tests.queries.asked import number_of_queries


def foretell(salon: Salon, was: int | None, to: Needed | None) -> Preview:
    asked = NeedsChange(salon.organisation.pk, service_id=salon.cut.pk, was=was, to=to)
    return preview(asked, now=SUNDAY_18)


def first(salon: Salon) -> int:
    return Requirement.objects.of(salon.organisation).filter(service=salon.cut)[0].pk


def test_a_room_that_is_always_free_takes_nothing(salon: Salon) -> None:
    seen = foretell(salon, None, Needed(False, (salon.room.pk,)))

    assert (seen.slots_fewer, seen.outside, seen.services_without_anyone) == (0, (), ())


def test_a_room_that_is_never_open_leaves_nobody(salon: Salon) -> None:
    change(salon.room, is_active=False)

    seen = foretell(salon, None, Needed(False, (salon.room.pk,)))

    assert (seen.slots_after, seen.services_without_anyone) == (0, (salon.cut,))


def test_all_instead_of_one_counts_only_what_both_can(salon: Salon) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)

    seen = foretell(salon, first(salon), Needed(True))

    assert (seen.slots_fewer, seen.outside) == (2, ())


def test_without_the_last_need_nobody_is_left(salon: Salon) -> None:
    assert foretell(salon, first(salon), None).services_without_anyone == (salon.cut,)


def test_without_a_further_need_there_are_more(salon: Salon) -> None:
    room = needs(salon.cut, salon.room)
    change(salon.room, is_active=False)

    seen = foretell(salon, room.pk, None)

    assert (seen.slots_before, seen.slots_after > 0) == (0, True)


def test_looking_writes_nothing(salon: Salon) -> None:
    foretell(salon, None, Needed(False, (salon.room.pk,)))

    assert Requirement.objects.of(salon.organisation).count() == 1
    assert Candidate.objects.of(salon.organisation).count() == 2


@pytest.mark.parametrize(("minutes", "is_possible"), [(480, True), (481, False)])
def test_a_service_can_be_had_where_an_opening_is_long_enough(
    salon: Salon, minutes: int, is_possible: bool
) -> None:
    change(salon.cut, duration_minutes=minutes)

    assert can_be_had(salon.cut, [salon.location], now=SUNDAY_18) is is_possible


def test_notice_limits_and_bookings_do_not_make_it_impossible(salon: Salon) -> None:
    make_booking(salon.cut, at=MONDAY_9)
    change(salon.cut, duration_minutes=480, notice_minutes=525600, max_per_day=1)

    assert can_be_had(salon.cut, [salon.location], now=SUNDAY_18)


def test_more_rooms_ask_no_more_questions(salon: Salon) -> None:
    few = number_of_queries(lambda: foretell(salon, None, Needed(False, (salon.room.pk,))))

    assert (
        number_of_queries(lambda: foretell(salon, None, Needed(False, (salon.room.pk, salon.ben.pk)))) == few
    )
