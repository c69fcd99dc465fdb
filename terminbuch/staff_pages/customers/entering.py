"""The form of a customer: a new one, or one who is known."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions import customers as deeds
from terminbuch.actions.asking import NewCustomer
from terminbuch.actions.customers import CustomerFields
from terminbuch.actions.knowing import unsaved
from terminbuch.actions.refusals import CustomerChanged
from terminbuch.models import Customer, Member
from terminbuch.queries import customers

from ..decisions import acting
from ..desk import show
from ..door import SeeOther, for_deciders
from . import reading
from .consent import since
from .form import CustomerForm, as_it_is
from .lines import lines

FORM = "staff_pages/customers/form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """Asks before a second row is made for somebody who is known already."""
    if request.method != "POST":
        start = {"name": reading.line(request.GET.get("name")), "language": member.organisation.language}
        return _show(request, member, CustomerForm(initial=start, member=member))
    form = CustomerForm(request.POST, member=member)
    if not form.is_valid():
        return _refused(request, member, form)
    alike = customers.duplicates_of(member, _as_a_row(member, form.values()))
    if alike and request.POST.get("anyway") != _names(alike):
        facts = {"alike": lines(alike), "anyway": _names(alike)}
        return _show(request, member, form, status=409, **facts)
    customer = deeds.create(member.organisation_id, form.values(), by=acting(member), now=timezone.now())
    messages.success(request, _("%(name)s is entered.") % {"name": customer.name})
    return SeeOther(page_of(member, customer))


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def edit(request: HttpRequest, member: Member, customer: uuid.UUID) -> HttpResponse:
    known = reading.found(member, customer)
    if request.method != "POST":
        form = CustomerForm(initial=as_it_is(known), member=member)
        return _show(request, member, form, customer=known, consented=since(known, member))
    form = CustomerForm(request.POST, member=member)
    if not form.is_valid():
        return _refused(request, member, form, customer=known, consented=since(known, member))
    return _change(request, member, known, form)


def page_of(member: Member, customer: Customer) -> str:
    return resolve_url("staff_pages:customer", member.organisation.slug, customer.uid)


def _change(request: HttpRequest, member: Member, known: Customer, form: CustomerForm) -> HttpResponse:
    try:
        deeds.change(
            known.uid,
            form.values(),
            organisation_id=member.organisation_id,
            version=reading.number(request.POST.get("version")),
            by=acting(member),
            now=timezone.now(),
        )
    except CustomerChanged as refusal:
        facts = {"customer": refusal.customer, "refusal": refusal}
        return _show(request, member, form, status=refusal.status, **facts)
    messages.success(request, _("The change is saved."))
    return SeeOther(page_of(member, known))


def _refused(request: HttpRequest, member: Member, form: CustomerForm, **facts: object) -> HttpResponse:
    form.focus_first_error()
    return _show(request, member, form, status=422, **facts)


def _show(
    request: HttpRequest, member: Member, form: CustomerForm, *, status: int = 200, **facts: object
) -> HttpResponse:
    return show(request, member, FORM, section="customers", status=status, form=form, **facts)


def _as_a_row(member: Member, fields: CustomerFields) -> Customer:
    wanted = NewCustomer(fields.name, fields.email, fields.phone, fields.language)
    return unsaved(member.organisation_id, wanted, now=timezone.now())


def _names(alike: Iterable[Customer]) -> str:
    """Whom the reader was shown: whoever is like somebody else after that is asked again."""
    return ",".join(str(customer.uid) for customer in alike)
