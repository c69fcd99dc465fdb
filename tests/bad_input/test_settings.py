"""What a business may set, at the last border: the tables themselves. Pages for settings come later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.db.models import Model

from terminbuch.availability import Slot
from terminbuch.models import (
    Candidate,
    Location,
    Organisation,
    Resource,
    Service,
    WeeklyHours,
)
from terminbuch.queries import offers
from terminbuch.queries.wish import Wish
from tests.booking_pages.steps import again
from tests.builders import BERLIN, MONDAY_9, MONDAY_10, SUNDAY_18, Salon, change, make_booking, open_weekly
from tests.security.dump import dump

MONDAY = date(2026, 11, 23)


def hours(salon: Salon) -> Model:
    return WeeklyHours.objects.of(salon.organisation).all()[0]


def candidate(salon: Salon) -> Model:
    return Candidate.objects.of(salon.organisation).all()[0]


def service(salon: Salon) -> Model:
    return salon.cut


def organisation(salon: Salon) -> Model:
    return salon.organisation


def resource(salon: Salon) -> Model:
    return salon.ben


NEVER = {
    "S002": (hours, {"opens": "25:00", "closes": "26:00"}),
    "S002 no clock": (hours, {"opens": "halb neun"}),
    "an eighth weekday": (hours, {"weekday": 7}),
    "S006": (service, {"duration_minutes": -30}),
    "no length": (service, {"duration_minutes": 0}),
    "longer than a week": (service, {"duration_minutes": 10_081}),
    "S008": (service, {"step_minutes": 0}),
    "a step back": (service, {"step_minutes": -15}),
    "S010": (service, {"buffer_before_minutes": 100_000}),
    "S010 after": (service, {"buffer_after_minutes": 1441}),
    "a buffer of less than nothing": (service, {"buffer_after_minutes": -1}),
    "S012": (service, {"capacity": 0}),
    "notice in the past": (service, {"notice_minutes": -1}),
    "a cut-off after the start": (service, {"cut_off_minutes": -1}),
    "a length of nothing with Ben": (candidate, {"duration_minutes": 0}),
    "holds of no minutes": (organisation, {"hold_minutes": 0}),
    "a hue off the circle": (resource, {"hue": 360}),
}


@pytest.mark.parametrize("case", NEVER.values(), ids=NEVER)
def test_no_table_takes_it(salon: Salon, case: tuple[Callable[[Salon], Model], dict[str, object]]) -> None:
    row, fields = case
    before = dump()

    with pytest.raises((Error, ValidationError)), transaction.atomic():
        change(row(salon), **fields)

    assert dump() == before


NOT_BY_A_FORM = {
    "S018": (Service, "slug", "café ../../x"),
    "S018 of the organisation": (Organisation, "slug", "-admin"),
    "S018 of a place": (Location, "slug", "a b"),
    "S018 of a person": (Resource, "slug", "x{}*{color:red}"),
    "S020": (Organisation, "colour", "</style><script>alert(1)</script>"),
    "S020 by another way": (Organisation, "colour", "red;}body{display:none"),
    "S024": (Organisation, "privacy_url", "javascript:alert(1)"),
    "S024 imprint": (Organisation, "imprint_url", "//evil"),
    "mail of nobody": (Organisation, "email", "a@example.org\r\nBcc: b@example.org"),
}


@pytest.mark.parametrize("case", NOT_BY_A_FORM.values(), ids=NOT_BY_A_FORM)
def test_no_form_takes_it(case: tuple[type[Model], str, str]) -> None:
    model, name, value = case
    row = model(**{name: value})

    with pytest.raises(ValidationError):
        row.clean_fields(exclude={field.name for field in row._meta.fields} - {name})


@pytest.mark.parametrize("name", ["custom_css", "mail_template", "redirect_after_booking", "retention_days"])
def test_what_could_be_misused_is_no_setting(name: str) -> None:
    """S020, S022, S024, S026: neither styles, templates nor addresses of a business' own run here."""
    fields = {field.name for model in (Organisation, Service, Location) for field in model._meta.get_fields()}

    assert name not in fields


def test_hours_that_overlap_give_each_start_once(salon: Salon) -> None:
    """S004."""
    open_weekly(salon.ben, salon.location, days=range(1), opens=time(11), closes=time(19))

    starts = [slot.start for slot in _on_monday(salon)]

    assert starts == sorted(set(starts))
    assert max(starts).astimezone(BERLIN).time() == time(18)


def test_a_step_of_a_minute_and_a_year_of_hours_come_to_an_end(salon: Salon) -> None:
    """S008, as far as it may go."""
    change(salon.cut, step_minutes=1, duration_minutes=1)

    assert len(_on_monday(salon)) == 8 * 60


def test_a_zone_that_changes_leaves_agreed_times_where_they_are(salon: Salon) -> None:
    """S014: bookings are moments; the hours on the wall follow the clock of the place."""
    booking = make_booking(salon.cut, at=MONDAY_9)

    change(salon.location, zone_name="America/New_York")

    assert again(booking).starts_at == MONDAY_9
    assert again(booking).zone_name == "Europe/Berlin"


def test_a_length_that_changes_leaves_agreed_lengths(salon: Salon) -> None:
    """S016."""
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)

    change(salon.cut, duration_minutes=15, buffer_after_minutes=60)

    assert again(booking).ends_at == MONDAY_10
    assert again(booking).buffer_after_minutes == 0


def _on_monday(salon: Salon) -> list[Slot]:
    wish = Wish(salon.cut, salon.location, salon.ben)
    return list(offers.offer(wish, first=MONDAY, last=MONDAY, zone=BERLIN, now=SUNDAY_18).slots)
