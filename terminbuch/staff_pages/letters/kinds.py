"""When each mail to customers is sent, in a sentence for those who word it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.actions.mail_texts import KINDS, PLACEHOLDERS
from terminbuch.models.organisation import LANGUAGES
from terminbuch.queries.own_words import reworded_kinds

from ..mails import TITLES

WHEN: dict[str, str | Promise] = {
    "booking_confirmed": _("As soon as a time is booked."),
    "booking_reminder": _("Before the appointment, as the service says."),
    "booking_moved": _("When the time, the person or something else has changed."),
    "booking_cancelled": _("When the customer or you cancel."),
    "booking_offered": _("When you have to move somebody and offer other times."),
    "booking_requested": _("When a service needs your approval: the request has come."),
    "request_accepted": _("When you accept a request."),
    "request_declined": _("When you decline a request."),
    "request_expired": _("When nobody has answered a request in time."),
    "move_requested": _("When a move needs your approval: the wish has come."),
    "move_declined": _("When you decline a move: the appointment stays."),
}
MEANINGS: dict[str, str | Promise] = {
    "name": _("the customer's name"),
    "service": _("what is booked"),
    "time": _("day and time of the appointment"),
    "people": _("with whom"),
    "place": _("the address of the location"),
    "phone": _("your telephone number"),
    "number": _("the number of the booking"),
    "business": _("the name of your business"),
    "deadline": _("until when it can be changed online"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One mail, and for each language whether it is said in the business's words."""

    kind: str
    title: str | Promise
    when: str | Promise
    languages: list[tuple[str, str, bool]]


def lines(organisation_id: int) -> list[Line]:
    """One query."""
    reworded = reworded_kinds(organisation_id)
    return [
        Line(
            kind,
            TITLES[kind],
            WHEN[kind],
            [(code, name, (kind, code) in reworded) for code, name in LANGUAGES],
        )
        for kind in KINDS
    ]


def placeholders(language: str) -> list[tuple[str, str | Promise]]:
    """As they are written in a text of this language, and what each stands for."""
    return [(f"{{{words[language]}}}", MEANINGS[name]) for name, words in PLACEHOLDERS.items()]
