"""What customers read of a service: its name, price and words, in both languages, and where it stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from terminbuch.models import Member, Service

from ..door import SeeOther, for_business
from ..fields import Line, Text
from ..settings.fields import Choice, Slug
from ..settings.saving import posted, saved, show_form
from .found import service_named
from .languages import InBothLanguages
from .offer_form import offer_groups
from .ways import to_service


class LooksForm(InBothLanguages):
    pairs = ("name", "text", "price", "advice")
    needed = ("name",)

    name_de = Line(
        longest=120, missing=gettext_lazy("Please give a name."), label=gettext_lazy("Name, German")
    )
    name_en = Line(
        longest=120, missing=gettext_lazy("Please give a name."), label=gettext_lazy("Name, English")
    )
    text_de = Text(longest=400, label=gettext_lazy("What it is, German"))
    text_en = Text(longest=400, label=gettext_lazy("What it is, English"))
    price_de = Line(longest=40, label=gettext_lazy("Price, German"))
    price_en = Line(longest=40, label=gettext_lazy("Price, English"))
    advice_de = Text(longest=400, label=gettext_lazy("Good to know, German"))
    advice_en = Text(longest=400, label=gettext_lazy("Good to know, English"))
    slug = Slug(
        label=gettext_lazy("Address of its page"),
        help_text=gettext_lazy("Links to the old address lead nowhere after a change."),
    )
    group_id = Choice(required=False, label=gettext_lazy("Under which heading?"))

    def __init__(self, *args: Any, member: Member, **settings: Any) -> None:
        super().__init__(*args, language=member.organisation.language, **settings)
        offer_groups(self, member)

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values | {"group_id": int(values["group_id"]) if values["group_id"] else None}


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def looks(request: HttpRequest, member: Member, service: str) -> HttpResponse:
    row = service_named(member, service)
    initial = LooksForm.as_it_is(row, member.organisation.language)
    form = LooksForm(posted(request), initial=initial, member=member)
    if request.method == "POST" and saved(request, member, "service", row, form):
        return SeeOther(to_service(Service.objects.of(member.organisation_id).get(pk=row.pk)))
    return show_form(
        request, member, "staff_pages/rules/looks.html", form, heading=_("What customers read"),
        subject="service", row=row, section="services", service=row,
    )  # fmt: skip
