"""About the windows in which staff books by hand."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .topic import Topic, Topics

OF_WINDOWS: Topics = {
    "booked_times": Topic(
        pgettext_lazy("help", "Length and buffers of one booking"),
        _("They hold for this booking alone; the service stays as it is."),
        _("Shorten a buffer here when a booking must fit into a gap."),
    ),
    "telling": Topic(
        pgettext_lazy("help", "Who is told"),
        _("Those who are ticked get a mail about this change."),
        _("Without a tick nobody is told, so please do it yourself."),
    ),
    "staff_note": Topic(
        pgettext_lazy("help", "Internal note"),
        _("Only your team reads it."),
        _("It stands in no mail and on no page for customers."),
    ),
}
