from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

import pytest
from django.test import Client
from django.utils import timezone

from terminbuch.models import Member
from tests.builders import SUNDAY_18, make_member, make_organisation
from tests.staff_pages.logins.ways import sign_in


@pytest.fixture
def clara(db: None) -> Member:
    return make_member(make_organisation())


@pytest.fixture
def signed_in_clara(client: Client, clara: Member) -> Client:
    """In her own browser, by her password."""
    sign_in(client, "clara@salon.example")
    return client


class Clock(Protocol):
    def __call__(self, **later: float) -> datetime: ...


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the clock so much later than Sunday, 18:00."""

    def to(**later: float) -> datetime:
        shown = SUNDAY_18 + timedelta(**later)
        monkeypatch.setattr(timezone, "now", lambda: shown)
        return shown

    return to
