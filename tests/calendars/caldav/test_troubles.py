"""Whatever a server says instead of an answer is a trouble, and never "free"."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from terminbuch.calendars.caldav.account import CalDav
from terminbuch.calendars.outbound import OtherHost, wait
from terminbuch.calendars.troubles import (
    Broken,
    ChangedThere,
    NotAllowed,
    NotThere,
    SignedOut,
    TooMany,
    Trouble,
    Unreachable,
    Unreadable,
)
from terminbuch.ical.seen import SeenEvent
from tests.calendars.another_client import AnotherClient, event
from tests.calendars.caldav.conftest import Serve
from tests.calendars.caldav_stage import CalDavStage, account
from tests.calendars.contract import FROM, NOW, UNTIL, done, entry, hour
from tests.calendars.fakes.raw_server import Asked, RawServer, Said, said

SPACES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
FINE = "<status>HTTP/1.1 200 OK</status>"


def kind(server: RawServer) -> CalDav:
    return CalDav(account(AnotherClient(f"{server.origin}/anna/")))


def looked(server: RawServer) -> list[SeenEvent]:
    start, end = hour(9, 9)
    return done(kind(server).look(f"{server.origin}/anna/c/", starts_at=start, ends_at=end))


def many(*parts: str) -> bytes:
    return said(207, f"<multistatus {SPACES}>{''.join(parts)}</multistatus>".encode())


def found(href: str, *, day: int = 9) -> str:
    text = f"<C:calendar-data>{event(href.rpartition('/')[2], *hour(day, 9))}</C:calendar-data>"
    properties = f'<prop><getetag>"1"</getetag>{text}</prop>'
    return f"<response><href>{href}</href><propstat>{properties}{FINE}</propstat></response>"


def without(href: str, status: int) -> str:
    return f"<response><href>{href}</href><status>HTTP/1.1 {status} Said</status></response>"


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (200, Unreadable),
        (204, Unreadable),
        (304, Unreadable),
        (400, Unreadable),
        (401, SignedOut),
        (403, NotAllowed),
        (404, NotThere),
        (410, NotThere),
        (412, ChangedThere),
        (429, TooMany),
        (500, Broken),
        (503, Broken),
        (507, Broken),
    ],
)
def test_each_refusal_has_a_name(status: int, trouble: type[Trouble], serve: Serve) -> None:
    server = serve(lambda _asked: said(status, b"<html>Please log in</html>"))

    with pytest.raises(Trouble) as refusal:
        looked(server)

    assert type(refusal.value) is trouble


@pytest.mark.parametrize("status", [429, 503])
def test_who_is_asked_too_often_says_when_to_come_back(status: int, serve: Serve) -> None:
    server = serve(lambda _asked: said(status, Retry_After="120"))
    before = datetime.now(UTC)

    with pytest.raises(TooMany) as refusal:
        looked(server)

    assert refusal.value.again_at is not None
    assert timedelta(seconds=120) <= refusal.value.again_at - before < timedelta(seconds=150)


@pytest.mark.parametrize("when", ["", "soon", "-1", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_when_to_come_back_is_left_open_where_it_is_not_said_in_seconds(when: str, serve: Serve) -> None:
    server = serve(lambda _asked: said(429, Retry_After=when))

    with pytest.raises(TooMany) as refusal:
        looked(server)

    assert refusal.value.again_at is None


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>Please log in</body></html>",
        f"<multistatus {SPACES}>{found('/anna/c/a.ics')}".encode(),
        f"<multistatus {SPACES}>{without('/anna/c/a.ics', 500)}</multistatus>".encode(),
        f"<multistatus {SPACES}>{found('/anna/c/a.ics')}{without('/anna/c/', 507)}</multistatus>".encode(),
    ],
)
def test_half_a_list_is_no_list(body: bytes, serve: Serve) -> None:
    server = serve(lambda _asked: said(207, body))

    with pytest.raises(Unreadable):
        looked(server)


def test_an_object_whose_text_cannot_be_had_is_no_answer(serve: Serve) -> None:
    nameless = f"<response><href>/anna/c/a.ics</href><propstat><prop/>{FINE}</propstat></response>"
    server = serve(lambda _asked: many(nameless))

    with pytest.raises(Unreadable):
        looked(server)


def test_objects_that_nothing_is_said_of_are_no_answer(serve: Serve) -> None:
    def forgetful(asked: Asked) -> Said:
        nameless = f"<response><href>/anna/c/a.ics</href><propstat><prop/>{FINE}</propstat></response>"
        return many(found("/anna/c/b.ics")) if b"multiget" in asked.body else many(nameless)

    with pytest.raises(Unreadable):
        looked(serve(forgetful))


@pytest.mark.parametrize(
    "href", ["http://10.0.0.5/c/a.ics", "//elsewhere.example/a.ics", "https://elsewhere.example/"]
)
def test_a_name_that_leads_to_another_host_is_refused(href: str, serve: Serve) -> None:
    """C003: no question leaves for it."""
    server = serve(lambda _asked: many(found(href)))

    with pytest.raises(OtherHost):
        looked(server)

    assert len(server.asked) == 1


def test_of_thousands_those_that_are_gone_are_gone_and_no_other(serve: Serve) -> None:
    """C005"""
    there = [f"/anna/c/{number}.ics" for number in range(2_970)]
    gone = [f"/anna/c/gone-{number}.ics" for number in range(30)]

    def answer(asked: Asked) -> Said:
        if b"sync-collection" in asked.body:
            parts = [without(path, 404) for path in gone] + [found(path) for path in there]
            return many(*parts, "<sync-token>t2</sync-token>")
        return many(*(found(path) for path in re.findall(r"<D:href>(.*?)</D:href>", asked.body.decode())))

    server = serve(answer)
    asked = kind(server).read(
        f"{server.origin}/anna/c/", starts_at=FROM, ends_at=UNTIL, token="sync:t1", now=NOW
    )
    reading = done(asked)

    assert (set(reading.gone), len(reading.events), reading.token) == (set(gone), 2_970, "sync:t2")


def test_who_drips_is_left_after_the_agreed_time(serve: Serve) -> None:
    server = serve(lambda _asked: server.drip(b"HTTP/1.1 207 Drip\r\nContent-Length: 99999\r\n\r\n"))

    with pytest.raises(Unreachable):
        wait(kind(server).calendars(), seconds=0.2)


def test_a_wrong_password_is_said_to_be_wrong(radicale: CalDavStage) -> None:
    stranger = CalDav(account(radicale.client, password="falsch"))
    start, end = hour(9, 9)

    for refused in (
        lambda: done(stranger.calendars()),
        lambda: done(stranger.look(radicale.calendar, starts_at=start, ends_at=end)),
        lambda: done(stranger.put(radicale.calendar, entry(start, end), None)),
    ):
        with pytest.raises(SignedOut):
            refused()


def test_the_secret_goes_with_every_question_as_the_account_has_it(serve: Serve) -> None:
    server = serve(lambda _asked: many())
    bearer = account(AnotherClient(f"{server.origin}/anna/"))
    bearer = type(bearer)("caldav", bearer.address, "", {"access_token": "t0ken"}, bearer.hosts)

    done(kind(server).calendars())
    done(CalDav(bearer).calendars())

    assert [asked.headers["authorization"] for asked in server.asked] == [
        "Basic YW5uYTpnZWhlaW0=",
        "Bearer t0ken",
    ]
    assert "geheim" not in repr(kind(server)._server) + repr(bearer)
