"""What a mail server answers, in plain words; its own stand beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Delivery

State = Delivery.State
# A worker looks every second; after half a minute something else is the matter.
PATIENCE = timedelta(seconds=30)

WORDS: Mapping[str, str | Promise] = {
    "in doubt": _("The server took the mail, but its answer was lost. Perhaps it arrives."),
    "sealed password": _("The password can no longer be opened: its key is missing. Please type it again."),
    "name or service not known": _("There is no server of this name. Please check the mail server."),
    "nodename nor servname": _("There is no server of this name. Please check the mail server."),
    "no address associated": _("There is no server of this name. Please check the mail server."),
    "temporary failure in name resolution": _("The name of the server cannot be looked up at the moment."),
    "connection refused": _("Nobody answers there. Please check mail server and port."),
    "unreachable": _("The server cannot be reached from here."),
    "no route to host": _("The server cannot be reached from here."),
    "timed out": _("The server does not answer in time. Please check mail server, port and encryption."),
    "certificate verify failed": _("The server's certificate is not for this name, or has run out."),
    "starttls": _("The server does not offer this encryption. Please choose another one."),
    "wrong version number": _(
        "This port speaks another encryption. Please choose another one, or another port."
    ),
    "sender refused": _(
        "The server does not let you send from this address. Please check the sender's address."
    ),
    "connection unexpectedly closed": _("The server hung up. Please check port and encryption."),
}
CODES: Mapping[str, str | Promise] = {
    "530": _("The server wants to know who you are. Please give user name and password."),
    "534": _("The server refuses user name or password."),
    "535": _("The server refuses user name or password."),
    "538": _("The server wants encryption before the password."),
    "4": _("The server does not take the mail at the moment. Please try again later."),
    "5": _("The server does not take a mail to this address."),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """``said`` are the server's own words; ``waits``: the page looks again by itself."""

    kind: str
    sign: str
    sentence: str | Promise
    said: str
    waits: bool = False


def answer(test: Delivery, *, now: datetime) -> Answer:
    if test.state == State.SENT:
        return Answer("good", "check", _("The server has taken the mail. Please look into your mailbox."), "")
    if test.last_error:
        return Answer("bad", "warning", in_plain_words(test.last_error), test.last_error)
    if now - test.created_at < PATIENCE:
        return Answer("", "clock", _("The mail is on its way …"), "", waits=True)
    nobody = _("Nobody has sent it yet: the worker does not run. “terminbuch run” starts it.")
    return Answer("bad", "warning", nobody, "")


def in_plain_words(error: str) -> str | Promise:
    lowered = error.lower()
    for piece, sentence in WORDS.items():
        if piece in lowered:
            return sentence
    spoken = lowered.removeprefix("no connection: ")
    for code, sentence in CODES.items():
        if spoken[:3].isdigit() and spoken.startswith(code):
            return sentence
    return _("The mail could not be sent.")
