"""``/metrics``: for those the operator named, and without a word of any business or person."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from django.core.signals import request_started
from django.db import OperationalError, close_old_connections, connection
from django.test import Client, RequestFactory

from terminbuch.config.environment import Network
from terminbuch.config.wsgi import Handler
from tests.builders import make_booking, make_salon

TOKEN = "a-long-word-that-only-prometheus-knows"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
OF_THE_PAGE = 'door="booking_pages",method="GET",page="services"'
pytestmark = pytest.mark.django_db


def asked(client: Client, *, address: str = "192.0.2.7", **headers: str) -> int:
    return client.get("/metrics", headers=headers, REMOTE_ADDR=address).status_code


def test_where_nothing_is_set_nobody_may_read(client: Client, settings) -> None:
    settings.METRICS_TOKEN, settings.METRICS_NETWORKS = "", ()

    assert asked(client, **BEARER) == 404


@pytest.mark.parametrize(
    ("said", "status"),
    [(f"Bearer {TOKEN}", 200), (f"Bearer {TOKEN}x", 404), (TOKEN, 404), ("Bearer ü", 404), ("", 404)],
)
def test_with_a_token_only_who_brings_it_may(client: Client, settings, said: str, status: int) -> None:
    settings.METRICS_TOKEN = TOKEN

    assert asked(client, Authorization=said) == status


@pytest.mark.parametrize(
    ("address", "status"), [("10.1.2.3", 200), ("192.0.2.7", 404), ("nowhere", 404), ("::1", 404)]
)
def test_with_a_network_only_who_is_inside_may(client: Client, settings, address: str, status: int) -> None:
    settings.METRICS_NETWORKS = networks("10.0.0.0/8")

    assert asked(client, address=address) == status


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [("10.1.2.3", BEARER, 200), ("10.1.2.3", {}, 404), ("192.0.2.7", BEARER, 404)],
)
def test_where_both_are_set_both_must_be_right(
    client: Client, settings, address: str, headers: dict[str, str], status: int
) -> None:
    settings.METRICS_TOKEN, settings.METRICS_NETWORKS = TOKEN, networks("10.0.0.0/8")

    assert asked(client, address=address, **headers) == status


def test_no_word_of_a_business_or_a_person_stands_in_it(client: Client, settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    booking = make_booking(make_salon().cut)

    page = client.get("/metrics", headers=BEARER).content.decode()

    assert "terminbuch_organisations 1.0" in page
    private = [
        booking.organisation.slug,
        booking.organisation.name,
        booking.name,
        booking.email,
        booking.number,
    ]
    assert [word for word in private if word and word in page] == []


def test_without_its_database_it_says_so(client: Client, settings) -> None:
    settings.METRICS_TOKEN = TOKEN

    def gone(*_: object) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(gone):
        answer = client.get("/metrics", headers=BEARER)

    assert (answer.status_code, "terminbuch_ready 0.0" in answer.content.decode()) == (200, True)


def test_answers_and_refusals_are_counted_by_page_and_never_by_address(client: Client, settings) -> None:
    settings.METRICS_TOKEN, settings.METRICS_ARE_ON = TOKEN, True
    before = read(client)

    through_the_server("/no-such-business/")

    after = read(client)
    counted = {line: after[line] - before.get(line, 0.0) for line in after if after[line] != before.get(line)}
    assert counted['terminbuch_answers_total{door="booking_pages",status="404"}'] == 1.0
    assert counted['terminbuch_refusals_total{door="booking_pages",reason="not_found"}'] == 1.0
    assert counted[f"terminbuch_answer_seconds_count{{{OF_THE_PAGE}}}"] == 1.0
    assert [line for line in counted if "no-such" in line] == []


def test_where_nobody_reads_nothing_is_counted(client: Client, settings) -> None:
    settings.METRICS_TOKEN, settings.METRICS_ARE_ON = TOKEN, False
    before = read(client)

    through_the_server("/no-such-business/")

    assert read(client) == before


def test_who_watches_a_machine_asks_it_by_any_name() -> None:
    assert through_the_server("/healthz/live", host="10.1.2.3:8000") == 200


def through_the_server(path: str, *, host: str = "localhost") -> int:
    """The status, of an answer by the application as the web server calls it."""
    told: list[str] = []
    environ = RequestFactory().get(path, headers={"Host": host}).environ
    request_started.disconnect(close_old_connections)  # as Django's own client does: the test needs it
    try:
        Handler()(environ, lambda status, headers: told.append(status))  # type: ignore[arg-type]
    finally:
        request_started.connect(close_old_connections)
    return int(told[0].split()[0])


def read(client: Client) -> dict[str, float]:
    page = client.get("/metrics", headers=BEARER).content.decode()
    lines = [line.rsplit(" ", 1) for line in page.splitlines() if line.startswith("terminbuch_a")]
    lines += [line.rsplit(" ", 1) for line in page.splitlines() if line.startswith("terminbuch_refusals")]
    return {name: float(value) for name, value in lines}


def networks(*said: str) -> tuple[Network, ...]:
    return tuple(ip_network(each) for each in said)
