"""The appointment as a slip: the same in every mail, with the rows that its reader needs."""

from __future__ import annotations

from django.utils.translation import gettext as _

from terminbuch import wording

from .facts import Times
from .letter import Row, Slip
from .occasion import Occasion
from .titles import service_line, what_row


def slip(told: Occasion, rows: list[Row], *, is_off: bool = False, label: str = "") -> Slip:
    """``is_off``: the time is struck through, for it is no longer the reader's."""
    start, end = told.times.starts_at, told.times.ends_at
    day, hours = start.astimezone(told.zone).date(), wording.from_to(start, end, told.zone, told.language)
    return Slip(
        day=str(day.day),
        weekday=wording.weekday_name(day, told.language),
        month=wording.month_name(day, told.language),
        hours=hours,
        when=f"{wording.long_date(day, language=told.language, with_year=True)}, {hours}",
        zone=_zone(told),
        is_off=is_off,
        rows=tuple(row for row in rows if row.value),
        label=label,
    )


def customer_rows(told: Occasion) -> list[Row]:
    return [
        Row(_("Service"), service_line(told, with_price=True)),
        Row(_("With"), people(told.times)),
        before_row(told),
        Row(_("Place"), place(told)),
        Row(_("Phone"), told.phone, _dialled(told.phone)),
        Row(_("Number"), wording.spaced_number(told.booking.number)),
    ]


def struck_out_rows(told: Occasion) -> list[Row]:
    """Enough to know again the appointment that was."""
    return [
        Row(_("Service"), service_line(told)),
        Row(_("With"), people(told.times)),
        Row(_("Number"), wording.spaced_number(told.booking.number)),
    ]


def resource_rows(told: Occasion) -> list[Row]:
    """What the customer typed stands here as plain words; nothing of it becomes a link."""
    booking = told.booking
    return [
        what_row(told),
        Row(_("With"), people(told.times)),
        before_row(told),
        Row(_("Name"), booking.name or ("" if told.is_block else _("Without customer"))),
        Row(_("Phone"), booking.phone),
        Row(_("E-mail"), booking.email),
        *(Row(question, answer) for question, answer in booking.answers),
        Row(_("Place"), place(told)),
        Row(_("Number"), wording.spaced_number(booking.number)),
    ]


def before_row(told: Occasion) -> Row:
    """The time before a change, and with whom and what it was where that has changed, too."""
    if told.before is None:
        return Row(_("Before"), "")
    is_as_long = told.before.length == told.times.length
    said = told.short_moment(told.before.starts_at) if is_as_long else told.short_span(told.before)
    if told.before.people != told.times.people:
        said = _("%(time)s, with %(people)s") % {"time": said, "people": people(told.before)}
    return Row(_("Before"), ", ".join(filter(None, [said, told.before.service.get(told.language)])))


def people(times: Times) -> str:
    return ", ".join(times.people)


def place(told: Occasion) -> str:
    return told.location.address or told.location.name


def _zone(told: Occasion) -> str:
    """Said only to readers elsewhere: at the place itself the clock on the wall is enough."""
    if told.zone.key == told.location.zone_name:
        return ""
    label = wording.zone_label(told.zone, told.times.starts_at, told.language)
    return _("Times in %(zone)s") % {"zone": label}


def _dialled(phone: str) -> str:
    """A tel: address (RFC 3966) of the digits."""
    digits = "".join(sign for sign in phone if sign.isascii() and sign.isdigit())
    return f"tel:{'+' if phone.strip().startswith('+') else ''}{digits}" if digits else ""
