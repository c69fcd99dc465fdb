"""What a calendar is for, which right is missing, how it stands with it, and how one leaves it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from terminbuch.models import CalendarConnection, OutsideCalendar
from tests.builders import MONDAY_9, MONDAY_10, SUNDAY_18, make_busy_time, make_calendar
from tests.calendars.another_client import AnotherClient
from tests.calendars.fakes.raw_server import Asked, Said, answering, said
from tests.calendars.fakes.rude import Rude
from tests.cast import Business
from tests.staff_pages.pages import Answer, text

NO_BREAK = "\N{NO-BREAK SPACE}"
LIST = "/-/staff/salon/settings/calendars/"
ENGLISH = {"Accept-Language": "en"}
JUST_NOW = SUNDAY_18 - timedelta(minutes=3)
AN_HOUR_AGO = SUNDAY_18 - timedelta(hours=1)


def bens(shop: Business, **fields: Any) -> OutsideCalendar:
    return make_calendar(shop.salon.ben, **{"next_read_at": SUNDAY_18 + timedelta(minutes=2)} | fields)


def account(calendar: OutsideCalendar, step: str = "") -> str:
    return f"{LIST}accounts/{calendar.connection.uid}/{step}"


def each(calendar: OutsideCalendar, step: str = "") -> str:
    return f"{LIST}each/{calendar.uid}/{step}"


def send(client: Client, page: str, **values: Any) -> Answer:
    return client.post(page, values, headers=ENGLISH)


def page(client: Client, address: str) -> str:
    return text(client.get(address, headers=ENGLISH))


def at(calendar: OutsideCalendar, address: str, *, remote_id: str = "") -> None:
    """The calendar stands on this server."""
    connection = calendar.connection
    connection.address, connection.username = address, "anna"
    connection.hosts = [address.split("/")[2]]
    connection.secret = {"password": "geheim"}
    connection.save()
    if remote_id:
        OutsideCalendar.objects.of(calendar.organisation_id).update(remote_id=remote_id)


def test_the_missing_right_is_named_and_the_calendar_does_not_receive(
    manager: Client, shop: Business
) -> None:
    rude, calendar = Rude(frozenset()), bens(shop)

    def read_only(asked: Asked) -> Said:
        return said(403) if asked.method == "PUT" else rude(asked)

    with answering(read_only) as server:
        client = AnotherClient(f"{server.origin}/anna/")
        at(calendar, client.address, remote_id=client.make_calendar())
        answer = send(manager, account(calendar), blocks=calendar.uid, receives=calendar.uid)
        tried = send(manager, each(calendar, "test/"))

    calendar.refresh_from_db()
    assert (answer.status_code, calendar.receives, calendar.blocks) == (422, False, True)
    assert "The right to write to this calendar is missing." in text(answer)
    assert (calendar.may_write, calendar.missing_right) == (False, "write")
    assert "The right to write to this calendar is missing." in page(manager, tried.headers["Location"])


def test_who_does_not_answer_is_not_chosen_to_receive(manager: Client, shop: Business) -> None:
    calendar = bens(shop)
    with answering(lambda asked: said(503)) as server:
        at(calendar, f"{server.origin}/", remote_id=f"{server.origin}/a/")
        answer = send(manager, account(calendar), blocks=calendar.uid, receives=calendar.uid)

    calendar.refresh_from_db()
    assert (answer.status_code, calendar.receives) == (422, False)
    assert "The other side has a fault of its own." in text(answer)


def test_what_no_form_offers_is_refused(manager: Client, shop: Business) -> None:
    calendar = bens(shop)

    answer = send(manager, account(calendar), blocks="nobodys", receives="nobodys")

    calendar.refresh_from_db()
    assert (answer.status_code, calendar.blocks) == (422, True)
    assert "Please choose one of the list." in text(answer)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, "Good Privat blocks times Read less than a minute ago"),
        (
            {"last_good_at": JUST_NOW, "failing_since": SUNDAY_18, "trouble": "broken"},
            "Last try failed Privat blocks times The other side has a fault of its own. Read 3 minutes ago",
        ),
        (
            {"last_good_at": AN_HOUR_AGO, "failing_since": AN_HOUR_AGO, "trouble": "not_there"},
            "Not readable Privat blocks times The calendar no longer exists there. Last read: Sun 22 Nov",
        ),
        ({"receives": True, "missing_right": "delete"}, "Right missing Privat blocks times receives"),
        ({"paused_at": SUNDAY_18}, "Waits for you Privat"),
        ({"last_good_at": None}, "Being read Privat blocks times This takes some seconds."),
    ],
)
def test_sign_word_reason_and_age_stand_beside_each_calendar(
    manager: Client, shop: Business, known: dict[str, Any], words: str
) -> None:
    bens(shop, **known)

    assert words in page(manager, LIST).replace(NO_BREAK, " ")


def test_who_was_signed_out_is_led_to_signing_in_again(
    manager: Client, shop: Business, radicale: AnotherClient
) -> None:
    calendar = bens(shop, last_good_at=AN_HOUR_AGO)
    at(calendar, radicale.address)
    CalendarConnection.objects.of(shop.organisation).update(state="signed_out", refusals=3)
    assert "Signed out Privat" in page(manager, LIST)
    assert "The other side no longer accepts the sign-in." in page(manager, account(calendar))

    wrong = send(manager, account(calendar, "sign-in/"), password="falsch")
    right = send(manager, account(calendar, "sign-in/"), password="geheim")

    calendar.refresh_from_db()
    assert (wrong.status_code, "is not accepted" in text(wrong), right.status_code) == (422, True, 303)
    assert (calendar.connection.state, calendar.next_read_at) == ("ok", SUNDAY_18)


def test_a_feed_that_moved_gets_its_new_address(manager: Client, shop: Business) -> None:
    calendar = bens(shop)
    CalendarConnection.objects.of(shop.organisation).update(kind="feed")
    feed = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"

    with answering(lambda asked: said(200, feed)) as server:
        answer = send(manager, account(calendar, "sign-in/"), address=f"{server.origin}/new.ics")

    row = CalendarConnection.objects.of(shop.organisation).get()
    assert (answer.status_code, row.secret) == (303, {"address": f"{server.origin}/new.ics"})


def test_the_next_two_weeks_say_when_and_never_what(manager: Client, shop: Business) -> None:
    calendar = bens(shop)
    make_busy_time(calendar, MONDAY_9, MONDAY_10)
    make_busy_time(calendar, MONDAY_9 + timedelta(hours=15), MONDAY_9 + timedelta(hours=39))
    tentative = make_busy_time(calendar, MONDAY_9 + timedelta(days=3), MONDAY_10 + timedelta(days=3))
    type(tentative).objects.of(shop.organisation).filter(pk=tentative.pk).update(
        shows_as="tentative", blocks=False
    )

    seen = page(manager, account(calendar))

    assert "Monday 23 November 09:00 to 10:00 Privat busy" in seen
    assert "Tuesday 24 November the whole day Privat busy" in seen
    assert "Thursday 26 November 09:00 to 10:00 Privat tentative, does not block" in seen


def test_its_rules_are_set_as_far_as_they_concern_it(manager: Client, shop: Business) -> None:
    calendar = bens(shop)
    before = page(manager, each(calendar))

    answer = send(manager, each(calendar), when_unknown="accept", young_minutes="30", when_moved="apply")
    wrong = send(manager, each(calendar), when_unknown="accept", young_minutes="0")

    calendar.refresh_from_db()
    assert ("What our entries say" in before, "When it does not answer" in before) == (False, True)
    assert (answer.status_code, wrong.status_code) == (303, 422)
    assert (calendar.when_unknown, calendar.young_minutes, calendar.tentative_blocks) == ("accept", 30, False)
    assert calendar.when_moved == "ask"


def test_check_now_makes_it_due_and_new_calendars_are_looked_for(
    manager: Client, shop: Business, radicale: AnotherClient
) -> None:
    calendar = bens(shop)
    at(calendar, radicale.address)
    made = radicale.make_calendar()

    send(manager, account(calendar, "check/"))
    looked = send(manager, account(calendar, "look/"))

    calendar.refresh_from_db()
    assert (calendar.next_read_at, looked.status_code) == (SUNDAY_18, 303)
    assert OutsideCalendar.objects.of(shop.organisation).filter(remote_id=made).exists()
    at(calendar, "https://10.0.0.7/")
    assert "This address belongs to an inner network." in page(
        manager, send(manager, account(calendar, "look/")).headers["Location"]
    )


def test_disconnecting_asks_first_and_says_what_stays(manager: Client, shop: Business) -> None:
    calendar = bens(shop, receives=True)
    asked = page(manager, account(calendar, "disconnect/"))
    send(manager, account(calendar, "disconnect/"))
    assert OutsideCalendar.objects.of(shop.organisation).exists()

    gone = send(manager, account(calendar, "disconnect/"), sure="yes")

    assert "What stands in “Privat” no longer blocks times of Ben." in asked
    assert "Bookings that stand in “Privat” stay there as they are." in asked
    assert "Privat is disconnected." in page(manager, gone.headers["Location"])
    assert not CalendarConnection.objects.of(shop.organisation).exists()


def test_nobody_sees_somebody_elses_account(clara: Client, ben: Client, shop: Business) -> None:
    calendar = bens(shop)
    at(calendar, "https://cloud.example/")

    theirs = [clara.get(address).status_code for address in (account(calendar), each(calendar))]

    assert theirs == [404, 404]
    pages = [page(ben, address) for address in (LIST, account(calendar), each(calendar))]
    assert (all("Privat" in one for one in pages), "geheim" in "".join(pages)) == (True, False)
