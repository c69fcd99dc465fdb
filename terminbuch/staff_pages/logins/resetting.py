"""A new password for somebody who forgot the old one. Nothing here tells who can sign in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions import attempts
from terminbuch.actions.logins import links, passwords
from terminbuch.actions.logins.refusals import DeadLink
from terminbuch.actions.refusals import TooManyTries

from ..door import SeeOther
from ..language import in_its_language
from .fields import AddressForm, NewPasswordForm
from .own_pages import show
from .security_log import note


@require_http_methods(["GET", "HEAD", "POST"])
@in_its_language
def ask_reset(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return show(request, "ask_reset", form=AddressForm(), is_sent="sent" in request.GET)
    form = AddressForm(request.POST)
    if not form.is_valid():
        return show(request, "ask_reset", form=form, status=422)
    visitor = attempts.household(request.META.get("REMOTE_ADDR", ""))
    try:
        passwords.ask_reset(form.cleaned_data["email"], visitor=visitor, now=timezone.now())
    except TooManyTries:
        return show(request, "ask_reset", form=AddressForm(), tried_too_often=True, status=429)
    note(request, "reset_asked")
    return SeeOther(f"{request.path}?sent")


@require_http_methods(["GET", "HEAD", "POST"])
@in_its_language
def set_anew(request: HttpRequest, reset: str) -> HttpResponse:
    """Only sets the password: signing in, second factor included, comes after it."""
    try:
        user = links.user_of(reset)
        form = NewPasswordForm(user, request.POST if request.method == "POST" else None)
        if not form.is_valid():
            return show(request, "reset", form=form, email=user.email, status=422 if form.is_bound else 200)
        passwords.reset(reset, form.cleaned_data["password"], now=timezone.now())
    except DeadLink:
        return show(request, "dead_link", status=404)
    note(request, "password_reset", user=user)
    logout(request)
    messages.success(request, _("Your new password is set. Please sign in with it."))
    return SeeOther(resolve_url("staff_pages:login"))
