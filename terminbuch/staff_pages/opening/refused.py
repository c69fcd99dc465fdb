from __future__ import annotations

from terminbuch.actions.refusals import Refusal
from terminbuch.actions.settings import Contradiction

from ..settings.shape import SettingForm


def say(form: SettingForm, refusal: Refusal) -> None:
    """What a deed answered: by the fields where it says which, else above the form."""
    if not isinstance(refusal, Contradiction):
        form.refusal = refusal
        return
    for column, sentence in refusal.problems.items():
        form.add_error(column if column in form.fields else None, str(sentence))
