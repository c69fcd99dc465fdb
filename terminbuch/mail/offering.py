"""What we write to a customer whose appointment cannot stay: times that are kept for them to choose from."""

from __future__ import annotations

from django.utils.translation import gettext as _

from . import links, sentences
from .facts import Times
from .letter import Choice, Choices, Letter, Link, Paragraph, emphasised
from .occasion import Occasion
from .slips import people, slip, struck_out_rows


def booking_offered(told: Occasion) -> Letter:
    """One button leads to the page where a time is taken. No invitation: nothing has changed yet."""
    choices = _choices(told)
    return Letter(
        language=told.language,
        subject=sentences.with_time(told, _("Please choose again: your appointment on %(time)s")),
        preview=_preview(told) if choices else sentences.preview(told),
        sender=told.organisation.name,
        colour=told.organisation.colour,
        heading=_("Please choose another time."),
        greeting=(sentences.greeting(told), _why(told)),
        slip=slip(told, struck_out_rows(told), is_off=True, label=_("Before")),
        quote=sentences.personal(told),
        choices=choices,
        paragraphs=_ways_on(told) if choices else _run_out(told),
        reason=f"{sentences.why_booked(told)} {sentences.keep_the_button()}",
        notices=links.notices(told.organisation),
        button=Link(_("Choose another time"), links.offers_url(told)),
    )


def _why(told: Occasion) -> str:
    """What the organisation says about it; else whom the customer has to do without."""
    if told.why:
        return told.why if told.why[-1] in ".!?…" else f"{told.why}."
    if len(told.times.people) == 1:
        return _("unfortunately %(people)s cannot keep your appointment.") % {"people": people(told.times)}
    return _("unfortunately we cannot keep your appointment as planned.")


def _choices(told: Occasion) -> Choices | None:
    """None when the mail is so late that nothing is kept any more."""
    if not told.offers or told.until is None or told.until <= told.now:
        return None
    one, several = _("This time is kept for you until %s."), _("One of these times is kept for you until %s.")
    sentence = emphasised(one if len(told.offers) == 1 else several, told.deadline(told.until))
    return Choices(sentence, tuple(_choice(told, offer) for offer in told.offers))


def _choice(told: Occasion, offer: Times) -> Choice:
    whom = _("with %(people)s") % {"people": people(offer)} if offer.people else ""
    return Choice(told.moment(offer.starts_at), whom)


def _preview(told: Occasion) -> str:
    times = "; ".join(told.short_moment(offer.starts_at) for offer in told.offers)
    return _("To choose from: %(times)s") % {"times": times}


def _ways_on(told: Occasion) -> tuple[Paragraph, ...]:
    others = _("Does this not suit you? The button below leads to all other free times, too.")
    silent = _("If we do not hear from you by then, we will get in touch with you.")
    return Paragraph(f"{others} {_call(told)}"), Paragraph(silent)


def _run_out(told: Occasion) -> tuple[Paragraph, ...]:
    said = _("The times that were kept for you have run out. The button below leads to all free times.")
    return (Paragraph(f"{said} {_call(told)}"),)


def _call(told: Occasion) -> str:
    if not told.phone:
        return _("Or simply reply to this e-mail.")
    return _("Or call us: %(phone)s.") % {"phone": told.phone}
