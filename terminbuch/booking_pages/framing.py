"""Which sites may show our pages in a frame."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP

from terminbuch.models import Organisation

# Nothing else may reach the header, whatever stands in the table.
ORIGIN = re.compile(r"\Ahttps?://[a-z0-9.-]+(:\d{1,5})?\Z")


def allowed_origins(organisation: Organisation) -> list[str]:
    return [origin for origin in organisation.embedding_origins if ORIGIN.match(str(origin))]


def embedding_origin(request: HttpRequest, organisation: Organisation) -> str:
    """The site in whose frame this page stands, as ``?embed=`` says; "" for one that may not show it."""
    said = request.GET.get("embed", "")
    return said if said in allowed_origins(organisation) else ""


def framed(response: HttpResponse, organisation: Organisation) -> HttpResponse:
    """Lets the organisation's sites frame the page, and ours; all else of the policy stays."""
    ancestors = [CSP.SELF, *allowed_origins(organisation)]
    # Django's csp_override wraps a view and so cannot know the organisation; the middleware reads this.
    response._csp_config = {**settings.SECURE_CSP, "frame-ancestors": ancestors}  # type: ignore[attr-defined]
    return response
