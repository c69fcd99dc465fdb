"""The three frames of a letter: an appointment that is on, one that is over, and news for a resource."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from . import links, sentences
from .letter import Letter, Link, Paragraph, Row
from .occasion import Occasion
from .slips import customer_rows, resource_rows, slip


def appointment(
    told: Occasion,
    *,
    subject: str,
    heading: str,
    opening: str,
    paragraphs: Sequence[Paragraph],
    reason: str = "",
    answer: Link | None = None,
) -> Letter:
    """To a customer, about an appointment that is on. It ends with the personal link."""
    return Letter(
        language=told.language,
        subject=subject,
        preview=sentences.preview_until(told),
        sender=told.organisation.name,
        colour=told.organisation.colour,
        heading=heading,
        greeting=(sentences.greeting(told), opening),
        slip=slip(told, customer_rows(told)),
        quote=sentences.personal(told),
        paragraphs=tuple(paragraphs),
        answer=answer,
        reason=f"{reason or sentences.why_booked(told)} {sentences.keep_the_button()}",
        notices=links.notices(told.organisation),
        button=Link(_("Change or cancel booking"), links.manage_url(told)),
    )


def no_appointment(
    told: Occasion, *, subject: str, heading: str, opening: str, paragraph: str, reason: str
) -> Letter:
    """To a customer, about an appointment that is over or will not be. Nothing is left to change."""
    return Letter(
        language=told.language,
        subject=subject,
        preview=sentences.preview(told),
        sender=told.organisation.name,
        colour=told.organisation.colour,
        heading=heading,
        greeting=(sentences.greeting(told), opening),
        slip=slip(told, customer_rows(told), is_off=True),
        quote=sentences.personal(told),
        paragraphs=(Paragraph(paragraph),),
        reason=reason,
        notices=links.notices(told.organisation),
        button=Link(_("Book another appointment"), links.services_url(told)),
    )


def news(
    told: Occasion, *, subject: str, heading: str, opening: str, paragraph: str = "", is_off: bool = False
) -> Letter:
    """To a resource. It quotes what the customer wrote, never what staff wrote to the customer."""
    note = Row(_("Message"), told.booking.note) if told.booking.note else None
    return Letter(
        language=told.language,
        subject=subject,
        preview=sentences.preview(told),
        sender=told.organisation.name,
        colour=told.organisation.colour,
        heading=heading,
        greeting=(sentences.greeting(told), opening),
        slip=slip(told, resource_rows(told), is_off=is_off),
        quote=note,
        paragraphs=(Paragraph(paragraph),) if paragraph else (),
        reason=sentences.why_resource(told),
        button=Link(_("View the booking"), links.staff_url(told)),
    )
