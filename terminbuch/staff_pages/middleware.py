"""Sessions belong to the staff's pages alone: customers' pages neither read nor set a cookie."""

from __future__ import annotations

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import stamps

STAFF = "/-/staff/"
# The calendar asks there by itself: a screen that nobody looks at is not in use.
BY_ITSELF = "/calendar/feed/"


class StaffSessionMiddleware(SessionMiddleware):
    """Keeps a session below ``/-/staff/``; elsewhere it is empty and forgotten with the answer.

    What staff see is nobody else's: no cache keeps it and no search engine lists it.
    """

    def process_request(self, request: HttpRequest) -> None:
        if is_for_staff(request):
            super().process_request(request)
            _age(request)
        else:
            request.session = self.SessionStore(None)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not is_for_staff(request):
            return response
        answer = super().process_response(request, response)
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer


def _age(request: HttpRequest) -> None:
    """Ends a session that is too old or was left alone; else notes that it is in use."""
    now = timezone.now()
    if stamps.is_over(request.session, now):
        request.session.flush()
    elif not request.path_info.endswith(BY_ITSELF):
        stamps.note_use(request.session, now)


def is_for_staff(request: HttpRequest) -> bool:
    return request.path_info.startswith(STAFF)
