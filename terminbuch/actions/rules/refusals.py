from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..refusals import Refusal

type Problems = Mapping[str, str | Promise]
"""By column: a sentence that says what to do."""


class RuleChanged(Refusal):
    """Somebody else changed the same rule since it was shown; nothing is overwritten."""

    code = "rule_changed"
    sentence = _("Somebody else has just changed this. Please look at it as it is now.")


class Contradiction(Refusal):
    """What was asked for cannot hold together. ``problems`` says by column why not."""

    code = "contradiction"
    status = 422
    sentence = _("This does not fit together.")

    def __init__(self, problems: Problems) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class BuiltUpon(Refusal):
    """It is no longer as that entry of the log left it, so taking it back would lose something later."""

    code = "built_upon"
    sentence = _("This was changed again since, so it can no longer be taken back from here.")
