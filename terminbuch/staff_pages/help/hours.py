"""About hours and absences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .topic import Topic, Topics

OF_HOURS: Topics = {
    "weekly_hours": Topic(
        pgettext_lazy("help", "Weekly hours"),
        _("Within these spans customers can book, every week anew."),
        _("A span that ends before it begins goes on until the next morning."),
    ),
    "single_days": Topic(
        pgettext_lazy("help", "Single days"),
        _("On such a day only what stands here holds; the weekly hours don't count."),
        _("For leave and holidays enter an absence instead: it shows you whose bookings it hits."),
    ),
    "absence_length": Topic(
        pgettext_lazy("help", "Length of an absence"),
        _(
            "While somebody is away nobody can book with them, and bookings that are hit are shown to you"
            " at once."
        ),
        _("Without an end the absence lasts until you end it."),
    ),
    "absence_kind": Topic(
        pgettext_lazy("help", "Why somebody is away"),
        _("The kind is for your own plan."),
        _("Customers never read it."),
    ),
    "absence_sentence": Topic(
        pgettext_lazy("help", "A sentence for your customers"),
        _("It stands in the mails to those whose bookings are hit."),
        _("Left empty, the mails only say that the time is no longer possible."),
    ),
    "closures": Topic(
        pgettext_lazy("help", "Closures"),
        _("While a location is closed nobody can be booked there, whatever their own hours say."),
        _("Bookings that are hit go to the assistant, as with an absence."),
    ),
    "public_holidays": Topic(
        pgettext_lazy("help", "Public holidays"),
        _("The list comes from the country and the region of the location."),
        _("Only the days that you tick are closed; the others stay as every week."),
    ),
}
