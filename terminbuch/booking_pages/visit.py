"""One visitor's request: whose pages, in which words, by whose clock, and what the links carry along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from terminbuch.models import Logo, Organisation
from terminbuch.queries import access, logos
from terminbuch.wording import canonical_zone

from .addresses import said, with_query
from .framing import embedding_origin
from .language import Language, chosen_language, language_for, languages


@dataclass(frozen=True)
class Visit:
    """``chosen_zone`` is the visitor's wish; without one, a page shows the clock of its place."""

    request: HttpRequest
    organisation: Organisation
    language: str
    chosen_zone: ZoneInfo | None
    embedded_in: str
    now: datetime

    @property
    def carried(self) -> dict[str, str]:
        """What every link and form hands on, as far as the visitor said it."""
        zone = self.chosen_zone.key if self.chosen_zone else ""
        known = {"lang": chosen_language(self.request), "tz": zone, "embed": self.embedded_in}
        return {name: value for name, value in known.items() if value}

    @property
    def languages(self) -> list[Language]:
        return languages(self.request, self.language)

    @cached_property
    def imprint(self) -> str:
        """Whose pages these are; with the address where there is only one place."""
        place = access.only_location(self.organisation)
        address = place.address if place else ""
        return ", ".join(part for part in (self.organisation.name, address) if part)

    @cached_property
    def logo(self) -> Logo | None:
        return logos.logo_of(self.organisation.pk)

    def today(self, zone: ZoneInfo) -> date:
        return self.now.astimezone(zone).date()

    def address(self, page: str, *path: str, **query: str) -> str:
        """The address of one of our pages; empty values are left out."""
        return with_query(reverse(f"booking_pages:{page}", args=path), {**self.carried, **query})

    def here(self, **query: str) -> str:
        """This page's address with only what is carried and ``query``."""
        return with_query(self.request.path, {**self.carried, **query})

    def kept(self, *, without: set[str]) -> dict[str, str]:
        """For forms sent by GET, which lose the query of their address: what the present one says."""
        return {name: value for name, value in said(self.request).items() if name not in without}

    def render(
        self, template: str, facts: Mapping[str, Any], *, zone: ZoneInfo | None = None, status: int = 200
    ) -> HttpResponse:
        """The page, its times shown by the clock of ``zone`` (UTC where no time is shown)."""
        shown = zone or self.chosen_zone or ZoneInfo("UTC")
        known = {"visit": self, "organisation": self.organisation, "zone": shown, "today": self.today(shown)}
        with timezone.override(shown):
            page = render_to_string(f"booking_pages/{template}", {**known, **facts})
        return HttpResponse(page, status=status)


def visit_of(request: HttpRequest, organisation: Organisation, *, home_language: str = "") -> Visit:
    """``home_language`` is spoken where neither the link nor the browser asks for one of ours."""
    return Visit(
        request=request,
        organisation=organisation,
        language=language_for(request, home_language or organisation.language),
        chosen_zone=canonical_zone(request.GET.get("tz", "")),
        embedded_in=embedding_origin(request, organisation),
        now=timezone.now(),
    )
