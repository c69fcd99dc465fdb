"""How a booking came about, as a sign and in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Booking

SIGNS: dict[str, str] = {
    Booking.Origin.ONLINE: "online",
    Booking.Origin.BY_HAND: "by-hand",
    Booking.Origin.API: "api",
}
SPOKEN: dict[str, str | Promise] = {
    "online": _("booked online"),
    "by-hand": _("entered by hand"),
    "api": _("by another program"),
}
