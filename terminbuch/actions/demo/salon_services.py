"""What Salon Anna offers."""

from __future__ import annotations

from .values import Choice, Treatment, Words

CUTS = Words("Schneiden", "Cuts")
COLOUR = Words("Farbe", "Colour")
CARE = Words("Pflege & Anlässe", "Care & occasions")
ALL, COLOURISTS, ROOM = ("anna", "ben", "clara"), ("anna", "clara"), ("raum-1",)
EARLY = Words("Kommen Sie gern fünf Minuten früher.", "Feel free to come five minutes early.")
TIDYING_UP = {"buffer_after_minutes": 10}
LENGTH = Choice(
    label=Words("Wie lang sind Ihre Haare?", "How long is your hair?"),
    choices_de=("Kurz", "Mittel", "Lang"),
    choices_en=("Short", "Medium", "Long"),
)

CUT = Treatment(
    "schneiden-foehnen",
    CUTS,
    Words("Schneiden & Föhnen", "Cut & blow-dry"),
    Words("48 €", "€48"),
    minutes=45,
    needs=(ALL,),
    text=Words("Waschen, schneiden, in Form bringen", "Wash, cut and style"),
    advice=EARLY,
    asks=LENGTH,
)
DRY_CUT = Treatment(
    "trockenschnitt",
    CUTS,
    Words("Trockenschnitt", "Dry cut"),
    Words("32 €", "€32"),
    minutes=30,
    needs=(ALL,),
    text=Words("Ohne Waschen, wenn es schnell gehen soll", "Without a wash, when time is short"),
)
FRINGE = Treatment(
    "pony", CUTS, Words("Pony nachschneiden", "Fringe trim"), Words("12 €", "€12"), minutes=15, needs=(ALL,)
)
CHILDREN = Treatment(
    "kinder",
    CUTS,
    Words("Kinder bis 12 Jahre", "Children up to 12"),
    Words("24 €", "€24"),
    minutes=30,
    needs=(ALL,),
)
ROOTS = Treatment(
    "ansatz",
    COLOUR,
    Words("Ansatz färben", "Root colour"),
    Words("72 €", "€72"),
    minutes=90,
    needs=(COLOURISTS,),
    text=Words("Mit Pflege, ohne Schnitt", "With care, without a cut"),
    advice=EARLY,
    asks=LENGTH,
    rules=TIDYING_UP,
)
HIGHLIGHTS = Treatment(
    "straehnen",
    COLOUR,
    Words("Strähnen", "Highlights"),
    Words("ab 110 €", "from €110"),
    minutes=150,
    needs=(COLOURISTS,),
    text=Words(
        "Wir prüfen Ihre Anfrage und bestätigen sie selbst",
        "We look at your request and confirm it ourselves",
    ),
    asks=LENGTH,
    rules=TIDYING_UP | {"needs_approval": True},
)
ADVICE = Treatment(
    "farbberatung",
    COLOUR,
    Words("Farbberatung", "Colour advice"),
    Words("kostenlos", "free"),
    minutes=20,
    needs=(COLOURISTS,),
    rules={"max_per_customer": 2},
)
HAIR_TREATMENT = Treatment(
    "haarkur",
    CARE,
    Words("Haarkur mit Kopfmassage", "Hair treatment with head massage"),
    Words("28 €", "€28"),
    minutes=30,
    needs=(ALL, ROOM),
    text=Words("Im ruhigen Raum 1", "In the quiet Raum 1"),
)
UPDO = Treatment(
    "hochsteckfrisur",
    CARE,
    Words("Hochsteckfrisur", "Updo"),
    Words("85 €", "€85"),
    minutes=75,
    needs=(COLOURISTS,),
    text=Words("Bringen Sie gern ein Bild mit", "Feel free to bring a picture"),
    rules=TIDYING_UP,
)
COURSE = Treatment(
    "flechtkurs",
    CARE,
    Words("Flechtkurs", "Braiding class"),
    Words("25 €", "€25"),
    minutes=90,
    needs=(("anna",), ("kursraum",)),
    text=Words("Donnerstags, in kleiner Gruppe", "On Thursdays, in a small group"),
    rules={"capacity": 6, "step_minutes": 90},
)

SERVICES = (
    *(CUT, DRY_CUT, FRINGE, CHILDREN),
    *(ROOTS, HIGHLIGHTS, ADVICE),
    *(HAIR_TREATMENT, UPDO, COURSE),
)
