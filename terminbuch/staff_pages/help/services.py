"""About the rules of a service."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .topic import Topic, Topics

OF_SERVICES: Topics = {
    "duration_minutes": Topic(
        pgettext_lazy("help", "Length"),
        _("So long the customer is with you."),
        _("What is booked already keeps its own length when you change it."),
    ),
    "step_minutes": Topic(
        pgettext_lazy("help", "A start every …"),
        _("In this rhythm starts are offered, counted from when the opening hours begin."),
        _("Long steps leave fewer gaps, short ones more choice."),
    ),
    "buffer_before_minutes": Topic(
        pgettext_lazy("help", "Buffer before"),
        _("This time before each booking stays free, to prepare."),
        _("Customers don't see it, and nobody can book into it."),
    ),
    "buffer_after_minutes": Topic(
        pgettext_lazy("help", "Buffer after"),
        _("This time after each booking stays free, to tidy up or to catch up with a delay."),
        _("Customers don't see it, and nobody can book into it."),
    ),
    "capacity": Topic(
        pgettext_lazy("help", "Seats"),
        _("So many customers can book the same time together, as in a course."),
        _("With 1 a time belongs to one customer alone."),
    ),
    "notice_minutes": Topic(
        pgettext_lazy("help", "Notice"),
        _("Nearer to the start than this customers cannot book online, so that nobody surprises you."),
        _("Your team can still enter bookings at shorter notice."),
    ),
    "horizon_days": Topic(
        pgettext_lazy("help", "Bookable ahead"),
        _("So many days ahead customers can book."),
        _("Don't look farther ahead than your leave is planned, then fewer bookings must be moved later."),
    ),
    "until_date": Topic(
        pgettext_lazy("help", "Bookable until"),
        _("After this day nobody can book the service online."),
        _("Left empty, there is no last day."),
    ),
    "cut_off_minutes": Topic(
        pgettext_lazy("help", "Deadline for changes"),
        _("Until so long before the start customers can move or cancel by themselves."),
        _("Afterwards they are asked to call you; your team can do it at any time."),
    ),
    "reminder_minutes": Topic(
        pgettext_lazy("help", "Reminder"),
        _("So long before the start customers are reminded by mail."),
        _("With 0 nobody is reminded."),
    ),
    "needs_approval": Topic(
        pgettext_lazy("help", "Approval"),
        _("Bookings become requests that you accept or decline."),
        _("Meanwhile the time is kept for the customer, so it is never given away twice."),
    ),
    "is_online": Topic(
        pgettext_lazy("help", "Online or internal"),
        _("Online services stand on your booking page."),
        _("Internal ones are booked by your team alone."),
    ),
    "max_per_day": Topic(
        pgettext_lazy("help", "Most a day"),
        _("More bookings of this service are not taken on one day."),
        _("Left empty, there is no limit."),
    ),
    "max_per_customer": Topic(
        pgettext_lazy("help", "Most per customer"),
        _("So many coming bookings of this service one customer can have at a time."),
        _("Left empty, there is no limit."),
    ),
    "move_keeps_resource": Topic(
        pgettext_lazy("help", "Moves stay with the same person"),
        _("Who moves a booking made with a certain person sees the times of this person alone."),
        _("Switched off, the times of the others are offered, too."),
    ),
    "asks_phone": Topic(
        pgettext_lazy("help", "Asking for the telephone number"),
        _("Ask for it when you may have to call."),
        _("Every field less makes booking easier, and leaves you fewer data to keep safe."),
    ),
    "asks_note": Topic(
        pgettext_lazy("help", "Asking for a note"),
        _("Customers can write down a wish in their own words."),
        _("The note stands with the booking in your calendar."),
    ),
    "asks_consent": Topic(
        pgettext_lazy("help", "Asking for consent"),
        _("Customers must tick that they agree before they can book."),
        _("The date is kept with the customer."),
    ),
    "questions": Topic(
        pgettext_lazy("help", "Questions"),
        _("Your own questions stand on the form below name and mail."),
        _("Bookings that exist keep their answers when you change a question."),
    ),
    "requirements": Topic(
        pgettext_lazy("help", "What is needed"),
        _("Each line is a person, a room or a device that a booking occupies."),
        _("A time is offered only when something is free for every line."),
    ),
    "takes_all": Topic(
        pgettext_lazy("help", "How many are needed"),
        _("One of those who are ticked is enough, or the customer chooses one, or all are needed together."),
        _("Where nobody is chosen, the turn is on whoever was booked longest ago."),
    ),
    "own_times": Topic(
        pgettext_lazy("help", "Own times"),
        _("Whoever works faster or slower has own lengths and buffers here."),
        _("What is left empty is as the service says."),
    ),
    "service_group": Topic(
        pgettext_lazy("help", "Heading"),
        _("A heading on your booking page under which services stand together."),
        _("Headings are for reading only; they change no rule."),
    ),
    "service_address": Topic(
        pgettext_lazy("help", "Address of the service"),
        _("The last part of the service's own link, for your web page or a poster."),
        _("When you change it, links that you have given away stop working."),
    ),
}
