"""Another e-mail address to sign in with."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.logins import addresses, links
from terminbuch.actions.logins.refusals import DeadLink
from terminbuch.models import User

from ..door import SeeOther
from ..language import in_its_language
from .fields import AddressForm
from .freshness import freshly
from .own_pages import back, for_users, show
from .security_log import note


@require_http_methods(["GET", "HEAD", "POST"])
@for_users
@freshly
def change_address(request: HttpRequest, user: User) -> HttpResponse:
    form = AddressForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return show(request, "change_address", form=form, status=422 if form.is_bound else 200)
    addresses.ask(user.pk, form.cleaned_data["email"], now=timezone.now())
    note(request, "address_asked")
    return back(request, _("We have sent a link to the new address. Until you open it, the old one counts."))


@require_http_methods(["GET", "HEAD", "POST"])
@in_its_language
def confirm_address(request: HttpRequest, confirmation: str) -> HttpResponse:
    """Opening the link changes nothing; a button does."""
    try:
        waiting = links.address_of(confirmation)
        if request.method != "POST":
            return show(request, "confirm_address", email=waiting.email, before=waiting.user.email)
        user = addresses.confirm(confirmation, now=timezone.now())
    except DeadLink:
        return show(request, "dead_link", status=404)
    note(request, "address_changed", user=user)
    messages.success(request, _("From now on you sign in with %(email)s.") % {"email": user.email})
    return SeeOther(resolve_url("your_sign_in"))
