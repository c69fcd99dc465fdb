"""Signing in at Google and Microsoft: for this session, this member and this business, once (SEC-35)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from terminbuch.calendars.oauth.codes import begin
from terminbuch.config.logs import MaskTokens
from terminbuch.models import CalendarConnection, Member, OutsideCalendar
from terminbuch.staff_pages.calendars.begun import KEPT_AS
from terminbuch.staff_pages.calendars.signing_in import return_address
from tests.builders import Salon, change, make_calendar, make_member, make_salon
from tests.calendars import cloud_stages
from tests.calendars.fakes.google import Google
from tests.calendars.fakes.graph import Graph
from tests.cast import signed_in
from tests.staff_pages.pages import Answer, text

BACK = "/-/staff/-/calendars/google/back/"
GERMAN = {"Accept-Language": "de"}


@pytest.fixture
def google(settings: Any) -> Iterator[Google]:
    with cloud_stages.google_served(settings, now=timezone.now) as fake:
        yield fake


@pytest.fixture
def graph(settings: Any) -> Iterator[Graph]:
    with cloud_stages.graph_served(settings, now=timezone.now) as fake:
        yield fake


@pytest.fixture
def salon(db: None) -> Salon:
    return make_salon()


@pytest.fixture
def ben(salon: Salon) -> Member:
    return make_member(salon.organisation, "Ben", role="resource", resource=salon.ben)


def start(client: Client, salon: Salon, *, provider: str = "google", who: str = "ben") -> str:
    """The address to which the browser is led."""
    where = f"/-/staff/salon/settings/calendars/{getattr(salon, who).uid}/new/{provider}/sign-in/"
    answer = client.post(where, headers=GERMAN)
    assert answer.status_code == 200, answer.status_code
    return _address(answer)


def _address(answer: Answer) -> str:
    found = re.search(r'data-kind="main" href="([^"]+)"', answer.content.decode())
    assert found is not None
    assert answer.headers["Refresh"] == f"0; url={unescape(found[1])}"
    return unescape(found[1])


def connections() -> list[CalendarConnection]:
    return list(CalendarConnection.objects.everywhere())


def said(client: Client) -> str:
    return text(client.get("/-/staff/salon/settings/calendars/", headers=GERMAN))


def test_ben_connects_his_google_account(google: Google, salon: Salon, ben: Member) -> None:
    client = signed_in(ben.user)
    google.add_calendar("team@group.example", "Team", role="reader")

    answer = client.get(BACK, google.agree(start(client, salon)))

    [row] = connections()
    assert answer.headers["Location"] == f"/-/staff/salon/settings/calendars/accounts/{row.uid}/"
    assert (row.kind, row.resource, row.username, row.name, row.owner_addresses, row.zone_name) == (
        "google", salon.ben, "ben@salon.example", "ben@salon.example", ["ben@salon.example"],
        "Europe/Berlin",
    )  # fmt: skip
    assert row.secret["refresh_token"] == "refresh-1"
    assert "refresh-1" not in row.sealed_secret
    calendars = OutsideCalendar.objects.of(salon.organisation).filter(connection=row).order_by("name")
    assert [(one.name, one.blocks, one.receives, one.may_write) for one in calendars] == [
        ("Ben", False, False, None), ("Team", False, False, False)
    ]  # fmt: skip


def test_ben_connects_his_microsoft_account(graph: Graph, salon: Salon, ben: Member) -> None:
    client = signed_in(ben.user)
    back = graph.agree(start(client, salon, provider="microsoft"))

    client.get("/-/staff/-/calendars/microsoft/back/", back)

    assert [(row.kind, row.username, row.zone_name) for row in connections()] == [
        ("microsoft", "ben@salon.example", "Europe/Berlin")
    ]


def test_the_way_back_is_open_once(google: Google, salon: Salon, ben: Member) -> None:
    client = signed_in(ben.user)
    back = google.agree(start(client, salon))
    client.get(BACK, back)

    assert client.get(BACK, back).status_code == 404
    assert len(connections()) == 1


def test_nobody_comes_back_who_did_not_go(google: Google, salon: Salon, ben: Member) -> None:
    """A link that Mallory sends to Ben would connect her calendar with his times."""
    client, mallory = signed_in(ben.user), signed_in(ben.user)
    start(client, salon)
    hers = google.agree(start(mallory, salon))
    forged = google.agree(begin("google", back=return_address("google")).address)

    assert {client.get(BACK, hers).status_code, client.get(BACK, forged).status_code} == {404}
    assert (client.get(BACK).status_code, connections()) == (404, [])


def test_a_way_back_leads_only_from_where_it_began(
    google: Google, graph: Graph, salon: Salon, ben: Member
) -> None:
    client = signed_in(ben.user)
    back = google.agree(start(client, salon))

    assert client.get("/-/staff/-/calendars/microsoft/back/", back).status_code == 404
    assert connections() == []


def test_somebody_else_at_the_same_screen_does_not_finish_it(
    google: Google, salon: Salon, ben: Member
) -> None:
    client = signed_in(ben.user)
    back = google.agree(start(client, salon))
    kept = client.session[KEPT_AS]
    other = signed_in(make_member(salon.organisation, "Clara").user)
    session = other.session
    session[KEPT_AS] = kept
    session.save()

    assert other.get(BACK, back).status_code == 404
    assert connections() == []


def test_who_may_connect_no_more_does_not_finish_it(google: Google, salon: Salon, ben: Member) -> None:
    client = signed_in(ben.user)
    back = google.agree(start(client, salon))
    change(ben, resource=salon.clara)

    assert client.get(BACK, back).status_code == 404
    assert connections() == []


def test_whoever_comes_back_too_late_begins_anew(google: Google, salon: Salon, ben: Member) -> None:
    client = signed_in(ben.user)
    back = google.agree(start(client, salon))
    session = client.session
    session[KEPT_AS] = [{**session[KEPT_AS][0], "until": (timezone.now() - timedelta(1)).timestamp()}]
    session.save()

    assert client.get(BACK, back).status_code == 404


def test_who_does_not_agree_is_told_that_nothing_changed(google: Google, salon: Salon, ben: Member) -> None:
    client = signed_in(ben.user)
    state = google.agree(start(client, salon))["state"]

    answer = client.get(BACK, {"state": state, "error": "access_denied"}, headers=GERMAN)

    assert answer.headers["Location"] == "/-/staff/salon/settings/calendars/"
    assert "Sie haben bei Google nicht zugestimmt." in said(client)
    assert connections() == []


def test_half_of_the_rights_is_not_enough(google: Google, salon: Salon, ben: Member) -> None:
    client = signed_in(ben.user)
    google.gives_scope = "https://www.googleapis.com/auth/calendar.events"

    client.get(BACK, google.agree(start(client, salon)), headers=GERMAN)

    assert "Google hat nicht alle nötigen Rechte erteilt." in said(client)
    assert connections() == []


@pytest.mark.parametrize("fault", ["500", "log_in_page", "cut_off"])
def test_what_goes_wrong_there_is_said_and_nothing_is_kept(
    google: Google, salon: Salon, ben: Member, fault: str
) -> None:
    client = signed_in(ben.user)
    google.fault(fault, on="calendarList", times=2)

    client.get(BACK, google.agree(start(client, salon)), headers=GERMAN)

    assert "Die Anmeldung bei Google ist nicht gelungen." in said(client)
    assert connections() == []


def test_accounts_that_name_nobody_stay_apart(graph: Graph, salon: Salon, ben: Member) -> None:
    client = signed_in(ben.user)
    where = "/-/staff/-/calendars/microsoft/back/"
    for name in ("one", "two", "one"):
        graph.calendars["ben"].entry |= {"owner": None, "id": name}
        client.get(where, graph.agree(start(client, salon, provider="microsoft")))

    assert sorted(row.username for row in connections()) == ["one", "two"]


def test_an_account_without_any_calendar_is_not_connected(graph: Graph, salon: Salon, ben: Member) -> None:
    client = signed_in(ben.user)
    graph.calendars.clear()

    client.get(
        "/-/staff/-/calendars/microsoft/back/", graph.agree(start(client, salon, provider="microsoft"))
    )

    assert connections() == []


def test_signing_in_again_wants_the_same_account(google: Google, salon: Salon, ben: Member) -> None:
    client = signed_in(ben.user)
    client.get(BACK, google.agree(start(client, salon)))
    [row] = connections()
    change(row, state="signed_out", refusals=3)
    there = f"/-/staff/salon/settings/calendars/accounts/{row.uid}/sign-in/there/"

    google.calendars["ben@salon.example"].entry["id"] = "berta@salon.example"
    client.get(BACK, google.agree(_address(client.post(there))), headers=GERMAN)
    assert "Das ist ein anderes Konto." in said(client)
    google.calendars["ben@salon.example"].entry["id"] = "ben@salon.example"
    client.get(BACK, google.agree(_address(client.post(there))))

    [row] = connections()
    assert (row.state, row.refusals, row.secret["refresh_token"]) == ("ok", 0, "refresh-7")


def test_what_is_not_registered_or_known_is_not_there(salon: Salon, ben: Member) -> None:
    client = signed_in(ben.user)
    caldav = make_calendar(salon.ben).connection

    answers = {
        client.post(f"/-/staff/salon/settings/calendars/{where}").status_code
        for where in (
            f"{salon.ben.uid}/new/google/sign-in/",
            f"{salon.ben.uid}/new/caldav/sign-in/",
            f"accounts/{caldav.uid}/sign-in/there/",
        )
    }

    assert answers == {404}


def test_only_the_own_calendar_is_connected(google: Google, salon: Salon, ben: Member) -> None:
    claras = f"/-/staff/salon/settings/calendars/{salon.clara.uid}/new/google/sign-in/"
    reader = make_member(salon.organisation, "Rita", role="read_only")

    assert signed_in(ben.user).post(claras).status_code == 404
    assert signed_in(reader.user).post(claras).status_code == 404


def test_the_state_is_nothing_for_the_log() -> None:
    record = logging.LogRecord("django", 30, "", 0, f"Not Found: {BACK}?state=abc&code=4/0def", None, None)
    MaskTokens().filter(record)

    assert record.getMessage() == f"Not Found: {BACK}?state=***&code=***/0def"
