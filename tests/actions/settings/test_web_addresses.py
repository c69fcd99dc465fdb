"""Names under which a business can be reached, and those it cannot have."""

from __future__ import annotations

import pytest
from django.conf import LazySettings

from terminbuch.actions.asking import COMMAND
from terminbuch.actions.settings import Contradiction, change, seen
from terminbuch.actions.settings.web_addresses import hostname_trouble, is_hostname, slug_trouble
from tests.builders import SUNDAY_18, Salon


@pytest.mark.parametrize("name", ["termine.example.org", "a.b", "xn--mnchen-3ya.example", "3-d.example"])
def test_a_name_that_dns_can_have(name: str) -> None:
    assert is_hostname(name)


@pytest.mark.parametrize(
    "name",
    [
        "", "localhost", "Termine.example.org", "termine.example.org.", ".example.org", "a..b", "-a.example",
        "a-.example", "a_b.example", "münchen.example", "https://a.example", "a.example:8000", "a.example/x",
        "192.0.2.1", "a.123", "[::1]", "*.example", "a.example\n", "a.example\x00", "evil.example@a.example",
        "a" * 64 + ".example", "a." * 127 + "example",
    ],
)  # fmt: skip
def test_a_name_that_no_host_has(name: str) -> None:
    assert not is_hostname(name)


def test_the_address_of_the_whole_installation_is_nobodys_own(settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["termine.example"]

    assert hostname_trouble("termine.example") == "This is the address of the whole installation."
    assert hostname_trouble("salon.termine.example") == ""


@pytest.mark.parametrize("slug", ["", "-", "Salon", "a b", "static", "healthz", "a/b", "a\n", "a" * 64])
def test_a_slug_that_stands_in_no_address_is_refused(slug: str) -> None:
    assert slug_trouble(slug)


def test_two_businesses_never_have_the_same_host(salon: Salon, mallory: Salon) -> None:
    set_host(mallory, "termine.example.org")

    with pytest.raises(Contradiction) as refusal:
        set_host(salon, "termine.example.org")

    assert list(refusal.value.problems) == ["hostname"]


def set_host(salon: Salon, name: str) -> None:
    salon.organisation.refresh_from_db()
    change(
        "organisation",
        salon.organisation.pk,
        {"hostname": name},
        organisation_id=salon.organisation.pk,
        seen=seen("organisation", salon.organisation),
        by=COMMAND,
        now=SUNDAY_18,
    )
