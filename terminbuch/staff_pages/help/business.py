"""About what holds for the whole business."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .topic import Topic, Topics

OF_THE_BUSINESS: Topics = {
    "is_open": Topic(
        pgettext_lazy("help", "Online booking"),
        _("Switched off, your booking page says so and names your telephone number."),
        _("Links in mails work all the same: customers can still move and cancel."),
    ),
    "hold_minutes": Topic(
        pgettext_lazy("help", "Time to fill in the form"),
        _("So long a chosen time is kept while the customer fills in the form."),
        _("Afterwards others can have it; who is slower still gets it if it is free."),
    ),
    "holds_per_visitor": Topic(
        pgettext_lazy("help", "Times kept at once"),
        _("So many times are kept for one visitor at once."),
        _("It prevents that somebody blocks your day without booking."),
    ),
    "request_hours": Topic(
        pgettext_lazy("help", "Time to decide a request"),
        _("So long a request waits for your answer and keeps its time."),
        _("Then it lapses: the time is free again, and the customer is told."),
    ),
    "offer_hours": Topic(
        pgettext_lazy("help", "Time to accept an offer"),
        _("So long the times that you offer to a customer are kept, at most."),
        _("Then they are free again, and a task tells you whom to call."),
    ),
    "reception_overrides": Topic(
        pgettext_lazy("help", "Reception may override"),
        _("Reception may then book outside opening hours and in absences, after a warning."),
        _("Two bookings at one time nobody can make, whatever is set here."),
    ),
    "embedding_origins": Topic(
        pgettext_lazy("help", "Your own web pages"),
        _("Only pages of these addresses may show your booking page inside them."),
        _("Give each as https:// and the name, without what follows it."),
    ),
    "business_address": Topic(
        pgettext_lazy("help", "Address of your page"),
        _("It stands at the end of the link to your booking page."),
        _("When you change it, the old link leads to the new one."),
    ),
    "zone_name": Topic(
        pgettext_lazy("help", "Time zone"),
        _("The place opens and closes by the clocks of this zone, summer time included."),
        _("Customers elsewhere can look at the times by their own clocks."),
    ),
    "region": Topic(
        pgettext_lazy("help", "Region"),
        _("It says which public holidays are proposed to you."),
        _("None is closed before you tick it."),
    ),
    "colour": Topic(
        pgettext_lazy("help", "Colour"),
        _("It stands on your booking page and in your mails."),
        _("Text takes a darker or lighter tone of it, so that everybody can read it."),
    ),
    "resource_kind": Topic(
        pgettext_lazy("help", "Person, room or device"),
        _("All three can be booked and have hours of their own."),
        _("A booking may need several of them at once, say a person and a room."),
    ),
    "hears_of_new": Topic(
        pgettext_lazy("help", "Mails about bookings"),
        _("Tick what this person hears of by mail."),
        _("The calendar shows everything, whatever is ticked."),
    ),
    "requires_second_factor": Topic(
        pgettext_lazy("help", "Second factor"),
        _("Everybody in the team then signs in with a passkey, or with a code besides the password."),
        _("Who has none yet is led to set one up first."),
    ),
    "roles": Topic(
        pgettext_lazy("help", "Roles"),
        _("A role says what somebody in the team sees and may change."),
        _("Give everybody the smallest one that is enough for the work."),
    ),
    "hostname": Topic(
        pgettext_lazy("help", "Own hostname"),
        _("Your booking page then stands at an address of your own, such as termine.example.org."),
        _("The name must lead to this server first."),
    ),
    "day_sheet_at": Topic(
        pgettext_lazy("help", "Day sheet by mail"),
        _("At this time your team gets the next days as a sheet to print."),
        _("With it you can go on working when the internet is down."),
    ),
}
