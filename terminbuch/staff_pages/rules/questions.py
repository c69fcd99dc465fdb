"""What the booking form asks for a service, besides name and e-mail address."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from terminbuch.models import Member, Question, Service
from terminbuch.queries.offer import questions_of

from ..desk import voice
from ..door import SeeOther, for_business
from ..settings.fields import Choice
from ..settings.saving import added, posted, saved, show_form
from ..settings.shape import SettingForm
from .found import question_named, service_named
from .order import arranged
from .question_form import KINDS, QuestionForm
from .removing import ask_or_remove
from .ways import to_questions, to_service


class AskingForm(SettingForm):
    asks_phone = Choice(
        label=gettext_lazy("Does the form ask for a telephone number?"),
        choices=[
            (Service.Asks.NO, pgettext_lazy("asked", "no")),
            (Service.Asks.OPTIONAL, gettext_lazy("yes, but it may be left out")),
            (Service.Asks.REQUIRED, gettext_lazy("yes, nobody books without")),
        ],
        widget=forms.RadioSelect,
    )
    asks_note = forms.BooleanField(required=False, label=gettext_lazy("There is room for a note"))
    asks_consent = forms.BooleanField(
        required=False,
        label=gettext_lazy("Customers must agree that their data are kept"),
        help_text=gettext_lazy("For what is about health, for example."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def questions(request: HttpRequest, member: Member, service: str) -> HttpResponse:
    row, language = service_named(member, service), voice().language
    form = AskingForm(posted(request), initial={name: getattr(row, name) for name in AskingForm.base_fields})
    if request.method == "POST" and saved(request, member, "service", row, form):
        return SeeOther(to_service(row))
    kinds = {str(kind): words for kind, words in KINDS}
    lines = [(each, each.label(language), kinds[each.kind]) for each in questions_of(row)]
    return show_form(
        request, member, "staff_pages/rules/questions.html", form, heading=_("What the form asks"),
        subject="service", row=row, section="services", service=row, questions=lines,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def new_question(request: HttpRequest, member: Member, service: str) -> HttpResponse:
    row = service_named(member, service)
    form = QuestionForm(posted(request), initial={"kind": "text"}, language=member.organisation.language)
    if request.method == "POST" and added(request, member, "question", form, **_last(row)):
        return SeeOther(to_questions(row))
    return _form(request, member, row, form, heading=_("New question"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def question(request: HttpRequest, member: Member, service: str, question: uuid.UUID) -> HttpResponse:
    whole, language = service_named(member, service), member.organisation.language
    row = question_named(whole, question)
    form = QuestionForm(posted(request), initial=QuestionForm.as_it_is(row, language), language=language)
    if request.method == "POST" and saved(request, member, "question", row, form):
        return SeeOther(to_questions(whole))
    return _form(
        request, member, whole, form, heading=_("Change question"), subject="question", row=row, question=row
    )


@require_POST
@for_business
def arrange_questions(request: HttpRequest, member: Member, service: str) -> HttpResponse:
    row = service_named(member, service)
    refused = arranged(request, member, "question", [questions_of(row)], "uid")
    return refused or SeeOther(to_questions(row, request.POST["line"]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def remove_question(request: HttpRequest, member: Member, service: str, question: uuid.UUID) -> HttpResponse:
    """What was answered stays with the bookings."""
    whole = service_named(member, service)
    row = question_named(whole, question)
    return ask_or_remove(
        request, member, "question", row,
        back=to_questions(whole),
        name=row.label(voice().language),
        title=_("Remove this question?"),
        sentences=[
            row.label(voice().language),
            _("Answers that were given already stay with their bookings."),
        ],
        button=_("Remove question"),
    )  # fmt: skip


def _form(
    request: HttpRequest, member: Member, service: Service, form: QuestionForm, **facts: Any
) -> HttpResponse:
    template = "staff_pages/rules/question.html"
    return show_form(request, member, template, form, section="services", service=service, **facts)


def _last(service: Service) -> dict[str, Any]:
    rows = Question.objects.of(service.organisation_id).filter(service=service)
    return {"service_id": service.pk, "position": rows.count()}
