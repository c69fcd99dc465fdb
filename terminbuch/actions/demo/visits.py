"""Who wants to come on a day: made up, but for one day always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

CUSTOMERS = (
    "Maria Weber", "Ilse Brandt", "Jonas Krüger", "Leyla Demir", "Petra Lang", "Sabine Vogt", "Tim Albrecht",
    "Paul Seidel", "Omar Haddad", "Felix Roth", "Nina Hoffmann", "Eva König", "Greta Simon", "Hanna Wolf",
    "Anton Busch", "Ruth Peters", "Birgit Maas", "Carla Funke", "Ingrid Blum", "Karin Hesse", "Peter Jahn",
    "Ulla Renner", "Lars Thoma", "Aylin Yıldız", "Emma Clarke", "Tomasz Nowak",
)  # fmt: skip
ENGLISH = {"Emma Clarke"}
# Often wanted things stand here often.
WANTED = (
    "schneiden-foehnen", "schneiden-foehnen", "schneiden-foehnen", "trockenschnitt", "trockenschnitt", "pony",
    "kinder", "ansatz", "ansatz", "farbberatung", "haarkur", "hochsteckfrisur",
)  # fmt: skip
LENGTHS = ("Kurz", "Mittel", "Lang")
NOTES = (
    "",
    "",
    "",
    "",
    "Bitte etwas kürzer als beim letzten Mal.",
    "Ich komme vielleicht fünf Minuten später.",
)
PLAIN = str.maketrans({"ü": "ue", "ö": "oe", "ı": "i", " ": "."})
FIRST, QUARTERS = time(9), 40


@dataclass(frozen=True)
class Visit:
    """A wish for one clock time on one day. ``resource`` empty: anybody. Booked ``ahead`` of its start."""

    service: str
    resource: str
    clock: time
    name: str
    ahead: timedelta
    hair: str = "Mittel"
    note: str = ""

    @property
    def language(self) -> str:
        return "en" if self.name in ENGLISH else "de"

    @property
    def email(self) -> str:
        return f"{self.name.lower().translate(PLAIN)}@example.org"


def visits(day: date, *, wishes: int) -> Iterator[Visit]:
    """So many wishes for the day; some meet closed doors or a time that is taken, as in life."""
    chance = Random(day.isoformat())  # noqa: S311  # nothing secret: the same day shall look the same twice
    for _ in range(wishes):
        quarter = chance.randrange(QUARTERS)
        yield Visit(
            service=chance.choice(WANTED),
            resource=chance.choice(("", "anna", "ben", "clara")),
            clock=time(FIRST.hour + quarter // 4, quarter % 4 * 15),
            name=chance.choice(CUSTOMERS),
            ahead=timedelta(days=chance.randrange(1, 12), minutes=chance.randrange(600)),
            hair=chance.choice(LENGTHS),
            note=chance.choice(NOTES),
        )
