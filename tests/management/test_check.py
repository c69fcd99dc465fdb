"""``terminbuch check`` says what the page says, of all businesses, and ends with a status for programs."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from terminbuch.actions.upkeep import run_chores
from terminbuch.management import check
from terminbuch.queries.health import Finding, State
from tests.builders import SUNDAY_18, change, make_salon, make_service

LINKED = {"imprint_url": "https://salon.example/imprint", "privacy_url": "https://salon.example/privacy"}


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    monkeypatch.setattr(timezone, "now", lambda: SUNDAY_18)
    return SUNDAY_18


# The server of the tests is asked by its superuser.
OF_THE_SERVER = [
    (
        "hint    Rights in the database: the database user may do everything;"
        " one that owns only its own tables is safer"
    )
]


def checked(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """The exit status, and the lines that are not good."""
    status = check.main([])
    return status, [line for line in capsys.readouterr().out.splitlines() if not line.startswith("good ")]


@pytest.mark.django_db
def test_where_all_is_well_it_says_so_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    change(make_salon().organisation, **LINKED)
    run_chores(SUNDAY_18)

    assert checked(capsys) == (
        0,
        [
            *(OF_THE_SERVER if connection.vendor == "postgresql" else []),
            "hint    Sending mail: no mail has left yet; send a test mail to see whether it works",
            "hint    Backup: there is no backup yet; the command “terminbuch backup” makes one",
        ],
    )


@pytest.mark.django_db
def test_trouble_of_any_business_is_named_with_the_business(capsys: pytest.CaptureFixture[str]) -> None:
    for slug in ("salon", "barber"):
        change(make_salon(slug).organisation, **LINKED)
    make_service(make_salon("tours").organisation, "tour", name_en="Tour")
    run_chores(SUNDAY_18 - timedelta(minutes=7))

    status, lines = checked(capsys)

    assert status == 1
    assert [line for line in lines if line.startswith("TROUBLE")] == [
        "TROUBLE Background work: the worker has been silent for 6 minutes, so no mail leaves",
        "TROUBLE tours: Tour: nobody who is active can do it",
    ]


@pytest.mark.parametrize(
    ("states", "status"),
    [([], 0), (["good", "hint"], 0), (["good", "warn"], 1), (["warn", "bad"], check.UNSAFE)],
)
def test_the_worst_of_what_was_found_decides_how_it_ends(states: list[str], status: int) -> None:
    assert check.status([Finding("code", "Title", "a sentence", State(state)) for state in states]) == status
