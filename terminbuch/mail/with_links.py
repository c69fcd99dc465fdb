"""What we write to people with a link that opens something once: one function per kind of delivery."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from terminbuch.actions.logins.links import confirmation_link, reset_link
from terminbuch.actions.team.links import invitation_path
from terminbuch.models import Invitation

from .letter import Letter, Link, Paragraph, emphasised
from .personal import PersonalOccasion
from .setbacks import NoLongerNeeded
from .to_members import personal, why_signs_in
from .voices import name_to_say


def member_invited(told: PersonalOccasion) -> Letter:
    """Raises NoLongerNeeded when it has been accepted or withdrawn, or has run out."""
    rows = Invitation.objects.of(told.organisation).select_related("invited_by__user")
    invitation = rows.filter(pk=told.facts["invitation"]).first()
    if invitation is None or not invitation.is_open(told.now):
        raise NoLongerNeeded("the invitation is no longer open")
    return _founding(told, invitation) if told.facts.get("is_founding") else _invited(told, invitation)


def _invited(told: PersonalOccasion, invitation: Invitation) -> Letter:
    organisation = told.organisation.name
    inviter = name_to_say(invitation.invited_by.user.name) if invitation.invited_by else ""
    by_whom = _("%(inviter)s invites you to look after the appointments of %(organisation)s with us.")
    unnamed = _("you are invited to look after the appointments of %(organisation)s with us.")
    return personal(
        told,
        subject=_("Invitation to %(organisation)s") % {"organisation": organisation},
        heading=_("You are invited."),
        opening=(by_whom if inviter else unnamed) % {"inviter": inviter, "organisation": organisation},
        paragraphs=[*_once(told, invitation), _you_need_do_nothing()],
        reason=_("You get this e-mail because %(organisation)s has invited this address.")
        % {"organisation": organisation},
        button=Link(_("Look at the invitation"), settings.BASE_URL + invitation_path(invitation)),
    )


def _founding(told: PersonalOccasion, invitation: Invitation) -> Letter:
    opening = _("somebody, we hope it was you, opens a booking page for %(organisation)s with this address.")
    return personal(
        told,
        subject=_("Please confirm: %(organisation)s") % {"organisation": told.organisation.name},
        heading=_("Is this your address?"),
        opening=opening % {"organisation": told.organisation.name},
        paragraphs=[*_once(told, invitation), _you_need_do_nothing()],
        reason=_("You get this e-mail because somebody typed this address on our page."),
        button=Link(_("Yes, go on"), settings.BASE_URL + invitation_path(invitation)),
    )


def password_reset(told: PersonalOccasion) -> Letter:
    if told.reader is None or not told.reader.is_active:
        raise NoLongerNeeded("the reader is gone")
    return personal(
        told,
        subject=_("Choose a new password"),
        heading=_("Choose a new password."),
        opening=_("somebody, we hope it was you, asked for a new password for this address."),
        paragraphs=[
            Paragraph(_("The button works once, and for an hour. Until then the old password goes on.")),
            _you_need_do_nothing(),
        ],
        reason=why_signs_in(told),
        button=Link(_("Choose a new password"), reset_link(told.reader)),
    )


def address_confirmation(told: PersonalOccasion) -> Letter:
    """Raises NoLongerNeeded when it is confirmed, or no longer wished."""
    try:
        url = confirmation_link(int(told.facts["address"]))
    except LookupError as over:
        raise NoLongerNeeded(str(over)) from None
    return personal(
        told,
        subject=_("Please confirm your address"),
        heading=_("Is this your address?"),
        opening=_("somebody, we hope it was you, wants to sign in with this address."),
        paragraphs=[
            Paragraph(_("As soon as you press the button, it is yours to sign in with.")),
            _you_need_do_nothing(),
        ],
        reason=_("You get this e-mail because somebody typed this address on our page."),
        button=Link(_("Yes, this is my address"), url),
    )


def _once(told: PersonalOccasion, invitation: Invitation) -> list[Paragraph]:
    sentence = _("The button works once, until %s. Please do not pass it on.")
    return [emphasised(sentence, told.moment(invitation.deadline))]


def _you_need_do_nothing() -> Paragraph:
    return Paragraph(
        _("Was it not you, or do you not know us? Then you need do nothing, and nothing happens.")
    )
