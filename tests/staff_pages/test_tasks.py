from __future__ import annotations

import re

import pytest
from django.test import Client

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.models import Booking, Delivery, Resource, Task
from tests.builders import SUNDAY_18, TUESDAY_9, a_move, make_member, staff
from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import text

PAGE = "/-/staff/salon/tasks/"


def read(client: Client) -> str:
    return text(client.get(PAGE, headers={"Accept-Language": "de"}))


def test_the_page_says_what_to_do_about_whom(manager: Client) -> None:
    assert (
        "Aufgaben 2 offen"
        " 09:00 Anna Mo, 23.11., Schneiden, 1 Std. E-Mail nicht zugestellt"
        " Bestätigung an anna@example.org ist nicht angekommen. Bitte geben Sie selbst Bescheid."
        " Ansehen Erledigt"
        " 10:00 Berta Mo, 23.11., Ansatz färben, 1 Std. Anfrage annehmen oder ablehnen"
        " Ohne Antwort verfällt sie am Montag, 23. November, 10:00 Uhr. Ansehen"
    ) in read(manager)


def test_a_mail_about_no_booking_is_told_by_its_reader(manager: Client, here: Business) -> None:
    Delivery.objects.of(here.organisation).filter(tasks=here.task).update(kind="member_invited", booking=None)
    Task.objects.of(here.organisation).filter(pk=here.task.pk).update(booking=None)

    assert (
        "anna@example.org E-Mail nicht zugestellt"
        " Einladung an anna@example.org ist nicht angekommen. Bitte geben Sie selbst Bescheid."
    ) in read(manager)


def test_the_navigation_counts_what_is_open(manager: Client) -> None:
    assert "Kalender Aufgaben 2 offen" in text(
        manager.get("/-/staff/salon/", headers={"Accept-Language": "de"})
    )


def test_a_move_to_decide_is_named_so(manager: Client, here: Business) -> None:
    deeds.accept(here.requested.pk, by=staff(make_member(here.organisation, "Dora")), now=SUNDAY_18)
    deeds.reschedule(a_move(here.requested, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)

    assert "10:00 Berta Mo, 23.11., Ansatz färben, 1 Std. Verschiebung annehmen oder ablehnen" in read(
        manager
    )


@pytest.mark.parametrize(("to_a_colleague", "is_shown"), [(False, True), (True, False)])
def test_the_customers_phone_stands_where_the_customer_is_to_be_told(
    manager: Client, here: Business, to_a_colleague: bool, is_shown: bool
) -> None:
    Booking.objects.of(here.organisation).filter(pk=here.agreed.pk).update(phone="+49 30 555")
    ben = Resource.objects.of(here.organisation).get(name="Ben") if to_a_colleague else None
    Delivery.objects.of(here.organisation).filter(tasks=here.task).update(resource=ben)

    assert ("+49 30 555" in read(manager)) is is_shown


def test_a_task_that_is_done_goes_from_the_list_into_the_log(manager: Client, here: Business) -> None:
    answer = manager.post(f"{PAGE}{here.task.uid}/finish/", headers={"Accept-Language": "de"}, follow=True)

    assert answer.redirect_chain == [(PAGE, 303)]
    assert "Erledigt. 10:00 Berta" in text(answer)
    assert "Aufgabe erledigt durch Manager, So, 22.11., 18:00" in text(
        manager.get(f"/-/staff/salon/bookings/{here.agreed.uid}/", headers={"Accept-Language": "de"})
    )


def test_ticking_off_twice_is_harmless(manager: Client, here: Business) -> None:
    statuses = [manager.post(f"{PAGE}{here.task.uid}/finish/").status_code for _ in range(2)]

    assert statuses == [303, 303]


def test_a_booking_shows_what_is_still_to_do_about_it(manager: Client, here: Business) -> None:
    address = f"/-/staff/salon/bookings/{here.agreed.uid}/"
    todo = "E-Mail nicht zugestellt Bestätigung an anna@example.org ist nicht angekommen."

    before = text(manager.get(address, headers={"Accept-Language": "de"}))
    manager.post(f"{PAGE}{here.task.uid}/finish/")
    after = text(manager.get(address, headers={"Accept-Language": "de"}))

    assert (todo in before, todo in after) == (True, False)


def test_a_request_is_decided_and_not_ticked_off(manager: Client, here: Business) -> None:
    decision = Task.objects.of(here.organisation).get(booking=here.requested)

    assert manager.post(f"{PAGE}{decision.uid}/finish/").status_code == 404
    assert Task.objects.of(here.organisation).get(pk=decision.pk).done_at is None


def test_every_button_says_about_whom_it_is(manager: Client) -> None:
    page = manager.get(PAGE, headers={"Accept-Language": "de"}).content.decode()

    assert re.findall(r'aria-label="(\w+: \w+)"', page) == [
        "Ansehen: Anna",
        "Erledigt: Anna",
        "Ansehen: Berta",
    ]


def test_what_was_done_stands_below_with_who_and_when(manager: Client, here: Business) -> None:
    manager.post(f"{PAGE}{here.task.uid}/finish/")
    deeds.accept(here.requested.pk, by=staff(make_member(here.organisation, "Dora")), now=SUNDAY_18)

    assert (
        "Es ist nichts zu tun."
        " Hier steht, wen Sie bitte anrufen, über welche Anfragen zu entscheiden ist und welche E-Mails"
        " nicht angekommen sind. Zu Ihren Buchungen Zuletzt erledigt"
        " 10:00 Berta Mo, 23.11., Ansatz färben, 1 Std. Entschieden Dora, So, 22.11., 18:00 Ansehen"
        " 09:00 Anna Mo, 23.11., Schneiden, 1 Std. Bescheid gegeben Manager, So, 22.11., 18:00"
        " Ansehen Wieder öffnen"
    ) in read(manager)


def test_what_went_away_by_itself_is_nobodys_deed(manager: Client, here: Business) -> None:
    Task.objects.of(here.organisation).update(done_at=SUNDAY_18)

    assert "Zuletzt erledigt" not in read(manager)


def test_a_task_that_was_not_done_after_all_is_open_again(manager: Client, here: Business) -> None:
    manager.post(f"{PAGE}{here.task.uid}/finish/", follow=True)

    answer = manager.post(f"{PAGE}{here.task.uid}/reopen/", headers={"Accept-Language": "de"}, follow=True)

    assert answer.redirect_chain == [(PAGE, 303)]
    assert "Aufgaben 2 offen Die Aufgabe ist wieder offen. 09:00 Anna" in text(answer)
    assert "Aufgabe wieder geöffnet durch Manager, So, 22.11., 18:00" in text(
        manager.get(f"/-/staff/salon/bookings/{here.agreed.uid}/", headers={"Accept-Language": "de"})
    )


def test_who_may_only_read_sees_tasks_without_buttons(cast: Cast) -> None:
    page = read(signed_in(cast.people["read only"]))

    assert "E-Mail nicht zugestellt" in page
    assert "Erledigt" not in page


def test_nothing_to_do_is_said(manager: Client, here: Business) -> None:
    Task.objects.of(here.organisation).update(done_at=SUNDAY_18)

    assert "Es ist nichts zu tun." in read(manager)
