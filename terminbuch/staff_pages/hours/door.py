from __future__ import annotations

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from terminbuch.models import Member

from ..door import MemberView, StaffView, for_members


def for_rule_makers[**P](view: MemberView[P]) -> StaffView:
    """As ``for_members``, for those whose role may change hours and the rules of services."""

    @wraps(view)
    def opened(request: HttpRequest, member: Member, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not member.may_set_rules:
            raise Http404
        return view(request, member, *args, **kwargs)

    return for_members(opened)
