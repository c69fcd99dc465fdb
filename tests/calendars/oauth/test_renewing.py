"""Tokens are renewed early, by one at a time, and the newest one is kept (G005)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from terminbuch.actions.outside import signing
from terminbuch.calendars.accounts import account_of
from terminbuch.calendars.troubles import SignedOut, Unreachable
from terminbuch.models import CalendarConnection
from tests.builders import SUNDAY_18, change, make_organisation, make_resource
from tests.calendars.fakes.graph import Graph

HOUR = timedelta(hours=1)


def signed_in(graph: Graph, **secret: Any) -> CalendarConnection:
    """Ben's account, whose token lasts for another hour."""
    connection = CalendarConnection(
        resource=make_resource(make_organisation(), "Ben"), kind="microsoft", name="Ben",
        zone_name="Europe/Berlin", created_at=SUNDAY_18,
    )  # fmt: skip
    connection.organisation = connection.resource.organisation
    connection.secret = {
        **graph.signed_in(), "expires_at": (SUNDAY_18 + HOUR).timestamp(), **secret
    }  # fmt: skip
    connection.save()
    return connection


def stored(connection: CalendarConnection) -> dict[str, Any]:
    row = CalendarConnection.objects.of(connection.organisation_id).get(pk=connection.pk)
    return {**row.secret, "lease": row.lease_token}


@pytest.fixture
def ben(graph: Graph, db: None) -> CalendarConnection:
    return signed_in(graph)


def test_a_token_that_lasts_is_not_renewed(ben: CalendarConnection, graph: Graph) -> None:
    account = account_of(ben, now=SUNDAY_18 + timedelta(minutes=54))

    assert (account.secret["access_token"], graph.asked) == ("access-1", [])


def test_a_token_is_renewed_before_its_end_and_the_newest_is_kept(
    ben: CalendarConnection, graph: Graph
) -> None:
    now = SUNDAY_18 + timedelta(minutes=56)

    account = account_of(ben, now=now)

    newest = {
        "refresh_token": "refresh-2", "access_token": "access-3", "expires_at": (now + HOUR).timestamp()
    }  # fmt: skip
    assert account.secret == newest
    assert stored(ben) == {**newest, "lease": None}
    assert json.dumps(newest["refresh_token"]) not in ben.sealed_secret


def test_whoever_has_no_time_leaves_the_renewing_to_others(ben: CalendarConnection, graph: Graph) -> None:
    now = SUNDAY_18 + timedelta(minutes=59)

    assert account_of(ben, now=now, seconds=3.0).secret["access_token"] == "access-1"
    assert account_of(ben, now=SUNDAY_18 + HOUR, seconds=3.0).secret["access_token"] == "access-3"


def test_whoever_loaded_it_before_uses_what_was_renewed(ben: CalendarConnection, graph: Graph) -> None:
    late = CalendarConnection.objects.of(ben.organisation_id).get()
    account_of(ben, now=SUNDAY_18 + HOUR)

    account = account_of(late, now=SUNDAY_18 + HOUR)

    assert (account.secret["access_token"], len(graph.asked)) == ("access-3", 1)


def test_a_sign_in_that_is_over_is_said_and_nothing_is_lost(ben: CalendarConnection, graph: Graph) -> None:
    graph.forget_everybody()

    with pytest.raises(SignedOut, match="invalid_grant"):
        account_of(ben, now=SUNDAY_18 + HOUR)

    assert stored(ben) == {**ben.secret, "lease": None}


def test_a_token_that_was_refused_is_renewed_whatever_its_end(ben: CalendarConnection, graph: Graph) -> None:
    change(ben, refusals=1)

    assert account_of(ben, now=SUNDAY_18).secret["access_token"] == "access-3"


def test_while_somebody_renews_the_old_token_does(ben: CalendarConnection, graph: Graph) -> None:
    now = SUNDAY_18 + timedelta(minutes=58)
    signing.take(ben, now=now, lease=timedelta(minutes=1))

    assert account_of(ben, now=now).secret["access_token"] == "access-1"


def test_whoever_waits_for_a_token_gives_up_in_time(ben: CalendarConnection, graph: Graph) -> None:
    signing.take(ben, now=SUNDAY_18 + HOUR, lease=timedelta(minutes=1))

    with pytest.raises(Unreachable):
        account_of(ben, now=SUNDAY_18 + HOUR, seconds=0.2)


def test_a_new_sign_in_is_not_overwritten_by_a_token_that_comes_late(
    ben: CalendarConnection, graph: Graph
) -> None:
    lease = signing.take(ben, now=SUNDAY_18, lease=timedelta(minutes=1))
    fresh = CalendarConnection.objects.of(ben.organisation_id).get()
    fresh.secret = {"refresh_token": "of the new sign-in"}
    fresh.save()

    assert lease is not None
    assert not signing.keep(ben, lease, {"refresh_token": "of the old one"})
    assert stored(ben) == {"refresh_token": "of the new sign-in", "lease": lease}


@pytest.fixture
def ben_for_all(graph: Graph, transactional_db: None) -> Iterator[CalendarConnection]:
    yield signed_in(graph)
    connections.close_all()


def test_of_many_at_once_one_renews(ben_for_all: CalendarConnection, graph: Graph) -> None:
    def ask(_number: int) -> str:
        row = CalendarConnection.objects.of(ben_for_all.organisation_id).get()
        try:
            return str(account_of(row, now=SUNDAY_18 + HOUR).secret["access_token"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        tokens = set(pool.map(ask, range(6)))

    assert (tokens, len(graph.asked)) == ({"access-3"}, 1)
