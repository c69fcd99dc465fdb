from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..refusals import Refusal
from ..rules.refusals import Contradiction, Problems

__all__ = ["Contradiction", "Problems", "StillUsed"]


class StillUsed(Refusal):
    """Something else needs it, so it can be switched off but not removed."""

    code = "still_used"
    sentence = _("This is still in use and cannot be removed.")
