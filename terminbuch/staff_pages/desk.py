"""What all pages of one organisation show around their content: navigation, tasks, languages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from terminbuch.models import Member
from terminbuch.queries import bookings, inbox, logos
from terminbuch.queries.health.kept import kept_troubles

from .language import choices
from .said import Voice


def voice() -> Voice:
    """For the reader of this page, whose language the door has set."""
    return Voice(get_language() or "en", timezone.now())


def show(
    request: HttpRequest, member: Member, template: str, *, section: str, status: int = 200, **facts: Any
) -> HttpResponse:
    around = {
        "member": member,
        "organisation": member.organisation,
        "section": section,
        "logo": logos.logo_of(member.organisation_id),
        "open_tasks": bookings.count_open_tasks(member),
        "open_conflicts": inbox.count_open_conflicts(member, now=timezone.now()),
        "troubles": kept_troubles(member.organisation, timezone.now()),
        "languages": choices(request),
    }
    return render(request, template, around | facts, status=status)
