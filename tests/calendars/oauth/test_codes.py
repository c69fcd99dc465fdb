"""Through the browser and back: a code counts once, for our challenge, and for our exact address (SEC-35)."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from terminbuch.calendars import oauth
from terminbuch.calendars.oauth.codes import begin, redeem
from terminbuch.calendars.troubles import (
    Broken,
    SignedOut,
    TooMany,
    Trouble,
    Unreadable,
    Unregistered,
)
from tests.builders import SUNDAY_18
from tests.calendars.fakes.google import Google
from tests.calendars.fakes.graph import Graph
from tests.calendars.fakes.signing import CLIENT

BACK = "https://salon.example/-/staff/-/calendars/google/back/"


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_the_way_to_google_carries_a_challenge_and_asks_for_no_more_than_is_needed(google: Google) -> None:
    begun = begin("google", back=BACK)

    asked = query(begun.address)
    challenge = asked.pop("code_challenge")
    assert (len(challenge), begun.verifier in begun.address) == (43, False)
    assert asked == {
        "response_type": "code",
        "client_id": CLIENT["client_id"],
        "redirect_uri": BACK,
        "scope": (
            "https://www.googleapis.com/auth/calendar.events"
            " https://www.googleapis.com/auth/calendar.calendarlist.readonly"
            " https://www.googleapis.com/auth/calendar.freebusy"
        ),
        "state": begun.state,
        "code_challenge_method": "S256",
        "access_type": "offline",
        "prompt": "consent",
    }


def test_the_way_to_microsoft_goes_to_the_tenant(graph: Graph) -> None:
    begun = begin("microsoft", back=BACK)

    assert urlsplit(begun.address).path == "/salon.example/oauth2/v2.0/authorize"
    assert query(begun.address)["scope"] == "offline_access Calendars.ReadWrite"


@pytest.mark.parametrize("kind", ["google", "microsoft"])
def test_a_code_becomes_tokens_once(kind: str, google: Google, graph: Graph) -> None:
    fake: Google | Graph = {"google": google, "microsoft": graph}[kind]  # type: ignore[assignment]
    begun = begin(kind, back=BACK)
    code = fake.agree(begun.address)["code"]

    secret = redeem(kind, code, verifier=begun.verifier, back=BACK, now=SUNDAY_18)

    assert secret == {
        "refresh_token": "refresh-1",
        "access_token": "access-2",
        "expires_at": SUNDAY_18.timestamp() + 3600,
    }
    with pytest.raises(SignedOut):
        redeem(kind, code, verifier=begun.verifier, back=BACK, now=SUNDAY_18)


def test_a_stolen_code_is_worth_nothing_without_the_verifier(google: Google) -> None:
    begun = begin("google", back=BACK)
    code = google.agree(begun.address)["code"]

    with pytest.raises(SignedOut):
        redeem("google", code, verifier="another" * 8, back=BACK, now=SUNDAY_18)


def test_a_code_for_another_address_is_worth_nothing(google: Google) -> None:
    begun = begin("google", back="https://evil.example/back/")
    code = google.agree(begun.address)["code"]

    with pytest.raises(SignedOut):
        redeem("google", code, verifier=begun.verifier, back=BACK, now=SUNDAY_18)


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [("500", Broken), ("429", TooMany), ("log_in_page", Unreadable), ("404", Unregistered)],
)
def test_tokens_that_do_not_come_are_a_trouble(google: Google, fault: str, trouble: type[Trouble]) -> None:
    begun = begin("google", back=BACK)
    google.fault(fault, on="/token")

    with pytest.raises(trouble):
        redeem("google", "code", verifier=begun.verifier, back=BACK, now=SUNDAY_18)


def test_a_client_that_was_registered_wrongly_signs_nobody_out(google: Google, settings: Any) -> None:
    settings.GOOGLE_CLIENT_SECRET = "run out last night"
    begun = begin("google", back=BACK)
    code = google.agree(begun.address)["code"]

    with pytest.raises(Unregistered, match="invalid_client"):
        redeem("google", code, verifier=begun.verifier, back=BACK, now=SUNDAY_18)


def test_what_nobody_registered_is_not_offered(settings: Any) -> None:
    settings.GOOGLE_CLIENT_ID, settings.MICROSOFT_CLIENT_ID = "", "known"

    assert [kind for kind in ("caldav", "google", "microsoft", "feed") if oauth.is_configured(kind)] == [
        "caldav", "microsoft", "feed",
    ]  # fmt: skip
