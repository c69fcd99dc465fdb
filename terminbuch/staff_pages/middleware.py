"""Sessions belong to the staff's pages alone: customers' pages neither read nor set a cookie."""

from __future__ import annotations

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

STAFF = "/-/staff/"


class StaffSessionMiddleware(SessionMiddleware):
    """Keeps a session below ``/-/staff/``; elsewhere it is empty and forgotten with the answer.

    What staff see is nobody else's: no cache keeps it and no search engine lists it.
    """

    def process_request(self, request: HttpRequest) -> None:
        if is_for_staff(request):
            super().process_request(request)
        else:
            request.session = self.SessionStore(None)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not is_for_staff(request):
            return response
        answer = super().process_response(request, response)
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer


def is_for_staff(request: HttpRequest) -> bool:
    return request.path_info.startswith(STAFF)
