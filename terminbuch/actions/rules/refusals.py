from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..refusals import Refusal


class RuleChanged(Refusal):
    """Somebody else changed the same rule since it was shown; nothing is overwritten."""

    code = "rule_changed"
    sentence = _("Somebody else has just changed this. Please look at it as it is now.")
