from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Location, Member
from terminbuch.wording import slug_from

from ..settings.forms import LocationForm, as_it_is
from ..settings.saving import added, posted, saved
from ..settings.shape import SettingForm
from ..zones import home_zone
from .step import Step


def first_place(member: Member) -> Location | None:
    return Location.objects.of(member.organisation_id).first()


def _form(request: HttpRequest, member: Member) -> SettingForm:
    place, zone_name = first_place(member), home_zone(member).key
    initial = as_it_is(LocationForm, place) if place else {"zone_name": zone_name}
    return LocationForm(posted(request), initial=initial, zone_name=zone_name)


def _save(request: HttpRequest, member: Member, form: SettingForm) -> bool:
    if (place := first_place(member)) is not None:
        return saved(request, member, "location", place, form)
    slug = slug_from(str(form.data.get("name", "")), otherwise="place")
    return added(request, member, "location", form, slug=slug) is not None


def _is_done(member: Member) -> bool:
    place = first_place(member)
    return place is not None and bool(place.street)


STEP = Step(
    key="place",
    title=_("Place and time zone"),
    sentence=_("Where customers come to. Opening hours go by the clocks of this place."),
    form=_form,
    save=_save,
    is_done=_is_done,
    subject="location",
    shows=first_place,
)
