"""Sentences that several mails share."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .invitations import REQUEST, method
from .letter import Paragraph, Row, emphasised
from .occasion import Occasion
from .slips import people
from .titles import title
from .voices import name_to_say


def with_time(told: Occasion, subject: str) -> str:
    """A subject with the time of the appointment for its %(time)s."""
    return subject % {"time": told.short_moment(told.times.starts_at)}


def greeting(told: Occasion) -> str:
    name = told.resource.name if told.resource else name_to_say(told.booking.name)
    return _("Hello %(name)s,") % {"name": name} if name else _("Hello,")


def changing(told: Occasion) -> Paragraph:
    """Until when the customer can change or cancel online, and how else; or that it is too late for it."""
    deadline = told.moment(told.cut_off_at)
    if told.now > told.cut_off_at:
        return emphasised(_join(_("Changes online were possible until %s."), _call_now(told)), deadline)
    sentence = _(
        "Does it not suit you after all? Then please tell us by %s, most easily with the button below."
    )
    return emphasised(_join(sentence, _call_later(told)), deadline)


def calendar(told: Occasion) -> list[Paragraph]:
    """What the attached invitation does; nothing where there is none."""
    if method(told) != REQUEST:
        return []
    first = _(
        "The invitation for your calendar is attached. If something changes, the entry changes with it."
    )
    again = _("The entry in your calendar changes with the attached invitation.")
    said = again if told.before else first
    return [Paragraph(_join(said, _("Replies from calendars do not reach us.")))]


def _join(*sentences: str) -> str:
    return " ".join(sentences)


def _call_now(told: Occasion) -> str:
    if not told.phone:
        return _("Please reply to this e-mail.")
    return _("Please call us: %(phone)s.") % {"phone": told.phone}


def _call_later(told: Occasion) -> str:
    return _("After that, please call us.") if told.phone else _("After that, please reply to this e-mail.")


def answer_by(told: Occasion) -> list[Paragraph]:
    """Until when the request is kept, as long as it still waits."""
    until = told.booking.requested_until
    return [] if until is None else [emphasised(_("We will answer by %s at the latest."), told.moment(until))]


def wished(told: Occasion) -> list[Paragraph]:
    """Which time it is that was wished for in vain."""
    return (
        [] if told.wished_at is None else [emphasised(_("You wished for %s."), told.moment(told.wished_at))]
    )


def personal(told: Occasion) -> Row | None:
    """What a member of staff adds for the customer, set apart as the organisation's own words."""
    if not told.personal_text:
        return None
    return Row(_("%(organisation)s writes") % {"organisation": told.organisation.name}, told.personal_text)


def preview(told: Occasion) -> str:
    """What the list of mails shows beside the subject: what it is and with whom."""
    is_unnamed = told.service is None and told.resource is None
    service = _("Your appointment") if is_unnamed else title(told)
    named = people(told.times)
    return _("%(service)s with %(people)s") % {"service": service, "people": named} if named else service


def preview_until(told: Occasion) -> str:
    """The same, and until when it can be changed."""
    if told.now > told.cut_off_at:
        return preview(told)
    facts = {"what": preview(told), "time": told.moment(told.cut_off_at)}
    return _("%(what)s. You can change it until %(time)s.") % facts


def why_booked(told: Occasion) -> str:
    return _(
        "You get this e-mail because an appointment with %(organisation)s was booked with your address."
    ) % {"organisation": told.organisation.name}


def why_requested(told: Occasion) -> str:
    return _(
        "You get this e-mail because an appointment with %(organisation)s was requested with your address."
    ) % {"organisation": told.organisation.name}


def why_resource(told: Occasion) -> str:
    return _("You get this e-mail because %(organisation)s has bookings for %(resource)s reported here.") % {
        "organisation": told.organisation.name,
        "resource": told.resource,
    }


def keep_the_button() -> str:
    return _("The button belongs to this appointment alone: please do not pass it on.")
