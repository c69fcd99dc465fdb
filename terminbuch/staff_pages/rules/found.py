"""What an address of these pages names; whatever it does not name is not there."""

from __future__ import annotations

import uuid

from django.http import Http404

from terminbuch.models import Member, Question, Requirement, Service, ServiceGroup
from terminbuch.queries.offer import service_to_set


def service_named(member: Member, slug: str) -> Service:
    service = service_to_set(member.organisation_id, slug)
    if service is None:
        raise Http404
    return service


def question_named(service: Service, uid: uuid.UUID) -> Question:
    question = Question.objects.of(service.organisation_id).filter(service=service, uid=uid).first()
    if question is None:
        raise Http404
    return question


def requirement_named(service: Service, uid: uuid.UUID) -> Requirement:
    requirement = Requirement.objects.of(service.organisation_id).filter(service=service, uid=uid).first()
    if requirement is None:
        raise Http404
    return requirement


def group_named(member: Member, uid: uuid.UUID) -> ServiceGroup:
    group = ServiceGroup.objects.of(member.organisation_id).filter(uid=uid).first()
    if group is None:
        raise Http404
    return group
