from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from terminbuch.calendars.caldav.account import CalDav
from terminbuch.calendars.caldav.discovery import Discovered, discover
from terminbuch.calendars.kind import Account
from terminbuch.calendars.outbound import OtherHost, WrongAddress, host_of
from terminbuch.calendars.troubles import NotAllowed, NotThere, SignedOut, Trouble, Unreadable
from terminbuch.ical.seen import Found
from tests.calendars.caldav.conftest import Serve
from tests.calendars.caldav_stage import CalDavStage
from tests.calendars.contract import done
from tests.calendars.fakes.raw_server import Asked, RawServer, Said, said

SPACES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/"'
PRINCIPAL = "<current-user-principal><href>{}</href></current-user-principal>"
HOME = "<C:calendar-home-set><href>{}</href></C:calendar-home-set>"


def found(address: str, *, hosts: frozenset[str] = frozenset(), password: str = "geheim") -> Discovered:
    return done(discover(address, "anna", password, hosts=hosts))


def names(discovered: Discovered) -> list[Found]:
    account = Account("caldav", discovered.address, "anna", {"password": "geheim"}, discovered.hosts)
    return done(CalDav(account).calendars())


def part(properties: str, *, href: str = "/x/") -> str:
    status = "<status>HTTP/1.1 200 OK</status>"
    return f"<response><href>{href}</href><propstat><prop>{properties}</prop>{status}</propstat></response>"


def many(*parts: str) -> bytes:
    return said(207, f"<multistatus {SPACES}>{''.join(parts)}</multistatus>".encode())


def by_path(**said_at: Said) -> Callable[[Asked], Said]:
    """A server that says this under the paths, where ``_`` stands for a slash, and 404 elsewhere."""
    return lambda asked: said_at.get(asked.path.strip("/").replace("/", "_") or "root", said(404))


@pytest.mark.parametrize("path", ["", "/", "/anna/", "/.well-known/caldav"])
def test_radicale_is_found_from_wherever_one_begins(path: str, radicale: CalDavStage) -> None:
    origin = radicale.client.origin

    discovered = found(f"{origin}{path}")

    assert discovered == Discovered(f"{origin}/anna/", frozenset({host_of(origin)}))
    assert radicale.calendar in [one.remote_id for one in names(discovered)]


@pytest.mark.parametrize("path", ["", "/user/", "/user/calendars/"])
def test_xandikos_is_found_from_wherever_one_begins(path: str, xandikos: CalDavStage) -> None:
    discovered = found(f"{xandikos.client.origin}{path}")

    assert discovered.address == f"{xandikos.client.origin}/user/calendars/"
    assert xandikos.calendar in [one.remote_id for one in names(discovered)]


def test_the_address_of_one_calendar_is_enough(serve: Serve) -> None:
    itself = many(
        part("<resourcetype><C:calendar/></resourcetype><displayname>Praxis</displayname>", href="/c/")
    )
    server = serve(by_path(c=itself))

    discovered = found(f"{server.origin}/c/")

    assert names(discovered) == [Found(f"{server.origin}/c/", "Praxis")]


def test_the_well_known_place_may_lead_on(serve: Serve) -> None:
    server = serve(
        lambda asked: {
            "/.well-known/caldav": said(301, Location="/remote.php/dav"),
            "/remote.php/dav": many(part(PRINCIPAL.format("principals/anna/"))),
            "/remote.php/principals/anna/": many(part(HOME.format("/remote.php/dav/calendars/anna/"))),
        }.get(asked.path, said(404))
    )

    assert found(server.origin).address == f"{server.origin}/remote.php/dav/calendars/anna/"


def test_another_host_is_asked_only_after_somebody_agreed(serve: Serve) -> None:
    partition = serve(by_path(p=many(part(HOME.format("/heim/")))))
    first = serve(by_path(root=many(part(PRINCIPAL.format(f"{partition.origin}/p/")))))

    with pytest.raises(OtherHost) as refusal:
        found(first.origin)
    refused_first = list(partition.asked)
    discovered = found(first.origin, hosts=frozenset({refusal.value.host}))

    assert (refusal.value.host, refused_first) == (host_of(partition.origin), [])
    assert discovered == Discovered(
        f"{partition.origin}/heim/", frozenset({host_of(first.origin), host_of(partition.origin)})
    )


def _host(server: RawServer) -> str:
    return urlsplit(server.origin).netloc


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (said(404), NotThere),
        (said(405), Unreadable),
        (said(401), SignedOut),
        (said(403), NotAllowed),
        (said(200, b"<html>Please log in</html>"), Unreadable),
        (many(), Unreadable),
        (many(part("")), NotThere),
        (many(part(PRINCIPAL.format("/round/"))), NotThere),
        (many(part(PRINCIPAL.format("file:///etc/passwd"))), WrongAddress),
        (many(part(HOME.format("http://10.0.0.5/"))), WrongAddress),
    ],
)
def test_where_no_calendars_are_found_the_reason_is_said(
    answer: bytes, trouble: type[Trouble], serve: Serve
) -> None:
    server = serve(lambda _asked: answer)

    with pytest.raises(Trouble) as refusal:
        found(f"{server.origin}/round/")

    assert type(refusal.value) is trouble


def test_a_wrong_password_is_said_at_once(radicale: CalDavStage) -> None:
    with pytest.raises(SignedOut):
        found(radicale.client.origin, password="falsch")


def test_only_calendars_with_events_are_listed_with_rights_and_zone(serve: Serve) -> None:
    calendar = "<resourcetype><collection/><C:calendar/></resourcetype>"
    rights = "<current-user-privilege-set><privilege><{}/></privilege></current-user-privilege-set>"
    zone = "<C:calendar-timezone>BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nEND:VTIMEZONE</C:calendar-timezone>"
    kinds = '<C:supported-calendar-component-set><C:comp name="{}"/></C:supported-calendar-component-set>'
    subscribed = "<resourcetype><C:calendar/><S:subscribed/></resourcetype>"
    server = serve(
        lambda _asked: many(
            part("<resourcetype><collection/></resourcetype>", href="/heim/"),
            part(
                f"{calendar}<displayname>Zu Hause</displayname>{rights.format('read')}{zone}", href="/heim/z/"
            ),
            part(f"{calendar}{rights.format('write')}{kinds.format('VEVENT')}", href="/heim/%C3%84rzte/"),
            part(f"{calendar}<displayname> </displayname>", href="/heim/c/"),
            part(f"{calendar}{kinds.format('VTODO')}", href="/heim/tasks/"),
            part(subscribed, href="/heim/holidays/"),
        )
    )
    at = f"{server.origin}/heim"

    assert names(Discovered(f"{at}/", frozenset({_host(server)}))) == [
        Found(f"{at}/c/", "c", None),
        Found(f"{at}/z/", "Zu Hause", may_write=False, zone_name="Europe/Berlin"),
        Found(f"{at}/%C3%84rzte/", "Ärzte", may_write=True),
    ]
