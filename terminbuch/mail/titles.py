"""What an appointment is, said in a line: its service, or what staff noted where there is none."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from terminbuch import wording

from .letter import Row
from .occasion import Occasion


def title(told: Occasion) -> str:
    """For lists and calendars. What staff noted is said to resources only."""
    if told.service is not None:
        return told.service.name(told.language)
    noted = _noted(told)
    if told.is_block and told.resource is not None:
        return f"{_('Blocked')}: {noted}" if noted else _("Blocked")
    return noted or _("Appointment")


def service_line(told: Occasion, *, with_price: bool = False) -> str:
    """ "Schneiden & Föhnen, 45 Min., 48 €"; empty where there is no service."""
    if told.service is None:
        return ""
    price = told.service.price(told.language) if with_price else ""
    return _listed(told.service.name(told.language), _length(told), price)


def what_row(told: Occasion) -> Row:
    """For a resource: the service; where there is none, what the time is for."""
    if told.service is not None:
        return Row(_("Service"), service_line(told))
    return Row(_("Blocked") if told.is_block else _("Appointment"), _listed(_noted(told), _length(told)))


def _noted(told: Occasion) -> str:
    return " ".join(told.booking.staff_note.split()) if told.resource is not None else ""


def _length(told: Occasion) -> str:
    return wording.length(told.times.length // timedelta(minutes=1), told.language)


def _listed(*pieces: str) -> str:
    return ", ".join(piece for piece in pieces if piece)
