"""What all forms of the settings are."""

from __future__ import annotations

from typing import Any

from django import forms

from terminbuch.actions.refusals import Refusal


class SettingForm(forms.Form):
    """Shape only; whether it fits together is asked by the deed. Its fields are called as the columns.

    ``refusal`` is what the deed answered, if it was no sentence for a field.
    """

    use_required_attribute = False
    refusal: Refusal | None = None

    def values(self) -> dict[str, Any]:
        """By column; of a form that is valid."""
        return dict(self.cleaned_data)

    @property
    def status(self) -> int:
        """HTTP's word for a form that was not saved."""
        return self.refusal.status if self.refusal else 422

    def focus_first_error(self) -> None:
        for name in self.fields:
            if name in self.errors:
                self.fields[name].widget.attrs["autofocus"] = True
                return
