from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .own_pages import show
from .security_log import note

STATUS = {"unknown": 403, "unreachable": 502, "refused": 400}


def failed(request: HttpRequest, why: str) -> HttpResponse:
    """``why``: "unreachable", "refused" by the provider or by its answer, or "unknown" to us."""
    note(request, "provider_failed", why=why)
    return show(request, "provider_failed", why=why, name=settings.OIDC_NAME, status=STATUS[why])
