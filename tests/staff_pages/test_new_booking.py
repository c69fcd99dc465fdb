"""Staff enters bookings at any time, with and without a customer, and blocks time (S23, S26, S33)."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.models import Booking, Customer, Member
from tests.builders import (
    TUESDAY_9,
    berlin,
    change,
    make_booking,
    make_location,
    make_member,
    make_organisation,
    make_service,
    needs,
)
from tests.cast import Business, Cast, signed_in
from tests.reading import everything, occupied, promised
from tests.staff_pages.pages import text
from tests.staff_pages.windows import Window, opened

AT_ELEVEN = {"on": "2026-11-24", "at": "11:00"}


def window(client: Client, **query: object) -> Window:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return opened(client, f"/-/staff/salon/bookings/new/?{asked}")


def latest(here: Business) -> Booking:
    return Booking.objects.of(here.organisation).latest("pk")


def count(here: Business) -> int:
    return Booking.objects.of(here.organisation).count()


def test_it_opens_on_the_next_quarter_of_an_hour_with_the_first_service(
    manager: Client, here: Business
) -> None:
    change(here.salon.cut, buffer_after_minutes=10)

    shown = window(manager)

    said = ("service", "date", "start", "minutes", "before", "after", "customer")
    assert [shown.typed(name) for name in said] == ["cut", "2026-11-22", "18:00", "60", "0", "10", "none"]
    assert "Buchung eintragen Prüfen Schließen, nichts eintragen" in shown.text


def test_it_opens_where_the_calendar_was_pressed(manager: Client, here: Business) -> None:
    shown = window(manager, **AT_ELEVEN, minutes=45, resource=here.salon.clara.uid)

    said = ("date", "start", "minutes", "pick-0")
    assert [shown.typed(name) for name in said] == ["2026-11-24", "11:00", "45", str(here.salon.clara.uid)]


def test_a_press_beside_a_room_offers_what_needs_it(manager: Client, here: Business) -> None:
    spa = make_service(here.organisation, "spa")
    needs(spa, here.salon.room)

    assert window(manager, resource=here.salon.room.uid).typed("service") == "spa"


def test_looking_at_it_enters_nothing(manager: Client, here: Business) -> None:
    before = everything(here.organisation)

    window(manager).look(customer="new", name="Dilara", email="dilara@example.org")

    assert everything(here.organisation) == before


def test_with_a_new_customer_both_are_told(manager: Client, here: Business) -> None:
    answer = window(manager, **AT_ELEVEN).press(
        customer="new", name="Dilara", email="dilara@example.org", text="Schön, dass Sie kommen."
    )

    booking = latest(here)
    assert answer.answer.headers["Location"] == f"/-/staff/salon/bookings/{booking.uid}/"
    assert (booking.name, booking.origin, booking.starts_at) == ("Dilara", "by_hand", berlin(24, 11))
    assert sorted(promised(booking)) == [
        ("booking_confirmed", "dilara@example.org"),
        ("resource_new", "ben@salon.example"),
    ]
    page = text(manager.get(f"/-/staff/salon/bookings/{booking.uid}/", headers={"Accept-Language": "de"}))
    assert "Eingetragen. Eine E-Mail bekommen: Dilara, Ben." in page
    assert "Von Hand angelegt am Sonntag, 22. November" in page
    assert "Angelegt durch Manager, So, 22.11., 18:00" in page


def test_with_somebody_who_is_known(manager: Client, here: Business) -> None:
    anna = here.agreed.customer
    assert anna

    shown = window(manager, **AT_ELEVEN, customer=anna.uid)
    shown.press()

    assert "Kundin/Kunden per E-Mail informieren anna@example.org" in shown.text
    assert (latest(here).customer, latest(here).email) == (anna, "anna@example.org")
    assert Customer.objects.of(here.organisation).count() == 2


def test_without_a_customer(manager: Client, here: Business) -> None:
    shown = window(manager, **AT_ELEVEN)
    shown.press(tell_resource=None)

    assert "Niemand bekommt automatisch eine E-Mail. Bitte geben Sie selbst Bescheid." in shown.text
    assert (latest(here).customer, latest(here).name, promised(latest(here))) == (None, "", [])
    page = text(manager.get(f"/-/staff/salon/bookings/{latest(here).uid}/"))
    assert "Without customer Booking" in page or "Ohne Kunde Buchung" in page


def test_an_internal_service_can_be_entered(manager: Client, here: Business) -> None:
    care = make_service(here.organisation, "care", name_de="Pflege", is_online=False, duration_minutes=20)
    needs(care, here.salon.clara)

    shown = window(manager, **AT_ELEVEN).look(service="care")

    assert "Pflege (intern)" in shown.text
    assert shown.press().status == 303
    assert (latest(here).service, latest(here).ends_at) == (care, berlin(24, 11, 20))


def test_time_is_blocked_for_several_at_once(manager: Client, here: Business) -> None:
    shown = window(manager, **AT_ELEVEN).look(service="")
    both = [str(here.salon.clara.uid), str(here.salon.room.uid)]

    answer = shown.press(staff_note="Fenster werden geputzt.", minutes="90", **{"pick-0": both})

    assert answer.status == 303
    assert (occupied(here.salon.clara), occupied(here.salon.room)) == (
        [(berlin(24, 11), berlin(24, 12, 30))],
        [(berlin(24, 11), berlin(24, 12, 30))],
    )
    page = text(
        manager.get(f"/-/staff/salon/bookings/{latest(here).uid}/", headers={"Accept-Language": "de"})
    )
    assert "Gesperrt Buchung" in page
    assert "Für das Team Fenster werden geputzt." in page


def test_a_block_needs_somebody(manager: Client, here: Business) -> None:
    assert window(manager, **AT_ELEVEN).look(service="").press(**{"pick-0": None}).status == 422


def test_outside_of_hours_after_a_question(manager: Client, here: Business) -> None:
    asked = window(manager, on="2026-11-29", at="06:30").press()

    done = asked.press(asked.button("Trotzdem eintragen"))

    assert (asked.status, done.status, latest(here).starts_at) == (409, 303, berlin(29, 6, 30))
    assert "Das liegt außerhalb der Öffnungszeiten. Trotzdem eintragen?" in asked.text


def test_never_over_somebody_elses_time_whoever_asks(cast: Cast) -> None:
    make_booking(cast.here.salon.cut, at=TUESDAY_9, who="Carla", resource_id=cast.here.salon.ben.pk)
    owner = signed_in(cast.people["owner"])
    before = count(cast.here)

    refused = window(owner, on="2026-11-24", at="09:00").press(**{"pick-0": str(cast.here.salon.ben.uid)})

    assert (refused.status, count(cast.here)) == (409, before)
    assert "Ben hat um 09:00 Uhr schon eine Buchung." in refused.text
    assert "Trotzdem eintragen" not in refused.text


def test_pressed_twice_there_is_one_booking_and_both_lead_to_it(manager: Client, here: Business) -> None:
    shown, before = window(manager, **AT_ELEVEN), count(here)

    answers = [shown.press(customer="new", name="Dilara") for _ in range(2)]

    assert count(here) == before + 1
    assert {answer.answer.headers["Location"] for answer in answers} == {
        f"/-/staff/salon/bookings/{latest(here).uid}/"
    }


def test_a_form_used_again_for_something_else_shows_what_was_made_and_can_go_on(
    manager: Client, here: Business
) -> None:
    shown = window(manager, **AT_ELEVEN)
    shown.press()
    first = latest(here)

    refused = shown.press(start="14:00")

    assert (refused.status, latest(here)) == (422, first)
    assert refused.page.link(f"Zur Buchung {first.number}").endswith(f"/bookings/{first.uid}/")
    assert refused.press().status == 303
    assert latest(here).starts_at == berlin(24, 14)


def test_at_another_place_by_its_clocks(manager: Client, here: Business) -> None:
    make_location(here.organisation, "kathmandu", name="Kathmandu", zone_name="Asia/Kathmandu")

    asked = window(manager, **AT_ELEVEN, location="kathmandu").press()
    asked.press(asked.button("Trotzdem eintragen"))

    assert (latest(here).location.name, latest(here).starts_at) == ("Kathmandu", berlin(24, 6, 15))


@pytest.mark.parametrize(
    "query",
    [
        {"on": "2026-02-31"},
        {"at": "25:99"},
        {"minutes": "-5"},
        {"resource": "nobody"},
        {"resource": "00000000-0000-4000-8000-000000000000"},
        {"location": "nowhere"},
        {"service": "nobodys"},
        {"customer": "%00"},
        {"on": "9999-12-31", "at": "%00"},
    ],
)
def test_an_address_that_cannot_be_read_opens_the_usual_window(
    manager: Client, here: Business, query: dict[str, str]
) -> None:
    shown = window(manager, **query)

    assert (shown.status, shown.typed("date"), shown.typed("start")) == (200, "2026-11-22", "18:00")
    assert "Fehler" not in shown.page.title


def test_a_customer_of_another_business_is_nobody(manager: Client, cast: Cast) -> None:
    theirs = cast.next_door.agreed.customer
    assert theirs

    refused = window(manager, **AT_ELEVEN).press(customer=str(theirs.uid))

    assert refused.status == 422


@pytest.mark.parametrize("role", ["read_only", "resource"])
def test_whoever_may_not_write_finds_no_window(cast: Cast, role: str) -> None:
    user = Member.objects.of(cast.here.organisation).filter(role=role)[0].user

    assert signed_in(user).get("/-/staff/salon/bookings/new/").status_code == 404


def test_where_there_is_no_place_yet_there_is_no_window(db: None) -> None:
    client = signed_in(make_member(make_organisation("nirgends")).user)

    assert client.get("/-/staff/nirgends/bookings/new/").status_code == 404
