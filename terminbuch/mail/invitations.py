"""The part of a mail that calendars read: an invitation that mail programs enter by themselves (RFC 6047)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from terminbuch import ical

from .occasion import Occasion
from .slips import people, place
from .titles import title
from .voices import name_to_say

REQUEST, CANCEL = "REQUEST", "CANCEL"
INVITING = {"booking_confirmed", "request_accepted", "booking_moved", "resource_new", "resource_moved"}
CANCELLING = {"booking_cancelled", "resource_cancelled"}


@dataclass(frozen=True, slots=True)
class Calendar:
    """``method`` must stand in the part's type as well as in its text, or mail programs see a plain file."""

    method: str
    text: str


def method(told: Occasion) -> str:
    """REQUEST, CANCEL, or "" for mails that carry no invitation.

    A request that still waits invites nobody, who was never invited gets no cancellation, and in a calendar
    that we write to it would stand twice.
    """
    kind = told.delivery.kind
    if kind in CANCELLING:
        return CANCEL if told.was_invited else ""
    if kind not in INVITING or told.booking.is_pending:
        return ""
    if told.leaves_reader:
        return CANCEL
    return "" if told.is_written else REQUEST


def calendar(told: Occasion, *, address: str) -> Calendar | None:
    """The entry for the mail's one reader, in the reader's language, from the address of the mail."""
    chosen = method(told)
    if not chosen:
        return None
    with translation.override(told.language):
        entry = _entry(told, address)
    return Calendar(chosen, ical.cancel(entry) if chosen == CANCEL else ical.request(entry))


def _entry(told: Occasion, address: str) -> ical.Invitation:
    """A cancellation names the time that is struck out: for a resource that is left, the one before."""
    times = told.before if told.leaves_reader and told.before else told.times
    return ical.Invitation(
        uid=told.booking.uid,
        sequence=told.sequence,
        starts_at=times.starts_at,
        ends_at=times.ends_at,
        summary=_summary(told),
        description=_description(told),
        location=place(told),
        organiser_name=told.organisation.name,
        organiser_email=address,
        attendee_name=_attendee(told),
        attendee_email=told.delivery.recipient,
        created_at=told.now,
    )


def _attendee(told: Occasion) -> str:
    if told.resource is not None:
        return told.resource.name
    return name_to_say(told.booking.name) or told.delivery.recipient


def _summary(told: Occasion) -> str:
    """For the customer what it is and where; for the resource what it is and with whom."""
    if told.resource is None:
        return f"{title(told)}, {told.organisation.name}"
    return title(told) if told.is_block else f"{title(told)}, {told.booking.name or _('Without customer')}"


def _description(told: Occasion) -> str:
    """Without the personal link: people share their calendars."""
    if told.resource is not None:
        return "\n".join(part for part in (told.booking.phone, told.booking.note) if part)
    lines = [_("With %(people)s") % {"people": people(told.times)} if told.times.people else "", told.phone]
    lines.append(_("To change or cancel, please use the button in our e-mail."))
    return "\n".join(line for line in lines if line)
