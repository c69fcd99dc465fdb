"""What stands on the pages of staff, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StaffWords:
    language: str
    cut: str
    """The service as the price list calls it."""
    new: str
    enter: str
    entered: str
    pencil: str
    save: str
    saved: str
    undo: str
    close: str
    bin: str
    cancelled: str
    keep: str
    service: str
    date: str
    start: str
    minutes: str
    find: str
    without_customer: str
    new_customer: str
    name: str
    email: str
    sentence: str
    note: str
    tell_resource: str
    tell_customer: str
    mail_resource: str
    outside_hours: str
    anyway: str
    in_the_way: str
    free_next: str
    planned: str
    gets_cancellation: str
    nobody_mailed: str
    nobody_hears: str
    phone_task: str
    tasks: str
    done: str
    called: str
    views: tuple[str, str, str, str]
    online: str
    by_hand: str
    booking: str
    """One of them, as the count says it."""
    changed: str
    load_again: str


DE = StaffWords(
    language="de",
    cut="Schneiden & Föhnen",
    new="Neue Buchung",
    enter="Buchung eintragen",
    entered="Eingetragen.",
    pencil="Buchung bearbeiten",
    save="Änderung speichern",
    saved="Gespeichert.",
    undo="Rückgängig",
    close="Schließen, nichts ändern",
    bin="Termin absagen",
    cancelled="Abgesagt.",
    keep="Termin behalten",
    service="Leistung",
    date="Datum",
    start="Beginn",
    minutes="Dauer (Min.)",
    find="Kunden suchen",
    without_customer="Ohne Kunde",
    new_customer="Neu anlegen",
    name="Name",
    email="E-Mail-Adresse",
    sentence="Persönlicher Satz",
    note="Notiz für das Team",
    tell_resource="Ressource per E-Mail informieren",
    tell_customer="Kundin/Kunden per E-Mail informieren",
    mail_resource="E-Mail an Ressource",
    outside_hours="Das liegt außerhalb der Öffnungszeiten.",
    anyway="Trotzdem eintragen",
    in_the_way="Anna hat um 10:00 Uhr schon eine Buchung.",
    free_next="Als Nächstes frei:",
    planned="Frei, bisher eingeplant",
    gets_cancellation="Berta bekommt eine Absage an berta@example.org.",
    nobody_mailed="Niemand bekommt automatisch eine E-Mail.",
    nobody_hears="Niemand bekommt eine E-Mail.",
    phone_task="Bitte anrufen",
    tasks="Aufgaben",
    done="Erledigt",
    called="Angerufen",
    views=("Tag", "Woche", "Monat", "Liste"),
    online="online gebucht",
    by_hand="von Hand angelegt",
    booking="Buchung",
    changed="Clara Neumann hat diese Buchung eben geändert.",
    load_again="Neu laden",
)
EN = StaffWords(
    language="en",
    cut="Cut & blow-dry",
    new="New booking",
    enter="Enter booking",
    entered="Entered.",
    pencil="Edit booking",
    save="Save change",
    saved="Saved.",
    undo="Undo",
    close="Close, change nothing",
    bin="Cancel appointment",
    cancelled="Cancelled.",
    keep="Keep appointment",
    service="Service",
    date="Date",
    start="Start",
    minutes="Length (min)",
    find="Find a customer",
    without_customer="Without customer",
    new_customer="New customer",
    name="Name",
    email="E-mail address",
    sentence="A sentence of your own",
    note="Note for the team",
    tell_resource="Tell the resource by e-mail",
    tell_customer="Tell the customer by e-mail",
    mail_resource="E-mail to resource",
    outside_hours="This is outside opening hours.",
    anyway="Enter it anyway",
    in_the_way="Anna already has a booking at 10:00.",
    free_next="Free next:",
    planned="Free, planned so far",
    gets_cancellation="Berta gets a cancellation at berta@example.org.",
    nobody_mailed="Nobody gets an e-mail automatically.",
    nobody_hears="Nobody gets an e-mail.",
    phone_task="Please call",
    tasks="Tasks",
    done="Done",
    called="Called",
    views=("Day", "Week", "Month", "List"),
    online="booked online",
    by_hand="entered by hand",
    booking="booking",
    changed="Clara Neumann has just changed this booking.",
    load_again="Load again",
)
type Seat = tuple[StaffWords, int]
BOTH: list[Seat] = [(DE, 1280), (EN, 390)]
"""Both languages and both widths."""
CROSSED: list[Seat] = [(DE, 390), (EN, 1280)]


def seat_name(seat: Seat) -> str:
    words, width = seat
    return f"{words.language}-{width}"
