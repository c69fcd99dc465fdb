"""Below the organisation. No service is called "-", so what comes after it is free for fixed pages."""

from __future__ import annotations

from django.urls import path

from .adding import new_service
from .groups import arrange_groups, group, groups, remove_group
from .listing import arrange_services, services
from .looks import looks
from .needs import need, new_need, remove_need
from .overview import service
from .page import people, times
from .questions import arrange_questions, new_question, question, questions, remove_question
from .switching import duplicate, remove, switch
from .terms import terms

ONE = "services/<slug:service>"
QUESTION = f"{ONE}/questions/<uuid:question>"
NEED = f"{ONE}/needs/<uuid:requirement>"

of_services = [
    path("services/", services, name="services"),
    path("services/-/new/", new_service, name="new_service"),
    path("services/-/order/", arrange_services, name="arrange_services"),
    path("services/-/groups/", groups, name="service_groups"),
    path("services/-/groups/order/", arrange_groups, name="arrange_service_groups"),
    path("services/-/groups/<uuid:group>/", group, name="service_group"),
    path("services/-/groups/<uuid:group>/remove/", remove_group, name="remove_service_group"),
    path(f"{ONE}/", service, name="service"),
    path(f"{ONE}/texts/", looks, name="service_looks"),
    path(f"{ONE}/times/", times, name="service_times"),
    path(f"{ONE}/terms/", terms, name="service_terms"),
    path(f"{ONE}/questions/", questions, name="service_questions"),
    path(f"{ONE}/questions/new/", new_question, name="new_question"),
    path(f"{ONE}/questions/order/", arrange_questions, name="arrange_questions"),
    path(f"{QUESTION}/", question, name="question"),
    path(f"{QUESTION}/remove/", remove_question, name="remove_question"),
    path(f"{ONE}/needs/new/", new_need, name="new_service_need"),
    path(f"{NEED}/", need, name="service_need"),
    path(f"{NEED}/people/", people, name="service_people"),
    path(f"{NEED}/remove/", remove_need, name="remove_service_need"),
    path(f"{ONE}/switch/", switch, name="switch_service"),
    path(f"{ONE}/duplicate/", duplicate, name="duplicate_service"),
    path(f"{ONE}/remove/", remove, name="remove_service"),
]
