"""Who may come in. The organisation stands in every path, so a form always says for whom it is meant."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import translation

from terminbuch.models import Member, User
from terminbuch.queries import access, logins

from . import errors
from .language import language_for, remember

type MemberView[**P] = Callable[Concatenate[HttpRequest, Member, P], HttpResponse]
type StaffView = Callable[..., HttpResponse]


class SeeOther(HttpResponseRedirect):
    """Where to look after a change (303), so that loading the page again repeats nothing."""

    status_code = 303


def for_members[**P](view: MemberView[P]) -> StaffView:
    """Opens a page to members of the organisation in its path, in the reader's language.

    Whoever did not sign in is asked to; everyone else gets the answer of a page that does not exist.
    """

    @wraps(view)
    def opened(request: HttpRequest, /, organisation: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, User):
            return ask_to_sign_in(request)
        member = access.member_of(request.user, organisation)
        if member is None:
            return errors.not_found(request)
        remember(request)
        if _lacks_factor(member):
            return SeeOther(resolve_url("your_sign_in"))
        with translation.override(language_for(request, member.organisation)):
            return _answer(view, request, member, *args, **kwargs)

    return opened


def for_deciders[**P](view: MemberView[P]) -> StaffView:
    """As ``for_members``, for those whose role may decide requests and tick tasks off."""
    return _for_those(view, lambda member: member.may_decide)


def for_rule_makers[**P](view: MemberView[P]) -> StaffView:
    """As ``for_members``, for those whose role may change hours and the rules of services."""
    return _for_those(view, lambda member: member.may_set_rules)


def for_business[**P](view: MemberView[P]) -> StaffView:
    """As ``for_members``, for those whose role may change the settings."""
    return _for_those(view, lambda member: member.may_run_business)


def for_owners[**P](view: MemberView[P]) -> StaffView:
    """As ``for_members``, for those whose role may decide who belongs to the team and how people sign in."""
    return _for_those(view, lambda member: member.may_run_team)


def for_operators[**P](view: MemberView[P]) -> StaffView:
    """As ``for_members``, for those who run the whole installation, whatever their role here."""
    return _for_those(view, lambda member: member.user.is_operator)


def _for_those[**P](view: MemberView[P], may: Callable[[Member], bool]) -> StaffView:
    @wraps(view)
    def opened(request: HttpRequest, member: Member, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not may(member):
            raise Http404
        return view(request, member, *args, **kwargs)

    return for_members(opened)


def _lacks_factor(member: Member) -> bool:
    """Whether the organisation asks for more than this person has: then nothing of it opens before."""
    return member.organisation.requires_second_factor and not logins.has_second_factor(member.user)


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Back to the page afterwards, but not to the answer of a form."""
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path())
    return SeeOther(resolve_url("staff_pages:login"))


def _answer[**P](
    view: MemberView[P], request: HttpRequest, member: Member, *args: P.args, **kwargs: P.kwargs
) -> HttpResponse:
    try:
        return view(request, member, *args, **kwargs)
    except Http404:
        return errors.not_found(request)
