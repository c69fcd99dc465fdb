"""What we write to people who sign in, about their sign-in: one function per kind of delivery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import links
from .letter import Letter, Link, Paragraph, Part, emphasised
from .personal import PersonalOccasion
from .voices import name_to_say

CHANGES: Mapping[str, str | Promise] = {
    "password_changed": gettext_lazy("your password has been changed."),
    "password_set": gettext_lazy("a new password has been chosen by the link in our e-mail."),
    "address_changed": gettext_lazy("you now sign in with another e-mail address."),
    "passkey_added": gettext_lazy("a passkey has been added to your sign-in."),
    "passkey_removed": gettext_lazy("a passkey has been removed from your sign-in."),
    "app_added": gettext_lazy("your sign-in now asks for a code from your app."),
    "app_removed": gettext_lazy("your sign-in no longer asks for a code from your app."),
    "codes_made": gettext_lazy("new recovery codes have been made; the old ones no longer work."),
    "second_factor_removed": gettext_lazy("your sign-in now needs the password alone."),
}


def sign_in_changed(told: PersonalOccasion) -> Letter:
    """After it happened, to the address that was there before."""
    opening = CHANGES.get(str(told.facts.get("what")), gettext_lazy("something about it has been changed."))
    when = emphasised(_("This happened on %s."), told.moment(told.delivery.created_at))
    alarm = _("Was it not you? Then choose a new password at once, and tell the owner of %(organisation)s.")
    return personal(
        told,
        subject=_("Your sign-in has been changed"),
        heading=_("Your sign-in has been changed."),
        opening=str(opening),
        paragraphs=[when, Paragraph(alarm % _organisation(told))],
        reason=why_signs_in(told),
        button=Link(_("To Terminbuch"), links.team_url()),
    )


def test_mail(told: PersonalOccasion) -> Letter:
    said = _("Confirmations, reminders and cancellations take the same way.")
    page = f"{links.team_url()}{told.organisation.slug}/settings/mail/"
    return personal(
        told,
        subject=_("Test mail from Terminbuch"),
        heading=_("Your mails arrive."),
        opening=_("this is the test mail that you asked for."),
        paragraphs=[Paragraph(said)],
        reason=_("You get this e-mail because you pressed “Send a test mail”."),
        button=Link(_("Back to sending mails"), page),
    )


def personal(
    told: PersonalOccasion,
    *,
    subject: str,
    heading: str,
    opening: str,
    paragraphs: Sequence[Paragraph],
    reason: str,
    button: Link,
    parts: Sequence[Part] = (),
) -> Letter:
    """The frame of a letter that is about no appointment."""
    return Letter(
        language=told.language,
        subject=subject,
        preview=opening[:1].upper() + opening[1:],
        sender=told.organisation.name,
        colour=told.organisation.colour,
        heading=heading,
        greeting=(_greeting(told), opening),
        parts=tuple(parts),
        paragraphs=tuple(paragraphs),
        reason=reason,
        notices=links.notices(told.organisation),
        button=button,
    )


def why_signs_in(told: PersonalOccasion) -> str:
    return _("You get this e-mail because you sign in for %(organisation)s.") % _organisation(told)


def _greeting(told: PersonalOccasion) -> str:
    name = name_to_say(told.reader.name) if told.reader else ""
    return _("Hello %(name)s,") % {"name": name} if name else _("Hello,")


def _organisation(told: PersonalOccasion) -> dict[str, str]:
    return {"organisation": told.organisation.name}
