from __future__ import annotations

from ipaddress import ip_network

import pytest
from django.conf import LazySettings
from django.utils import translation

from terminbuch.calendars.outbound import WrongAddress, check_address, host_of

NO_ADDRESS = "Please give an address such as https://cloud.example.org/."
INNER = "This address belongs to an inner network. It cannot be asked."


@pytest.fixture(autouse=True)
def nothing_listed(settings: LazySettings) -> None:
    settings.OUTSIDE_PRIVATE = ()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", NO_ADDRESS),
        ("cloud.example.org", NO_ADDRESS),
        ("gopher://x/", NO_ADDRESS),
        ("ftp://x/", NO_ADDRESS),
        ("file:///etc/passwd", NO_ADDRESS),
        ("data:text/calendar,x", NO_ADDRESS),
        ("https://", NO_ADDRESS),
        ("https://a b/", NO_ADDRESS),
        ("https://x\r\ny/", NO_ADDRESS),
        ("https://x:99999/", "Calendars are not asked at this port."),
        ("https://x/" + "a" * 3000, "An address has at most 2,048 characters."),
        ("https://anna:geheim@x.example/", "Name and password do not belong into the address."),
        ("http://cloud.example.org/", "Please give an address that begins with https://."),
        ("https://cloud.example.org:22/", "Calendars are not asked at this port."),
        ("https://127.0.0.1/", INNER),
        ("http://[::ffff:127.0.0.1]/x.ics", INNER),
        ("https://[::1]/", INNER),
        ("https://[::]/", INNER),
        ("https://0.0.0.0/", INNER),
        ("https://10.0.0.5/", INNER),
        ("https://192.168.1.1/", INNER),
        ("https://169.254.169.254/latest/meta-data/", INNER),
        ("https://100.64.0.1/", INNER),
        ("https://224.0.0.1/", INNER),
        ("https://255.255.255.255/", INNER),
        ("https://[fe80::1]/", INNER),
        ("https://[fd00::1]/", INNER),
        ("https://[::7f00:1]/", INNER),
        ("https://[2002:7f00:1::]/", INNER),
        ("https://[64:ff9b::10.0.0.5]/", INNER),
        ("https://2130706433/", NO_ADDRESS),
        ("https://0x7f.1/", NO_ADDRESS),
        ("https://017700000001/", NO_ADDRESS),
        ("https://127.1/", NO_ADDRESS),
    ],
)
def test_what_may_never_be_asked_is_refused_with_a_sentence(address: str, sentence: str) -> None:
    with pytest.raises(WrongAddress) as refusal:
        check_address(address)

    assert str(refusal.value.sentence) == sentence


def test_the_sentence_is_said_in_the_language_of_its_reader() -> None:
    with pytest.raises(WrongAddress) as refusal:
        check_address("https://10.0.0.5/")

    with translation.override("de"):
        said = str(refusal.value.sentence)
    assert said == "Diese Adresse gehört zu einem inneren Netz. Sie kann nicht abgefragt werden."


@pytest.mark.parametrize(
    ("address", "read", "host"),
    [
        ("https://cloud.example.org", "https://cloud.example.org", "cloud.example.org"),
        ("https://Cloud.example.org:443/a?b#c", "https://cloud.example.org/a?b", "cloud.example.org"),
        ("https://cloud.example.org:8443/", "https://cloud.example.org:8443/", "cloud.example.org:8443"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC", "xn--mnchen-3ya.example"),
        ("https://9.9.9.9/", "https://9.9.9.9/", "9.9.9.9"),
        ("https://[2620:fe::fe]/", "https://[2620:fe::fe]/", "[2620:fe::fe]"),
    ],
)
def test_what_may_be_asked_is_read_and_its_host_named(address: str, read: str, host: str) -> None:
    url = check_address(address)

    assert (str(url), host_of(url)) == (read, host)


@pytest.mark.parametrize(
    "address",
    [
        "http://cloud.lan/",
        "https://cloud.lan:8080/",
        "http://localhost:5232/",
        "http://10.1.2.3/",
        "https://10.1.2.3:9999/",
        "http://[fd00::1]:5232/",
        "http://some.name/",
    ],
)
def test_what_the_operator_listed_may_be_asked_without_tls_and_at_any_port(
    address: str, settings: LazySettings
) -> None:
    settings.OUTSIDE_PRIVATE = ("cloud.lan", "localhost:5232", "[fd00::1]:5232", ip_network("10.0.0.0/8"))

    assert str(check_address(address)) == address


@pytest.mark.parametrize("address", ["http://localhost:5233/", "https://127.0.0.1/", "http://9.9.9.9/"])
def test_listing_one_lists_no_other(address: str, settings: LazySettings) -> None:
    settings.OUTSIDE_PRIVATE = ("cloud.lan", "localhost:5232")

    with pytest.raises(WrongAddress):
        check_address(address)
