"""Whatever is typed or sent as an address: it is read, or refused, and nothing else happens."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from terminbuch.calendars.caldav.server import address_of, path_of
from terminbuch.calendars.outbound import check_address, host_of
from terminbuch.calendars.troubles import Refused, Unreadable

PIECES = (
    *(
        "https:",
        "//",
        "/",
        "@",
        ":",
        "443",
        "[",
        "]",
        "::1",
        "127.0.0.1",
        "%",
        "%00",
        "%2F",
        "é",
        "a.b",
        "\\",
    ),
    *("?", "#", "..", "\x00", " ", "\n", "xn--", "xn--a", "ß", "٣", "localhost", "999999999999"),
)
BASE = "https://cloud.example/a/"
odd = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=30)
addresses = odd | odd.map("https://{}".format)


@settings(max_examples=200)
@given(addresses)
def test_any_address_is_read_or_refused(address: str) -> None:
    with suppress(Refused):
        url = check_address(address)
        assert host_of(str(url)) == host_of(url)


@settings(max_examples=200)
@given(addresses)
def test_any_name_stays_on_its_host_or_is_refused_and_is_always_written_alike(href: str) -> None:
    with suppress(Refused, Unreadable):
        path = path_of(href, BASE)
        assert host_of(address_of(href, BASE)) == "cloud.example"
        assert path_of(path, BASE) == path
