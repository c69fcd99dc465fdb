from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terminbuch.actions.refusals import Refusal


class DeadLink(Refusal):
    """A link from a mail that is used up, run out, or was never ours."""

    status = 404
    code = "dead_link"
    sentence = _("This link no longer works. It works once, and only for a short time.")


class AlreadySet(Refusal):
    """There is one already, for example set up in another tab."""

    code = "already_set"
    sentence = _("This is set up already.")


class NothingThere(Refusal):
    """Nothing is left to remove or to change, or it never was this person's."""

    status = 404
    code = "nothing_there"
    sentence = _("This is not there any more.")


class NoFactor(Refusal):
    code = "no_factor"
    sentence = _("Recovery codes help only where an app or a passkey is set up.")
