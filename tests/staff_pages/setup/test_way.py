"""From an empty business to one that can be booked: every step, its refusal, and leaving it out."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.test import Client

from terminbuch.actions.asking import VISITOR
from terminbuch.actions.booking import book
from terminbuch.models import (
    Candidate,
    Delivery,
    MailServer,
    Member,
    Organisation,
    Resource,
    Service,
    User,
    WeeklyHours,
)
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    a_request,
    make_location,
    make_member,
    make_organisation,
)
from tests.cast import signed_in
from tests.staff_pages.pages import text

GERMAN = {"Accept-Language": "de"}
SETUP = "/-/staff/fresh/setup/"
SERVICE = {
    "name_de": "Schneiden", "name_en": "Cut", "duration_minutes": "45", "price_de": "", "price_en": "",
    "group_id": "",
}  # fmt: skip
PERSON = {
    "name": "Anna", "kind": "person", "email": "anna@example.org", "language": "de", "hue": "60",
    "hears_of_new": "on",
}  # fmt: skip
HOURS = {"days": ["0", "2"], "opens": "9:00", "closes": "17:00", "pauses": "12:00", "resumes": "13:00"}


@pytest.fixture
def fresh(db: None) -> Organisation:
    """As it is right after it was founded."""
    organisation = make_organisation("fresh", is_open=False, phone="")
    make_location(organisation, street="", town="")
    return organisation


@pytest.fixture
def owner(fresh: Organisation) -> Client:
    return signed_in(make_member(fresh, "Anna", role=Member.Role.OWNER).user)


def send(owner: Client, step: str, fields: dict[str, Any]) -> Any:
    """As a browser does: with what the page said it had seen."""
    page = owner.get(f"{SETUP}{step}/", headers=GERMAN)
    seen = page.context["seen"]
    return owner.post(f"{SETUP}{step}/", {**fields, "seen": seen}, headers=GERMAN)


def fields_of(owner: Client, step: str) -> dict[str, Any]:
    """What the form shows by itself."""
    form = owner.get(f"{SETUP}{step}/").context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_after_every_step_the_business_can_be_booked(owner: Client, fresh: Organisation) -> None:
    business = {**fields_of(owner, "business"), "phone": "030 123456"}
    place = {**fields_of(owner, "place"), "street": "Lindenstraße 12"}
    steps = [
        ("business", business), ("place", place), ("service", SERVICE), ("people", PERSON),
        ("hours", HOURS), ("look", {"colour": "#336699"}),
    ]  # fmt: skip

    onward = [send(owner, step, fields).headers["Location"] for step, fields in steps]
    send_open = owner.post(SETUP, {"seen": owner.get(SETUP).context["seen"]})

    following = ["place/", "service/", "people/", "hours/", "look/", ""]
    assert onward == [SETUP + step for step in following]
    assert (send_open.status_code, send_open.headers["Location"]) == (303, SETUP)
    cut = Service.objects.of(fresh).get()
    booking = book(a_request(cut, at=MONDAY_9), by=VISITOR, now=SUNDAY_18)
    assert (booking.starts_at, booking.service) == (MONDAY_9, cut)


def test_the_first_person_serves_what_nobody_served(owner: Client, fresh: Organisation) -> None:
    send(owner, "service", SERVICE)
    send(owner, "people", PERSON)

    [able] = Candidate.objects.of(fresh).select_related("requirement__service", "resource")
    assert (able.requirement.service.name_de, able.resource.name) == ("Schneiden", "Anna")


def test_whoever_comes_later_serves_nothing_by_itself(owner: Client, fresh: Organisation) -> None:
    send(owner, "service", SERVICE)
    send(owner, "people", PERSON)
    send(owner, "people", {**PERSON, "name": "Ben"})

    assert [row.resource.name for row in Candidate.objects.of(fresh).select_related("resource")] == ["Anna"]
    assert list(Resource.objects.of(fresh).values_list("slug", "position")) == [("anna", 0), ("ben", 1)]


def test_the_hours_hold_for_all_who_have_none(owner: Client, fresh: Organisation) -> None:
    send(owner, "people", PERSON)
    send(owner, "hours", HOURS)
    send(owner, "people", {**PERSON, "name": "Ben"})
    send(owner, "hours", {"days": ["5"], "opens": "10:00", "closes": "14:00", "pauses": "", "resumes": ""})

    rows = WeeklyHours.objects.of(fresh).order_by("schedule__resource__position", "weekday", "opens")
    hours = rows.values_list("schedule__resource__name", "weekday", "opens", "closes")
    assert list(hours) == [
        ("Anna", 0, time(9), time(12)),
        ("Anna", 0, time(13), time(17)),
        ("Anna", 2, time(9), time(12)),
        ("Anna", 2, time(13), time(17)),
        ("Ben", 5, time(10), time(14)),
    ]


@pytest.mark.parametrize(
    ("step", "fields", "sentence"),
    [
        ("business", {"name": ""}, "Bitte geben Sie einen Namen an."),
        ("place", {"zone_name": "Europe/Bielefeld"}, "Bitte wählen Sie aus der Liste."),
        (
            "service",
            {**SERVICE, "duration_minutes": "0"},
            "Bitte geben Sie eine ganze Zahl von 1 bis 10080 an.",
        ),
        ("people", {**PERSON, "email": "anna"}, "zum Beispiel name@example.org"),
        ("hours", {**HOURS, "days": []}, "Bitte kreuzen Sie mindestens einen Tag an."),
        ("hours", {**HOURS, "days": ["7"]}, "Bitte kreuzen Sie Wochentage an."),
        ("hours", {**HOURS, "closes": "8:00"}, "Bitte lassen Sie den Tag später enden, als er beginnt."),
        ("hours", {**HOURS, "opens": "25:00"}, "Bitte geben Sie eine Uhrzeit wie 16:15 an."),
        ("hours", {**HOURS, "resumes": ""}, "Bitte geben Sie beides an, oder lassen Sie die Pause weg."),
        ("hours", {**HOURS, "pauses": ""}, "Bitte geben Sie beides an, oder lassen Sie die Pause weg."),
        ("hours", {**HOURS, "resumes": "18:00"}, "Bitte legen Sie die Pause in die Öffnungszeiten."),
        ("look", {"colour": "red"}, "Bitte geben Sie eine Farbe"),
    ],
)
def test_what_makes_no_sense_is_refused_by_the_field(
    owner: Client, step: str, fields: dict[str, Any], sentence: str
) -> None:
    answer = send(owner, step, fields)

    assert answer.status_code == 422
    assert sentence in text(answer)


def test_a_step_can_be_left_out_and_found_again(owner: Client) -> None:
    page = owner.get(f"{SETUP}service/", headers=GERMAN).content.decode()

    assert f'href="{SETUP}people/"' in page
    assert "Auslassen, zu: Wer oder was gebucht wird" in page
    assert f'href="{SETUP}"' in owner.get("/-/staff/fresh/settings/").content.decode()


def test_what_is_done_is_ticked(owner: Client) -> None:
    send(owner, "service", SERVICE)

    stages = owner.get(SETUP).context["stages"]

    assert [stage.step.key for stage in stages if stage.is_done] == ["service"]


def test_the_first_open_step_is_named_and_opening_is_possible_all_the_same(
    owner: Client, fresh: Organisation
) -> None:
    page = owner.get(SETUP, headers=GERMAN)
    assert "Noch offen: Ihr Betrieb." in text(page)

    owner.post(SETUP, {"seen": page.context["seen"]})

    fresh.refresh_from_db()
    assert fresh.is_open


def test_opening_does_not_overwrite_what_somebody_else_changed(owner: Client, fresh: Organisation) -> None:
    seen = owner.get(SETUP).context["seen"]
    Organisation.objects.filter(pk=fresh.pk).update(name="Salon Berta")

    answer = owner.post(SETUP, {"seen": seen}, headers=GERMAN)

    fresh.refresh_from_db()
    assert (answer.status_code, fresh.is_open) == (409, False)


MAIL = {
    "host": "mail.example.org", "port": "587", "safety": "starttls", "username": "", "password": "",
    "sender": "termine@example.org",
}  # fmt: skip


def test_whoever_runs_the_installation_says_how_mail_leaves_and_a_test_mail_goes_out(
    owner: Client, fresh: Organisation
) -> None:
    User.objects.update(is_operator=True)

    answer = send(owner, "mail", MAIL)

    assert (answer.status_code, answer.headers["Location"]) == (303, SETUP)
    assert MailServer.objects.get().host == "mail.example.org"
    [test] = Delivery.objects.of(fresh)
    assert (test.kind, test.recipient) == ("test_mail", "anna@fresh.example")
    assert "Die E-Mail ist unterwegs" in text(owner.get(SETUP, headers=GERMAN))


def test_how_mail_leaves_is_nothing_for_other_owners(owner: Client) -> None:
    assert owner.get(f"{SETUP}mail/").status_code == 404
    assert owner.post(f"{SETUP}mail/", MAIL).status_code == 404
    assert not MailServer.objects.exists()


def test_there_are_no_other_steps(owner: Client) -> None:
    assert owner.get(f"{SETUP}cellar/").status_code == 404
