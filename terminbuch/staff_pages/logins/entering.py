"""The one way into a session, for whoever has shown who they are."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse

from terminbuch.models import User


def let_in(request: HttpRequest, user: User, *, by: str, to: str) -> HttpResponse:
    """Leads to ``to``, by way of the second factor when this person has one (303).

    ``by`` says how the person was recognised: "password", "invitation", "opening". The session gets a new
    key, and a row in the list of sessions.
    """
    record_authentication(request, user, method=by)
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=to))
    return answer
