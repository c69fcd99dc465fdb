"""Somebody connects an account with a password, or a feed by its address."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from terminbuch.calendars import syncing
from terminbuch.models import BusyTime, CalendarConnection, HistoryEntry, OutsideCalendar
from tests.builders import MONDAY_9, MONDAY_10, SUNDAY_18
from tests.calendars.another_client import AnotherClient
from tests.calendars.fakes.raw_server import Asked, Said, answering, said
from tests.cast import Business
from tests.staff_pages.pages import Answer, text

LIST = "/-/staff/salon/settings/calendars/"
FEED = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Schule\r\nEND:VCALENDAR\r\n"
ENGLISH, GERMAN = {"Accept-Language": "en"}, {"Accept-Language": "de"}


def new(shop: Business, kind: str = "") -> str:
    return f"{LIST}{shop.salon.ben.uid}/new/{kind}"


def typed(address: str, **values: Any) -> dict[str, Any]:
    start = {"address": address, "username": "anna", "password": "geheim"}
    return start | {"owners": "ben@salon.example", "zone_name": "Europe/Berlin"} | values


def send(client: Client, page: str, values: dict[str, Any]) -> Answer:
    return client.post(page, values, headers=ENGLISH)


def connections(shop: Business) -> list[CalendarConnection]:
    return list(CalendarConnection.objects.of(shop.organisation))


def test_each_kind_says_what_it_needs(manager: Client, shop: Business) -> None:
    kinds = text(manager.get(new(shop), headers=GERMAN))
    icloud = text(manager.get(f"{new(shop, 'caldav/')}?at=icloud", headers=GERMAN))

    assert all(name in kinds for name in ("Nextcloud", "iCloud", "Fastmail", "mailbox.org", "ICS"))
    assert "diese Adresse für den Rückweg an: http://localhost:8000/-/staff/-/calendars/google/back/" in kinds
    assert "Nicht erprobt mit echten Konten bei iCloud" in kinds
    assert "anwendungsspezifisches Passwort" in icloud
    assert "Mit einem echten Konto bei iCloud konnten wir das nicht ausprobieren." in icloud


def test_what_is_found_is_read_as_soon_as_somebody_ticks_it(
    ben: Client, shop: Business, radicale: AnotherClient
) -> None:
    """For the own resource; the whole way, against a real server."""
    calendar = radicale.make_calendar()
    radicale.add(calendar, MONDAY_9, MONDAY_10)

    answer = send(ben, new(shop, "caldav/"), typed(radicale.origin))

    row = connections(shop)[0]
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{LIST}accounts/{row.uid}/")
    assert (row.username, row.secret, row.resource) == ("anna", {"password": "geheim"}, shop.salon.ben)
    page = text(ben.get(answer.headers["Location"], headers=ENGLISH))
    assert "Please say what" in page
    tick = OutsideCalendar.objects.of(shop.organisation).get(remote_id=calendar)
    saved = send(ben, answer.headers["Location"], {"blocks": str(tick.uid), "receives": str(tick.uid)})
    assert saved.status_code == 303

    waiting = ben.get(saved.headers["Location"], headers=ENGLISH)
    assert ("Being read" in text(waiting), waiting.headers["Refresh"]) == (True, "2")
    assert syncing.sync_next(SUNDAY_18)
    read = ben.get(saved.headers["Location"], headers=ENGLISH)
    assert "Monday 23 November 9:00 to 10:00 Annas Kalender busy" in text(read).replace("09:00", "9:00")
    assert "Read less than a minute ago" in text(read)
    assert "Refresh" not in read.headers
    tick.refresh_from_db()
    assert (tick.may_write, tick.missing_right, tick.receives) == (True, "", True)
    assert BusyTime.objects.of(shop.organisation).get().starts_at == MONDAY_9
    assert HistoryEntry.objects.of(shop.organisation).filter(what="calendar_connected").count() == 1


def test_a_wrong_password_is_said_by_its_field_and_nothing_is_kept(
    manager: Client, shop: Business, radicale: AnotherClient
) -> None:
    answer = send(manager, new(shop, "caldav/"), typed(radicale.origin, password="falsch-genug"))

    assert answer.status_code == 422
    assert "User name or password is not accepted." in text(answer)
    assert "falsch-genug" not in answer.content.decode()
    assert connections(shop) == []


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Please give an address."),
        ("ftp://cloud.example", "Please give an address such as https://cloud.example.org/."),
        ("https://ben:geheim@cloud.example/", "Name and password do not belong into the address."),
        ("https://10.0.0.7/", "This address belongs to an inner network. It cannot be asked."),
    ],
)
def test_what_can_never_be_asked_is_said_by_its_field(
    manager: Client, shop: Business, address: str, sentence: str
) -> None:
    for kind in ("caldav/", "feed/"):
        answer = send(manager, new(shop, kind), typed(address))
        assert (answer.status_code, sentence in text(answer)) == (422, True)


def test_another_host_gets_the_password_only_when_somebody_agrees(
    manager: Client, shop: Business, radicale: AnotherClient, settings: LazySettings
) -> None:
    settings.OUTSIDE_PRIVATE = frozenset({"127.0.0.1", "localhost"})
    elsewhere = radicale.origin.replace("127.0.0.1", "localhost")

    def leads_on(asked: Asked) -> Said:
        return said(301, Location=f"{elsewhere}{asked.path}")

    with answering(leads_on) as server:
        page, values = new(shop, "caldav/"), typed(f"{server.origin}/")
        asked = send(manager, page, values)
        host = elsewhere.removeprefix("http://")
        assert f"The account leads to another server: {host}" in text(asked)
        assert (asked.status_code, connections(shop), "geheim" in asked.content.decode()) == (200, [], False)

        agreed = send(manager, page, values | {"agreed": host})

    assert (agreed.status_code, host in connections(shop)[0].hosts) == (303, True)


def test_a_feed_is_connected_by_its_address_which_nobody_sees_again(manager: Client, shop: Business) -> None:
    with answering(lambda asked: said(200, FEED, Content_Type="text/calendar")) as server:
        answer = send(manager, new(shop, "feed/"), typed(f"{server.origin}/secret-word.ics"))

    page = manager.get(answer.headers["Location"], headers=ENGLISH)
    assert (answer.status_code, connections(shop)[0].name) == (303, "Schule")
    assert connections(shop)[0].secret == {"address": f"{server.origin}/secret-word.ics"}
    assert "secret-word" not in page.content.decode()
    assert "Which one receives bookings?" not in text(page)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda asked: said(200, b"<html>Sign in</html>"), "What answers at this address is no calendar."),
        (lambda asked: said(404), "There is no calendar at this address."),
        (lambda asked: None, "Nobody answers at this address."),
    ],
)
def test_what_is_no_feed_is_not_connected(
    manager: Client, shop: Business, answer: Callable[[Asked], Said], sentence: str
) -> None:
    with answering(answer) as server:
        page = send(manager, new(shop, "feed/"), typed(f"{server.origin}/a.ics"))

    assert (page.status_code, sentence in text(page), connections(shop)) == (422, True, [])


def test_nobody_tries_without_end(manager: Client, shop: Business) -> None:
    values = typed("https://127.0.0.1:1/")
    with answering(lambda asked: said(401)) as server:
        values["address"] = f"{server.origin}/"
        answers = [send(manager, new(shop, "caldav/"), values).status_code for _ in range(41)]

    assert set(answers[:40]) == {422}
    assert answers[40] == 429


def test_nobody_connects_for_somebody_else(ben: Client, clara: Client, shop: Business) -> None:
    """An own resource sees the own account only; what is somebody else's is not there."""
    assert clara.get(new(shop), headers=ENGLISH).status_code == 404
    assert send(clara, new(shop, "caldav/"), typed("https://cloud.example")).status_code == 404
    own = text(ben.get(LIST, headers=ENGLISH))
    assert ("Connect a calendar : Ben" in own, "Connect a calendar : Clara" in own) == (True, False)
    assert ben.get(f"{LIST}accounts/{uuid.uuid4()}/").status_code == 404
