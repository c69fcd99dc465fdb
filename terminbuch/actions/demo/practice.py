"""Praxis Berg: a second, small organisation on the same installation. It knows nothing of the first."""

from __future__ import annotations

from datetime import time

from .values import Business, Colleague, Hours, Someone, Treatment, Words

OPEN: Hours = {weekday: ((time(8), time(12)), (time(14), time(17))) for weekday in range(5)}
TALKS = Words("Gespräche", "Conversations")

PRACTICE = Business(
    organisation={
        "slug": "praxis-berg",
        "name": "Praxis Berg",
        "language": "de",
        "colour": "#2f5d62",
        "email": "praxis-berg@example.org",
        "phone": "030 7654321",
        "imprint_url": "https://example.org/praxis-berg/impressum",
        "privacy_url": "https://example.org/praxis-berg/datenschutz",
    },
    location={
        "slug": "bergstrasse",
        "name": "Praxis Berg",
        "street": "Bergstraße 4",
        "town": "10115 Berlin",
        "phone": "030 7654321",
    },
    resources=(Someone("berg", "Frau Berg", 200, OPEN, "berg@example.org"),),
    services=(
        Treatment(
            "erstgespraech", TALKS, Words("Erstgespräch", "First conversation"), Words(), 45, (("berg",),)
        ),
        Treatment("folgetermin", TALKS, Words("Folgetermin", "Follow-up"), Words(), 20, (("berg",),)),
    ),
    member=Colleague("Martina Berg", "berg@example.org", "owner", "berg-in-der-praxis", "berg"),
)
