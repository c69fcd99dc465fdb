from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..refusals import Refusal


class LastOwner(Refusal):
    code = "last_owner"
    sentence = _("A business needs an owner. Please make somebody else owner first.")


class InvitationEnded(Refusal):
    """Accepted, withdrawn, sent again with another link, or run out."""

    code = "invitation_ended"
    status = 404
    sentence = _("This invitation is no longer open.")


class WrongReader(Refusal):
    """Whoever is signed in is not whom the invitation was sent to."""

    code = "wrong_reader"
    sentence = _("This invitation is for another e-mail address.")
