"""Secrets that one machine made for itself are none that another knows."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.db import connection

from terminbuch.queries.findings import Round, State
from terminbuch.queries.health.secrets import secrets
from tests.builders import SUNDAY_18, make_organisation

pytestmark = pytest.mark.django_db
ROUND = Round(SUNDAY_18)
ON_A_SERVER = pytest.mark.skipif(connection.vendor != "postgresql", reason="a file has one machine")


@ON_A_SERVER
def test_a_secret_that_was_made_here_is_named_to_who_runs_the_installation(settings: LazySettings) -> None:
    settings.SECRETS_MADE_HERE = ["LINK_KEYS", "STORAGE_KEYS"]

    (found,) = secrets(ROUND)

    assert found.state == State.HINT
    assert found.sentence.startswith("LINK_KEYS, STORAGE_KEYS were made on this machine")


@ON_A_SERVER
def test_secrets_from_the_environment_are_fine(settings: LazySettings) -> None:
    settings.SECRETS_MADE_HERE = []

    assert [finding.state for finding in secrets(ROUND)] == [State.GOOD]


def test_a_business_hears_nothing_of_it(settings: LazySettings) -> None:
    settings.SECRETS_MADE_HERE = ["SECRET_KEY"]

    assert list(secrets(Round(SUNDAY_18, make_organisation()))) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server may have several machines")
def test_nor_does_who_has_a_file(settings: LazySettings) -> None:
    settings.SECRETS_MADE_HERE = ["SECRET_KEY"]

    assert list(secrets(ROUND)) == []
