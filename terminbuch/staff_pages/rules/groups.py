"""Headings under which services stand."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from terminbuch.models import Member, ServiceGroup

from ..desk import voice
from ..door import SeeOther, for_business
from ..fields import Line
from ..settings.saving import added, posted, saved, show_form
from .found import group_named
from .languages import InBothLanguages
from .order import arranged
from .removing import ask_or_remove
from .ways import to_groups


class GroupForm(InBothLanguages):
    pairs = ("name",)
    needed = ("name",)

    name_de = Line(
        longest=120, missing=gettext_lazy("Please give a name."), label=gettext_lazy("Name, German")
    )
    name_en = Line(
        longest=120, missing=gettext_lazy("Please give a name."), label=gettext_lazy("Name, English")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def groups(request: HttpRequest, member: Member) -> HttpResponse:
    """All of them, and below them a form for one more."""
    rows = list(ServiceGroup.objects.of(member.organisation_id))
    form = GroupForm(posted(request), language=member.organisation.language)
    if request.method == "POST" and added(request, member, "group", form, position=len(rows)):
        return SeeOther(to_groups(member))
    lines = [(row, row.name(voice().language)) for row in rows]
    return show_form(
        request, member, "staff_pages/rules/groups.html", form, heading=_("Headings"), section="services",
        groups=lines,
    )  # fmt: skip


@require_POST
@for_business
def arrange_groups(request: HttpRequest, member: Member) -> HttpResponse:
    rows = list(ServiceGroup.objects.of(member.organisation_id))
    return arranged(request, member, "group", [rows], "uid") or SeeOther(
        to_groups(member, request.POST["line"])
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def group(request: HttpRequest, member: Member, group: uuid.UUID) -> HttpResponse:
    row, language = group_named(member, group), member.organisation.language
    form = GroupForm(posted(request), initial=GroupForm.as_it_is(row, language), language=language)
    if request.method == "POST" and saved(request, member, "group", row, form):
        return SeeOther(to_groups(member))
    return show_form(
        request, member, "staff_pages/rules/group.html", form, heading=_("Change heading"),
        subject="group", row=row, section="services",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def remove_group(request: HttpRequest, member: Member, group: uuid.UUID) -> HttpResponse:
    """Its services stay, under no heading."""
    row = group_named(member, group)
    name = row.name(voice().language)
    return ask_or_remove(
        request, member, "group", row,
        back=to_groups(member),
        name=name,
        title=_("Remove the heading %(name)s?") % {"name": name},
        sentences=[_("Its services stay. They stand under no heading then.")],
        button=_("Remove heading"),
    )  # fmt: skip
