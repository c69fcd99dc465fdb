from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from terminbuch.actions.customers import CustomerFields
from terminbuch.models import Customer, Member
from terminbuch.models.organisation import LANGUAGES

from ..fields import Email, Line, Phone, Text
from ..zones import home_zone

NOTE_LETTERS = 2000


class CustomerForm(forms.Form):
    """Shape only. A number without a country code is of the country of the member's business."""

    use_required_attribute = False

    name = Line(longest=120, missing=_("Please give a name."), label=_("Name"))
    email = Email(label=_("E-mail"))
    language = forms.ChoiceField(
        choices=LANGUAGES,
        label=_("Language of the e-mails"),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": _("Please choose a language.")},
    )
    note = Text(longest=NOTE_LETTERS, label=_("Note"), help_text=_("Only for you and your colleagues."))
    consents = forms.BooleanField(required=False, label=_("Agrees that this note and these data are kept"))

    def __init__(self, *args: Any, member: Member, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["phone"] = Phone(zone_name=home_zone(member).key, label=_("Phone"))
        self.order_fields(["name", "email", "phone"])

    def values(self) -> CustomerFields:
        return CustomerFields(**self.cleaned_data)

    def focus_first_error(self) -> None:
        for name in self.errors:
            self.fields[name].widget.attrs["autofocus"] = True
            return


def as_it_is(customer: Customer) -> dict[str, Any]:
    return {
        "name": customer.name,
        "email": customer.email,
        "phone": customer.phone,
        "language": customer.language,
        "note": customer.note,
        "consents": customer.consented_at is not None,
    }
