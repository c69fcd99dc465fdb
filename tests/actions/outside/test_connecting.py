"""An account is connected, signed in to again, looked through again and disconnected."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.actions.outside.choosing import choose
from terminbuch.actions.outside.connecting import connect, disconnect, refresh_found, sign_in_again
from terminbuch.actions.outside.refusals import OtherAccount, TooManyConnections
from terminbuch.actions.refusals import NotYours
from terminbuch.ical.seen import Found
from terminbuch.models import CalendarConnection, HistoryEntry, OutsideCalendar, Resource
from tests.builders import SUNDAY_18, Salon, change

LATER = SUNDAY_18 + timedelta(hours=1)
WORK, PRIVATE = (
    Found("/ben/salon/", "Work", may_write=True),
    Found("/ben/private/", "Private", may_write=False),
)
ADDRESS = "https://cloud.example/dav/"


def connected(salon: Salon, by: Actor, **values: Any) -> CalendarConnection:
    asked: dict[str, Any] = {
        "name": "Nextcloud", "address": ADDRESS, "username": "ben", "secret": {"password": "geheim"},
        "hosts": ["cloud.example"], "owners": ["Ben@Salon.example"], "zone_name": "Europe/Berlin",
        "found": [WORK, PRIVATE], "organisation_id": salon.organisation.pk, "by": by, "now": SUNDAY_18,
    }  # fmt: skip
    kind = values.pop("kind", "caldav")
    return connect(values.pop("resource_id", salon.ben.pk), kind, **asked | values)


def calendars(connection: CalendarConnection) -> dict[str, tuple[Any, ...]]:
    rows = OutsideCalendar.objects.of(connection.organisation_id).filter(connection=connection)
    return {row.name: (row.may_write, row.blocks, row.receives, row.next_read_at) for row in rows}


def told(salon: Salon) -> list[tuple[str, str]]:
    rows = HistoryEntry.objects.of(salon.organisation).order_by("pk")
    return [(row.what, row.facts["name"]) for row in rows]


def use(connection: CalendarConnection, name: str, by: Actor, **values: Any) -> OutsideCalendar:
    row = OutsideCalendar.objects.of(connection.organisation_id).get(connection=connection, name=name)
    return choose(row.uid, values, organisation_id=row.organisation_id, by=by, now=SUNDAY_18)


def test_what_was_found_does_nothing_before_somebody_says_so(salon: Salon, clara: Actor) -> None:
    row = connected(salon, clara)

    row.refresh_from_db()
    assert (row.secret, row.hosts, row.owner_addresses, row.state) == (
        {"password": "geheim"}, ["cloud.example"], ["ben@salon.example"], "ok",
    )  # fmt: skip
    assert calendars(row) == {"Private": (False, False, False, None), "Work": (None, False, False, None)}
    assert told(salon) == [("calendar_connected", "Ben: Nextcloud")]


def test_no_secret_stands_openly_in_a_row_or_in_the_log(salon: Salon, clara: Actor) -> None:
    connected(salon, clara)

    rows = [*CalendarConnection.objects.of(salon.organisation).values()]
    assert "geheim" not in f"{rows} {[*HistoryEntry.objects.of(salon.organisation).values()]}"


def test_the_same_account_is_connected_once(salon: Salon, clara: Actor) -> None:
    first = connected(salon, clara)
    again = connected(salon, clara, username="BEN", secret={"password": "neu"}, found=[WORK])

    assert (again.pk, again.secret) == (first.pk, {"password": "neu"})
    assert list(calendars(again)) == ["Work"]
    assert connected(salon, clara, resource_id=salon.clara.pk).pk != first.pk


def test_a_feed_is_the_same_by_its_address(salon: Salon, clara: Actor) -> None:
    feed = {"kind": "feed", "address": "", "username": "", "found": [WORK]}
    one = connected(salon, clara, **feed, secret={"address": "https://a.example/1.ics"})
    other = connected(salon, clara, **feed, secret={"address": "https://a.example/2.ics"})

    assert connected(salon, clara, **feed, secret={"address": "https://a.example/1.ics"}).pk == one.pk
    assert other.pk != one.pk
    assert calendars(one) == {"Work": (False, False, False, None)}


def test_nobody_connects_for_somebody_elses_people(salon: Salon, mallory: Salon, clara: Actor) -> None:
    with pytest.raises(NotYours):
        connected(salon, clara, resource_id=mallory.ben.pk)
    assert not CalendarConnection.objects.of(salon.organisation).exists()


def test_where_people_practise_nothing_is_connected(salon: Salon, mallory: Salon, clara: Actor) -> None:
    change(salon.organisation, practice_of=mallory.organisation)

    with pytest.raises(NotYours):
        connected(salon, clara)


def test_twenty_accounts_are_enough(salon: Salon, clara: Actor) -> None:
    for number in range(20):
        connected(salon, clara, username=f"ben{number}", found=[])
    with pytest.raises(TooManyConnections):
        connected(salon, clara, username="ben20")


def test_whoever_signs_in_again_is_read_at_once(salon: Salon, clara: Actor) -> None:
    row = connected(salon, clara)
    use(row, "Work", clara, blocks=True)
    CalendarConnection.objects.of(salon.organisation).update(state="signed_out", refusals=3)

    sign_in_again(
        row.pk, {"password": "neu"}, username="Ben", hosts=["p7.cloud.example"],
        organisation_id=salon.organisation.pk, by=clara, now=LATER,
    )  # fmt: skip

    row.refresh_from_db()
    assert (row.secret, row.state, row.refusals) == ({"password": "neu"}, "ok", 0)
    assert row.hosts == ["cloud.example", "p7.cloud.example"]
    assert calendars(row)["Work"] == (None, True, False, LATER)
    assert calendars(row)["Private"][-1] is None


def test_another_account_is_not_signed_in_to_again(salon: Salon, mallory: Salon, clara: Actor) -> None:
    row = connected(salon, clara)
    secret = {"password": "neu"}
    with pytest.raises(OtherAccount):
        sign_in_again(
            row.pk, secret, username="clara", organisation_id=salon.organisation.pk, by=clara, now=LATER
        )
    with pytest.raises(NotYours):
        sign_in_again(row.pk, secret, organisation_id=mallory.organisation.pk, by=clara, now=LATER)

    row.refresh_from_db()
    assert row.secret == {"password": "geheim"}


def test_a_calendar_that_is_needed_and_gone_stays(salon: Salon, clara: Actor) -> None:
    row = connected(salon, clara)
    use(row, "Work", clara, blocks=True)
    new = Found("/ben/new/", "")

    refresh_found(row.pk, [new, Found("x" * 1025, "too long")], organisation_id=salon.organisation.pk)

    assert calendars(row) == {
        "/ben/new/": (None, False, False, None),
        "Work": (None, True, False, SUNDAY_18),
    }


def test_what_is_disconnected_blocks_nothing_any_more(salon: Salon, mallory: Salon, clara: Actor) -> None:
    row = connected(salon, clara)
    use(row, "Work", clara, blocks=True)
    before = Resource.objects.of(salon.organisation).get(pk=salon.ben.pk).revision
    with pytest.raises(NotYours):
        disconnect(row.uid, organisation_id=mallory.organisation.pk, by=clara, now=LATER)

    disconnect(row.uid, organisation_id=salon.organisation.pk, by=clara, now=LATER)

    assert not OutsideCalendar.objects.of(salon.organisation).exists()
    assert Resource.objects.of(salon.organisation).get(pk=salon.ben.pk).revision > before
    assert told(salon)[-1] == ("calendar_disconnected", "Ben: Nextcloud")
