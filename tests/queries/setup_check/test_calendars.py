"""Whose calendar nobody looks at, and whose hears of nothing, is worth a hint (S3)."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from terminbuch.queries.findings import Round
from terminbuch.queries.setup_check import set_up
from tests.builders import SUNDAY_18, Salon, change, make_calendar


def hints(salon: Salon) -> list[tuple[str, str, str, str]]:
    with translation.override("en"):
        every = list(set_up(Round(SUNDAY_18, salon.organisation)))
    return [(str(one.state), one.title, one.sentence, one.about) for one in every if "calendar" in one.code]


def connect(salon: Salon, resource: Any = None, **uses: Any) -> Any:
    return make_calendar(resource or salon.ben, **uses)


def test_whoever_keeps_the_diary_here_alone_hears_nothing(salon: Salon) -> None:
    assert hints(salon) == []


def test_people_whose_calendar_nobody_looks_at_are_named(salon: Salon, mallory: Salon) -> None:
    connect(mallory, mallory.clara)
    connect(salon, blocks=True, receives=True, may_write=True)

    assert hints(salon) == [
        ("hint", "Own calendars", "no calendar is connected for Clara: only what is booked here counts", "")
    ]


def test_of_each_person_it_is_said_what_was_not_chosen(salon: Salon) -> None:
    connect(salon, blocks=False)
    connect(salon, salon.clara, blocks=True)
    connect(salon, salon.room, blocks=False)

    assert hints(salon) == [
        ("hint", "Calendars of Ben", "none of the connected calendars blocks a time", "ben"),
        ("hint", "Calendars of Ben", "none of the connected calendars receives bookings", "ben"),
        ("hint", "Calendars of Clara", "none of the connected calendars receives bookings", "clara"),
    ]


def test_where_everybodys_calendar_is_in_use_nothing_is_said(salon: Salon) -> None:
    for resource in (salon.ben, salon.clara):
        connect(salon, resource, receives=True, may_write=True)

    assert hints(salon) == []


def test_who_is_out_of_use_needs_no_calendar(salon: Salon) -> None:
    connect(salon, receives=True, may_write=True)
    change(salon.clara, is_active=False)

    assert hints(salon) == []
