"""Who may connect, and whose: who runs the business for everybody, else for the own resource."""

from __future__ import annotations

import uuid
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from terminbuch.models import CalendarConnection, Member, OutsideCalendar, Resource
from terminbuch.queries import connections

from ..door import MemberView, StaffView, for_members


def for_connecting[**P](view: MemberView[P]) -> StaffView:
    """As ``for_members``, for those who may connect a calendar at all."""

    @wraps(view)
    def opened(request: HttpRequest, member: Member, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not connections.may_connect(member):
            raise Http404
        return view(request, member, *args, **kwargs)

    return for_members(opened)


def resource_of(member: Member, uid: uuid.UUID) -> Resource:
    return get_object_or_404(connections.resources(member), uid=uid)


def connection_of(member: Member, uid: uuid.UUID) -> CalendarConnection:
    found = connections.connection(member, uid)
    if found is None:
        raise Http404
    return found


def calendar_of(member: Member, uid: uuid.UUID) -> OutsideCalendar:
    found = connections.calendar(member, uid)
    if found is None:
        raise Http404
    return found
