from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..fields import Line, Text
from ..settings.shape import SettingForm

LETTERS = 600


class LetterForm(SettingForm):
    """The words of a business in one mail. What is left empty we say in ours."""

    subject = Line(longest=120, label=_("Subject"))
    opening = Text(longest=LETTERS, label=_("Salutation and first sentences"))
    closing = Text(longest=LETTERS, label=_("Last sentences"))
