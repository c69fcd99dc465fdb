"""A booking as iCalendar text: for the mail (RFC 6047) and for the file on the page.

All three keep the UID; the sender raises ``sequence`` with every change of time, place or status.
No alarm and no attachment: Outlook warns about foreign ones. Times are UTC and need no VTIMEZONE.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from icalendar import Calendar, Event, vDatetime, vInt

from terminbuch.ical.texts import Words, lines, mail_address, one_line, web_address


@dataclass(frozen=True)
class Invitation:
    """What the reader's calendar is told about one booking.

    ``created_at`` is when this text was made (DTSTAMP), not when the booking was.
    The organiser's address must be the mail's sender, the attendee's its one recipient.
    Instants without a zone raise ValueError.
    """

    uid: UUID | str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str
    location: str
    organiser_name: str
    organiser_email: str
    attendee_name: str
    attendee_email: str
    created_at: datetime
    url: str | None = None

    def __post_init__(self) -> None:
        if None in {instant.tzinfo for instant in (self.starts_at, self.ends_at, self.created_at)}:
            raise ValueError("an instant needs its zone")


def request(invitation: Invitation) -> str:
    """METHOD:REQUEST: makes the entry or, with a higher sequence, changes it.

    The attendee booked himself, so he has accepted and is asked for no answer.
    """
    return _calendar("REQUEST", _for_attendee(invitation, "CONFIRMED"))


def cancel(invitation: Invitation) -> str:
    """METHOD:CANCEL: strikes the entry out. The time is the one it had."""
    return _calendar("CANCEL", _for_attendee(invitation, "CANCELLED"))


def publish(invitation: Invitation) -> str:
    """METHOD:PUBLISH: the file to add by hand. Names no attendee (RFC 5546, section 3.2.1)."""
    return _calendar("PUBLISH", _event(invitation, "CONFIRMED"))


def _calendar(method: str, event: Event) -> str:
    calendar = Calendar()
    calendar["VERSION"] = Words("2.0")
    calendar["PRODID"] = Words("-//Terminbuch//EN")
    calendar["CALSCALE"] = Words("GREGORIAN")
    calendar["METHOD"] = Words(method)
    calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()


def _for_attendee(invitation: Invitation, status: str) -> Event:
    event = _event(invitation, status)
    event["ATTENDEE"] = mail_address(
        invitation.attendee_name,
        invitation.attendee_email,
        CUTYPE="INDIVIDUAL",
        ROLE="REQ-PARTICIPANT",
        PARTSTAT="ACCEPTED",
        RSVP="FALSE",
    )
    return event


def _event(invitation: Invitation, status: str) -> Event:
    event = Event()
    event["UID"] = Words(one_line(str(invitation.uid)))
    event["SEQUENCE"] = vInt(invitation.sequence)
    _add_times(event, invitation)
    _add_words(event, invitation)
    event["ORGANIZER"] = mail_address(invitation.organiser_name, invitation.organiser_email)
    event["STATUS"] = Words(status)
    event["CLASS"] = Words("PUBLIC")
    event["TRANSP"] = Words("OPAQUE")
    event["X-MICROSOFT-CDO-BUSYSTATUS"] = Words("BUSY")
    return event


def _add_times(event: Event, invitation: Invitation) -> None:
    event["DTSTAMP"] = vDatetime(invitation.created_at.astimezone(UTC))
    event["DTSTART"] = vDatetime(invitation.starts_at.astimezone(UTC))
    event["DTEND"] = vDatetime(invitation.ends_at.astimezone(UTC))


def _add_words(event: Event, invitation: Invitation) -> None:
    """Empty ones are left out: some programs show an empty place as one."""
    event["SUMMARY"] = Words(one_line(invitation.summary))
    if description := lines(invitation.description):
        event["DESCRIPTION"] = Words(description)
    if place := one_line(invitation.location):
        event["LOCATION"] = Words(place)
    if invitation.url:
        event["URL"] = web_address(invitation.url)
