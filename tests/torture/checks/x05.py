"""X5: who was refused left nothing behind: no booking, no customer, no promise, no mail."""

from __future__ import annotations

from tests.torture.evidence import Evidence, hashed
from tests.torture.journal import Outcome


def refused_left_nothing(evidence: Evidence) -> list[str]:
    """By the mail address, which in a journal belongs to one attempt alone (or to several of one person)."""
    confirmed = {each.about.get("email") for each in evidence.attempts if each.outcome is Outcome.CONFIRMED}
    refused = [
        each
        for each in evidence.attempts
        if each.what == "book" and each.outcome is Outcome.REFUSED and each.about["email"] not in confirmed
    ]
    traces = {
        "booking": {booking.email for booking in evidence.bookings},
        "customer": {mail for _organisation, mail in evidence.customers},
        "promise": {delivery.recipient for delivery in evidence.deliveries},
        "mail": {mail.recipient for mail in evidence.mails},
    }
    keys = {row.key_hash for row in evidence.accepted}
    said = [
        f"attempt {each.number} was refused and left a {what}"
        for each in refused
        for what, mails in traces.items()
        if each.about["email"] in mails
    ]
    return said + [
        f"attempt {each.number} was refused and its key was kept"
        for each in refused
        if hashed(each.key) in keys
    ]
