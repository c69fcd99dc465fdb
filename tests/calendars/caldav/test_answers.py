"""What a server may say, and what is made of it before anything else sees it."""

from __future__ import annotations

import pytest

from terminbuch.calendars.caldav.answers import CALDAV, DAV, has_condition, multi_status
from terminbuch.calendars.troubles import Unreadable

SPACES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
END = "</multistatus>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE m [<!ENTITY l0 "ha">{LAUGHS}]>'


def test_properties_that_are_there_are_told_from_those_that_are_not() -> None:
    body = f"""<?xml version="1.0"?><multistatus {SPACES}><response><href> /a/b.ics </href>
        <propstat><prop><getetag>"1"</getetag></prop><status>HTTP/1.1 200 OK</status></propstat>
        <propstat><prop><displayname/></prop><status>HTTP/1.1 404 Not Found</status></propstat></response>
        <response><href>/a/c.ics</href><status>HTTP/1.1 404 Not Found</status></response>
        <sync-token> t1 </sync-token></multistatus>"""

    found = multi_status(body.encode())

    assert found.token == "t1"
    assert [(part.href, part.status, sorted(part.properties)) for part in found.parts] == [
        ("/a/b.ics", 200, [f"{DAV}getetag"]),
        ("/a/c.ics", 404, []),
    ]


def test_text_is_kept_as_it_stands_also_in_cdata() -> None:
    text = "BEGIN:VCALENDAR\r\nX:<!DOCTYPE html>&amp;\r\nEND:VCALENDAR\r\n"
    body = f"""<multistatus {SPACES}><response><href>/a</href><propstat><prop>
        <C:calendar-data><![CDATA[{text}]]></C:calendar-data>
        </prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>"""

    (part,) = multi_status(body.encode()).parts

    assert part.raw(f"{CALDAV}calendar-data").decode().strip() == text.replace("\r\n", "\n").strip()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Please log in</body></html>",
        b"<multistatus/>",
        f"<multistatus {SPACES}><response><href>/a</href>".encode(),
        f"<multistatus {SPACES}><response><href/></response></multistatus>".encode(),
        f"<multistatus {SPACES}><response><href>/a</href><status>fine</status></response>{END}".encode(),
        f"{BOMB}<multistatus {SPACES}><response><href>&l11;</href></response></multistatus>".encode(),
        f'{BOMB}<multistatus {SPACES} x="&l11;"/>'.encode(),
        f"<!DOCTYPE m><multistatus {SPACES}/>".encode(),
        f'<!DOCTYPE m SYSTEM "http://127.0.0.1:1/x.dtd"><multistatus {SPACES}/>'.encode(),
        f'<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><multistatus {SPACES}>&x;{END}'.encode(),
        b"<multistatus xmlns='DAV:'>\x00</multistatus>",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_whole_answer_is_none(body: bytes) -> None:
    """C001 among them: entities are never expanded, document types never accepted."""
    with pytest.raises(Unreadable):
        multi_status(body)
    assert not has_condition(body, f"{DAV}valid-sync-token")


def test_a_condition_is_found_in_an_error() -> None:
    body = b'<D:error xmlns:D="DAV:"><D:valid-sync-token/></D:error>'

    assert has_condition(body, f"{DAV}valid-sync-token")
    assert not has_condition(body, f"{CALDAV}no-uid-conflict")
