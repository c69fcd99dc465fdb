"""What an operator may list as near: see docs/operators/settings.md."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from django.core.exceptions import ImproperlyConfigured

from terminbuch.config import environment


def test_hosts_and_ports_and_networks_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEAR", " Cloud.lan, localhost:5232 ,10.0.0.0/8, 127.0.0.1,[fd00::1]:5232, fd00::/8")

    assert environment.neighbours("NEAR") == (
        "cloud.lan",
        "localhost:5232",
        ip_network("10.0.0.0/8"),
        ip_network("127.0.0.1/32"),
        "[fd00::1]:5232",
        ip_network("fd00::/8"),
    )


@pytest.mark.parametrize(
    "said",
    [
        "http://cloud.lan",
        "cloud.lan/calendars",
        "anna@cloud.lan",
        "cloud.lan:",
        "cloud.lan:0",
        "cloud.lan:x",
        ":5232",
    ],
)
def test_what_is_no_host_is_refused_by_name(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEAR", said)

    with pytest.raises(ImproperlyConfigured, match="NEAR must be hosts"):
        environment.neighbours("NEAR")
