"""The bin asks before, says who hears of it, and cancels only then (S35–S39)."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import NewCustomer
from terminbuch.models import Booking, Delivery, Resource, Task
from tests.builders import SUNDAY_18, berlin, by_hand, make_booking, make_member, staff
from tests.cast import Business, Cast
from tests.reading import everything, occupied, promised
from tests.staff_pages.pages import text
from tests.staff_pages.windows import Window, opened


def window(client: Client, booking: Booking) -> Window:
    return opened(client, f"/-/staff/salon/bookings/{booking.uid}/cancel/")


def status_of(booking: Booking) -> str:
    return Booking.objects.of(booking.organisation_id).get(pk=booking.pk).status


def forget_mails(booking: Booking) -> Booking:
    Delivery.objects.of(booking.organisation_id).filter(booking=booking).delete()
    return booking


def entered(here: Business, **fields: object) -> Booking:
    """By hand, on Monday at eleven with Ben; nobody was told."""
    dora = staff(make_member(here.organisation, "Dora"))
    request = by_hand(here.salon, starts_at=berlin(23, 11), **fields)
    return forget_mails(deeds.create_by_hand(request, by=dora, now=SUNDAY_18))


def test_it_says_beforehand_who_gets_a_cancellation(manager: Client, here: Business) -> None:
    before = everything(here.organisation)

    shown = window(manager, here.agreed)

    assert (
        "Termin absagen Anna, Mo, 23. November, 09:00 bis 10:00 Uhr, Ben"
        " Schneiden, 1 Std., online gebucht"
        " Anna bekommt eine Absage an anna@example.org. Die Zeit ist sofort wieder frei."
    ) in shown.text
    assert "E-Mail an Ressource Von der Absage erfährt per E-Mail: Ben." in shown.text
    assert everything(here.organisation) == before


def test_keeping_it_is_where_the_keyboard_starts(manager: Client, here: Business) -> None:
    shown = window(manager, here.agreed)

    (first,) = [link for link in shown.dialog.all("a") if "autofocus" in link.attributes]
    assert (first.text, first.get("href")) == (
        "Termin behalten",
        f"/-/staff/salon/bookings/{here.agreed.uid}/",
    )


@pytest.mark.parametrize(
    ("box", "told"),
    [
        (None, [("booking_cancelled", "anna@example.org")]),
        ("on", [("booking_cancelled", "anna@example.org"), ("resource_cancelled", "ben@salon.example")]),
    ],
)
def test_the_customer_always_hears_of_it_and_the_resource_if_ticked(
    manager: Client, here: Business, box: str | None, told: list[tuple[str, str]]
) -> None:
    forget_mails(here.agreed)

    answer = window(manager, here.agreed).press(tell_resource=box, text="Es tut uns leid.")

    assert (answer.status, status_of(here.agreed)) == (303, "cancelled")
    assert promised(here.agreed) == told
    mail = Delivery.objects.of(here.organisation).get(booking=here.agreed, kind="booking_cancelled")
    assert mail.facts["personal_text"] == "Es tut uns leid."


def test_the_time_is_free_at_once_and_the_page_says_who_is_told(manager: Client, here: Business) -> None:
    window(manager, here.agreed).press()

    page = text(manager.get(f"/-/staff/salon/bookings/{here.agreed.uid}/", headers={"Accept-Language": "de"}))

    assert "Abgesagt. Eine E-Mail bekommen: Anna." in page
    assert make_booking(here.salon.cut, who="Carla", resource_id=here.salon.ben.pk).is_live


@pytest.mark.parametrize(
    ("customer", "why"),
    [
        (None, "Bei diesem Termin ist kein Kunde hinterlegt."),
        (NewCustomer("Frau Lang", phone="030 5559876"), "Von Frau Lang ist keine E-Mail-Adresse hinterlegt."),
    ],
)
def test_where_nobody_can_be_mailed_it_says_so_and_somebody_is_asked_to_phone(
    manager: Client, here: Business, customer: NewCustomer | None, why: str
) -> None:
    booking = entered(here, customer=customer)

    shown = window(manager, booking)
    answer = shown.press()

    assert (
        f"Niemand bekommt automatisch eine E-Mail. {why} Bitte geben Sie selbst Bescheid."
        " Wir legen dafür die Aufgabe „Kunden anrufen“ an."
    ) in shown.text
    assert "Persönlicher Satz" not in shown.text
    assert (answer.status, promised(booking)) == (303, [])
    task = Task.objects.of(here.organisation).get(booking=booking)
    assert (task.kind, task.about, task.done_at) == ("phone", "cancelled", None)


def test_a_blocked_time_concerns_nobody(manager: Client, here: Business) -> None:
    block = entered(here, service_id=None, customer=None, picks=(here.salon.room.pk,))

    shown = window(manager, block)
    shown.press()

    assert "Gesperrt, Mo, 23. November, 11:00 bis 12:00 Uhr, Raum 1" in shown.text
    assert "Niemand bekommt" not in shown.text
    assert "Keine E-Mail möglich an: Raum 1." in shown.text
    assert (status_of(block), occupied(here.salon.room)) == ("cancelled", [])
    assert not Task.objects.of(here.organisation).filter(booking=block).exists()


def test_a_resource_that_wants_no_mail_is_not_offered_one(manager: Client, here: Business) -> None:
    Resource.objects.of(here.organisation).filter(pk=here.salon.ben.pk).update(hears_of_cancellations=False)

    shown = window(manager, here.agreed)

    assert ("E-Mail an Ressource" in shown.text, "Keine E-Mail möglich an: Ben." in shown.text) == (
        False,
        True,
    )


def test_pressed_twice_it_is_cancelled_once(manager: Client, here: Business) -> None:
    shown = window(manager, forget_mails(here.agreed))

    statuses = [shown.press().status for _ in range(2)]

    assert (statuses, promised(here.agreed)) == ([303, 303], [("booking_cancelled", "anna@example.org")])


def test_what_somebody_changed_meanwhile_is_shown_before_it_is_cancelled(
    manager: Client, here: Business
) -> None:
    old = window(manager, here.agreed)
    opened(manager, f"/-/staff/salon/bookings/{here.agreed.uid}/edit/").press(start="15:00")

    refused = old.press()

    assert (refused.status, status_of(here.agreed)) == (409, "confirmed")
    assert "Diese Buchung hat eben jemand anderes geändert." in refused.text
    assert "Anna, Mo, 23. November, 15:00 bis 16:00 Uhr, Ben" in refused.text
    assert refused.press().status == 303


def test_after_the_start_it_can_still_be_cancelled(manager: Client, here: Business) -> None:
    booking = entered(here)
    Booking.objects.of(here.organisation).filter(pk=booking.pk).update(starts_at=berlin(20, 11))

    assert window(manager, booking).press().status == 303


@pytest.mark.parametrize(
    "typed", [{"text": "x" * 301}, {"text": "a\x00b"}, {"version": "x"}, {"version": "-1"}]
)
def test_what_cannot_be_read_cancels_nothing(manager: Client, here: Business, typed: dict[str, str]) -> None:
    refused = window(manager, here.agreed).press(**typed)

    assert (refused.status, status_of(here.agreed)) == (422, "confirmed")


def test_another_business_has_no_such_booking(manager: Client, cast: Cast) -> None:
    address = f"/-/staff/salon/bookings/{cast.next_door.agreed.uid}/cancel/"

    assert [manager.get(address).status_code, manager.post(address, {"version": 1}).status_code] == [404, 404]
