"""What stands in the place of the pages for booking while a business takes no bookings online."""

from __future__ import annotations

from django.http import HttpResponse

from .visit import Visit


def closed_page(visit: Visit, *, status: int = 200) -> HttpResponse:
    return visit.render("closed.html", {}, status=status)
