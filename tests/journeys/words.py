"""What stands on the buttons, in both languages: journeys press words, as people do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    language: str
    cut: str
    highlights: str
    when: str
    whom: str
    name: str
    email: str
    short_hair: str
    book: str
    request: str
    booked: str
    requested: str
    mail_button: str
    yours: str
    move: str
    suits: str
    confirm_move: str
    moved: str
    cancel: str
    cancel_sure: str
    keep: str
    own_email: str
    cancelled: str
    nearest: str


DE = Words(
    language="de",
    cut="Schneiden & Föhnen",
    highlights="Strähnen",
    when="Wann passt es Ihnen?",
    whom="Wen dürfen wir erwarten?",
    name="Vor- und Nachname",
    email="E-Mail-Adresse",
    short_hair="Kurz",
    book="Termin verbindlich buchen",
    request="Termin anfragen",
    booked="Ihr Termin ist gebucht.",
    requested="Ihre Anfrage ist bei uns. Die Zeit ist für Sie belegt.",
    mail_button="Buchung bearbeiten/absagen",
    yours="Ihr Termin bei uns",
    move="Termin verschieben",
    suits="Passt Ihnen diese Zeit?",
    confirm_move="Auf diese Zeit verschieben",
    moved="Ihr Termin ist verschoben.",
    cancel="Termin absagen",
    cancel_sure="Termin absagen?",
    keep="Termin behalten",
    own_email="Ihre E-Mail-Adresse",
    cancelled="Ihr Termin ist abgesagt.",
    nearest="Die nächsten freien Zeiten",
)
EN = Words(
    language="en",
    cut="Cut & blow-dry",
    highlights="Highlights",
    when="When suits you?",
    whom="Who may we expect?",
    name="First and last name",
    email="E-mail address",
    short_hair="Short",
    book="Book this appointment",
    request="Request this appointment",
    booked="Your appointment is booked.",
    requested="We have your request. The time is kept for you.",
    mail_button="Change or cancel booking",
    yours="Your appointment with us",
    move="Reschedule",
    suits="Does this time suit you?",
    confirm_move="Move to this time",
    moved="Your appointment has been moved.",
    cancel="Cancel appointment",
    cancel_sure="Cancel the appointment?",
    keep="Keep appointment",
    own_email="Your e-mail address",
    cancelled="Your appointment is cancelled.",
    nearest="The nearest free times",
)
