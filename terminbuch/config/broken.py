"""What whoever asked is told when an answer failed, whichever door it was."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse, JsonResponse

from terminbuch.booking_pages import errors
from terminbuch.models.outage import is_outage

RETRY_AFTER_SECONDS = 10


def broken(request: HttpRequest) -> HttpResponse:
    """503 where the database cannot work just now, with the seconds after which to ask again; else 500.

    Django calls this while the error is on its way, so that it can still be seen; it stands in the log.
    """
    if not is_outage(sys.exception()):
        return errors.broken(request)
    answer = _for_a_program() if _is_a_program(request) else errors.out_of_reach(request)
    answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _is_a_program(request: HttpRequest) -> bool:
    opened = request.resolver_match
    if opened is not None and opened.app_name == "api":
        return True
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _for_a_program() -> HttpResponse:
    return JsonResponse({"error": "unavailable", "retry_after_seconds": RETRY_AFTER_SECONDS}, status=503)
