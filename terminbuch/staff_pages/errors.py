from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from .bare import bare_page


def not_found(request: HttpRequest) -> HttpResponse:
    """The same words for what does not exist and for what is not yours."""
    return bare_page(request, "staff_pages/not_found.html", status=404)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token, or from a foreign page. ``reason`` is Django's word for programmers."""
    return bare_page(request, "staff_pages/forged.html", status=403)
