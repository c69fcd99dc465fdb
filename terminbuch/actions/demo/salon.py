"""Salon Anna: three people, a quiet room, a course on Thursdays."""

from __future__ import annotations

from datetime import time

from .salon_services import SERVICES
from .values import Business, Colleague, Hours, Someone

# Who falls ill when somebody tries it.
ILL = "ben"
MORNING, AFTERNOON = (time(9), time(12)), (time(13), time(18))
LATE = (time(10), time(13)), (time(14), time(19))
SATURDAY = ((time(9), time(14)),)

ANNA: Hours = {
    0: (MORNING, AFTERNOON),
    1: (MORNING, AFTERNOON),
    2: (MORNING, (time(13), time(16))),
    3: ((time(11), time(14)), (time(15), time(20))),
    4: (MORNING, AFTERNOON),
    5: SATURDAY,
}
BEN: Hours = {weekday: (MORNING, (time(13), time(17))) for weekday in range(5)}
CLARA: Hours = {0: LATE, 2: LATE, 3: LATE, 4: LATE, 5: SATURDAY}
ROOM: Hours = {weekday: ((time(8), time(19)),) for weekday in range(6)}
COURSE: Hours = {3: ((time(18), time(19, 30)),)}

SALON = Business(
    organisation={
        "slug": "salon-anna",
        "name": "Salon Anna",
        "language": "de",
        "colour": "#8a3a63",
        "email": "salon-anna@example.org",
        "phone": "030 1234567",
        "imprint_url": "https://example.org/salon-anna/impressum",
        "privacy_url": "https://example.org/salon-anna/datenschutz",
    },
    location={
        "slug": "lindenstrasse",
        "name": "Salon Anna",
        "street": "Lindenstraße 12",
        "town": "10969 Berlin",
        "phone": "030 1234567",
    },
    resources=(
        Someone("anna", "Anna", 355, ANNA, "anna@example.org"),
        Someone("ben", "Ben", 230, BEN, "ben@example.org"),
        Someone("clara", "Clara", 150, CLARA, "clara@example.org"),
        Someone("raum-1", "Raum 1", 75, ROOM, kind="room"),
        Someone("kursraum", "Kursraum", 280, COURSE, kind="room"),
    ),
    services=SERVICES,
    member=Colleague("Clara Neumann", "clara@example.org", "owner", "clara-im-salon", "clara"),
)
