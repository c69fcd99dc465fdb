"""Salon Anna: three people, a quiet room, a course on Thursdays."""

from __future__ import annotations

from datetime import time

from .values import Business, Choice, Colleague, Hours, Someone, Treatment, Words

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

CUT = Words("Schneiden", "Cuts")
COLOUR = Words("Farbe", "Colour")
CARE = Words("Pflege & Anlässe", "Care & occasions")
ALL, COLOURISTS = ("anna", "ben", "clara"), ("anna", "clara")
LENGTH = Choice(
    Words("Wie lang sind Ihre Haare?", "How long is your hair?"),
    ("Kurz", "Mittel", "Lang"),
    ("Short", "Medium", "Long"),
)
EARLY = Words("Kommen Sie gern fünf Minuten früher.", "Feel free to come five minutes early.")

SERVICES = (
    Treatment(
        "schneiden-foehnen", CUT, Words("Schneiden & Föhnen", "Cut & blow-dry"), Words("48 €", "€48"), 45, (ALL,),
        text=Words("Waschen, schneiden, in Form bringen", "Wash, cut and style"), advice=EARLY, asks=LENGTH,
    ),
    Treatment(
        "trockenschnitt", CUT, Words("Trockenschnitt", "Dry cut"), Words("32 €", "€32"), 30, (ALL,),
        text=Words("Ohne Waschen, wenn es schnell gehen soll", "Without a wash, when time is short"),
    ),
    Treatment(
        "pony", CUT, Words("Pony nachschneiden", "Fringe trim"), Words("12 €", "€12"), 15, (ALL,),
    ),
    Treatment(
        "kinder", CUT, Words("Kinder bis 12 Jahre", "Children up to 12"), Words("24 €", "€24"), 30, (ALL,),
    ),
    Treatment(
        "ansatz", COLOUR, Words("Ansatz färben", "Root colour"), Words("72 €", "€72"), 90, (COLOURISTS,),
        text=Words("Mit Pflege, ohne Schnitt", "With care, without a cut"), advice=EARLY, asks=LENGTH,
        rules={"buffer_after_minutes": 10},
    ),
    Treatment(
        "straehnen", COLOUR, Words("Strähnen", "Highlights"), Words("ab 110 €", "from €110"), 150, (COLOURISTS,),
        text=Words(
            "Wir prüfen Ihre Anfrage und bestätigen sie selbst", "We look at your request and confirm it ourselves"
        ),
        asks=LENGTH, rules={"needs_approval": True, "buffer_after_minutes": 10},
    ),
    Treatment(
        "farbberatung", COLOUR, Words("Farbberatung", "Colour advice"), Words("kostenlos", "free"), 20, (COLOURISTS,),
        rules={"max_per_customer": 2},
    ),
    Treatment(
        "haarkur", CARE, Words("Haarkur mit Kopfmassage", "Hair treatment with head massage"), Words("28 €", "€28"),
        30, (ALL, ("raum-1",)), text=Words("Im ruhigen Raum 1", "In the quiet Raum 1"),
    ),
    Treatment(
        "hochsteckfrisur", CARE, Words("Hochsteckfrisur", "Updo"), Words("85 €", "€85"), 75, (COLOURISTS,),
        text=Words("Bringen Sie gern ein Bild mit", "Feel free to bring a picture"), rules={"buffer_after_minutes": 10},
    ),
    Treatment(
        "flechtkurs", CARE, Words("Flechtkurs", "Braiding class"), Words("25 €", "€25"), 90, (("anna",), ("kursraum",)),
        text=Words("Donnerstags, in kleiner Gruppe", "On Thursdays, in a small group"),
        rules={"capacity": 6, "step_minutes": 90},
    ),
)  # fmt: skip

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
        "embedding_origins": ["http://localhost:8001"],
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
    member=Colleague("Clara Neumann", "clara@example.org", "manager", "clara-im-salon", "clara"),
)
