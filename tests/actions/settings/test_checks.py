"""Values that no form offers are refused by the deed as well (S11)."""

from __future__ import annotations

from typing import Any

import pytest

from terminbuch.actions import settings
from terminbuch.actions.asking import Actor
from terminbuch.actions.settings import Contradiction
from terminbuch.models import Location
from tests.builders import SUNDAY_18, Salon


@pytest.mark.parametrize(
    ("subject", "values"),
    [
        ("organisation", {"hold_minutes": 0}),
        ("organisation", {"hold_minutes": 121}),
        ("organisation", {"holds_per_visitor": 0}),
        ("organisation", {"request_hours": 721}),
        ("organisation", {"offer_hours": 0}),
        ("organisation", {"offer_hours": 241}),
        ("organisation", {"colour": "red;}"}),
        ("organisation", {"embedding_origins": ["https://example.org", "*"]}),
        ("location", {"zone_name": "Factory"}),
        ("location", {"zone_name": "../../etc/passwd"}),
        ("resource", {"hue": 360}),
        ("resource", {"hue": -1}),
    ],
)
def test_what_cannot_be_is_refused_by_its_column(
    salon: Salon, clara: Actor, subject: str, values: dict[str, Any]
) -> None:
    rows: dict[str, Any] = {
        "organisation": salon.organisation,
        "location": salon.location,
        "resource": salon.ben,
    }
    row = rows[subject]

    with pytest.raises(Contradiction) as refused:
        settings.change(
            subject, row.pk, values, organisation_id=salon.organisation.pk,
            seen=settings.seen(subject, row), by=clara, now=SUNDAY_18,
        )  # fmt: skip

    assert list(refused.value.problems) == list(values)


def test_another_zone_makes_every_calendar_look_again(salon: Salon, clara: Actor) -> None:
    """I4: opening hours hold by other clocks."""
    was = salon.location.revision

    settings.change(
        "location", salon.location.pk, {"zone_name": "Europe/Lisbon"}, organisation_id=salon.organisation.pk,
        seen=settings.seen("location", salon.location), by=clara, now=SUNDAY_18,
    )  # fmt: skip

    assert Location.objects.of(salon.organisation).get().revision == was + 1
