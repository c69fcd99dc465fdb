from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import LINK_HOLDER, WORKER
from terminbuch.models import Booking, Delivery
from tests.builders import SUNDAY_18, TUESDAY_9, TUESDAY_10, a_move, make_booking, make_member, staff
from tests.cast import Business
from tests.staff_pages.pages import Answer, text


def post(client: Client, booking: Booking, decision: str) -> Answer:
    address = f"/-/staff/salon/bookings/{booking.uid}/{decision}/"
    return client.post(address, headers={"Accept-Language": "de"}, follow=True)


def status_of(booking: Booking) -> str:
    return Booking.objects.of(booking.organisation_id).get(pk=booking.pk).status


def mails_about(booking: Booking) -> list[str]:
    return [
        row.kind
        for row in Delivery.objects.of(booking.organisation_id).filter(booking=booking).order_by("pk")
    ]


def test_an_accepted_request_is_a_booking_and_the_customer_hears_of_it(
    manager: Client, here: Business
) -> None:
    answer = post(manager, here.requested, "accept")

    assert answer.redirect_chain == [(f"/-/staff/salon/bookings/{here.requested.uid}/", 303)]
    assert "Angenommen. Berta bekommt eine E-Mail." in text(answer)
    assert status_of(here.requested) == "confirmed"
    assert mails_about(here.requested)[-2:] == ["request_accepted", "resource_new"]


def test_the_log_names_who_accepted(manager: Client, here: Business) -> None:
    assert "Angenommen durch Manager, So, 22.11., 18:00" in text(post(manager, here.requested, "accept"))


def test_declining_asks_before(manager: Client, here: Business) -> None:
    address = f"/-/staff/salon/bookings/{here.requested.uid}/decline/"

    page = text(manager.get(address, headers={"Accept-Language": "de"}))

    assert (
        "Anfrage ablehnen Berta, Mo, 23. November, 10:00 bis 11:00 Uhr Ansatz färben, 1 Std."
        " Berta bekommt eine Absage an berta@example.org. Die Zeit ist sofort wieder frei."
        " Anfrage ablehnen Schließen, nichts ändern"
    ) in page
    assert status_of(here.requested) == "pending"


def test_a_declined_request_frees_its_time(manager: Client, here: Business) -> None:
    answer = post(manager, here.requested, "decline")

    assert "Abgelehnt. Berta bekommt eine E-Mail." in text(answer)
    assert status_of(here.requested) == "declined"
    assert make_booking(here.colour, at=here.requested.starts_at, who="Carla").is_pending


def test_declining_a_move_leaves_the_booking_as_it_was(manager: Client, here: Business) -> None:
    dora = staff(make_member(here.organisation, "Dora"))
    deeds.accept(here.requested.pk, by=dora, now=SUNDAY_18)
    deeds.reschedule(a_move(here.requested, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)

    address = f"/-/staff/salon/bookings/{here.requested.uid}/decline/"
    question = text(manager.get(address, headers={"Accept-Language": "de"}))
    post(manager, here.requested, "decline")

    assert "Die Buchung bleibt, wie sie ist: Mo, 23. November, 10:00 bis 11:00 Uhr." in question
    unchanged = Booking.objects.of(here.organisation).get(pk=here.requested.pk)
    assert (unchanged.status, unchanged.starts_at, unchanged.has_wish) == (
        "confirmed",
        here.requested.starts_at,
        False,
    )


def test_an_accepted_move_takes_the_new_time(manager: Client, here: Business) -> None:
    deeds.accept(here.requested.pk, by=staff(make_member(here.organisation, "Dora")), now=SUNDAY_18)
    deeds.reschedule(a_move(here.requested, to=TUESDAY_10), by=LINK_HOLDER, now=SUNDAY_18)

    page = text(post(manager, here.requested, "accept"))

    assert "24 Dienstag November 2026 10:00 bis 11:00 Uhr" in page


@pytest.mark.parametrize("decision", ["accept", "decline"])
def test_what_somebody_else_decided_is_refused_with_a_sentence(
    manager: Client, here: Business, decision: str
) -> None:
    deeds.decline(here.requested.pk, by=staff(make_member(here.organisation, "Dora")), now=SUNDAY_18)
    before = mails_about(here.requested)

    answer = post(manager, here.requested, decision)

    assert answer.status_code == 409
    assert "Über diese Anfrage ist schon entschieden, oder sie ist abgelaufen." in text(answer)
    assert (status_of(here.requested), mails_about(here.requested)) == ("declined", before)


def test_a_lapsed_request_cannot_be_accepted(manager: Client, here: Business) -> None:
    deeds.expire(here.requested.pk, by=WORKER, now=TUESDAY_9)

    assert post(manager, here.requested, "accept").status_code == 409
    assert status_of(here.requested) == "expired"


def test_the_question_about_a_decided_request_leads_to_the_booking(manager: Client, here: Business) -> None:
    answer = manager.get(f"/-/staff/salon/bookings/{here.agreed.uid}/decline/")

    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/-/staff/salon/bookings/{here.agreed.uid}/",
    )


def test_accepting_twice_tells_the_customer_once(manager: Client, here: Business) -> None:
    statuses = [post(manager, here.requested, "accept").status_code for _ in range(2)]

    assert statuses == [200, 409]
    assert mails_about(here.requested).count("request_accepted") == 1
