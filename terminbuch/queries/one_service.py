"""A service with all that it needs, in one statement: what stands before nearly every page for customers."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from django.db.models import Model

from terminbuch.models import (
    Candidate,
    Location,
    Organisation,
    OrganisationRow,
    Question,
    Requirement,
    Resource,
    Schedule,
    Service,
)

from . import prepared
from .model_rows import belonging, columns, json_rows, model_row

# In the order in which they are taken apart.
OF_SERVICE: dict[type[Model], str] = {
    Requirement: "terminbuch_requirement t WHERE t.service_id = s.id",
    Candidate: """terminbuch_candidate t JOIN terminbuch_requirement q ON q.id = t.requirement_id
WHERE q.service_id = s.id""",
    Resource: """terminbuch_resource t WHERE t.id IN (SELECT c.resource_id FROM terminbuch_candidate c
JOIN terminbuch_requirement q ON q.id = c.requirement_id WHERE q.service_id = s.id)""",
    Schedule: """terminbuch_schedule t WHERE t.resource_id IN (SELECT c.resource_id
FROM terminbuch_candidate c JOIN terminbuch_requirement q ON q.id = c.requirement_id
WHERE q.service_id = s.id)""",
    Location: "terminbuch_location t WHERE t.organisation_id = s.organisation_id",
    Question: "terminbuch_question t WHERE t.service_id = s.id",
}
ONLINE = """FROM terminbuch_service s
WHERE s.organisation_id = %(organisation)s AND s.slug = %(slug)s AND s.is_active AND s.is_online"""


def online_service(organisation: Organisation, slug: str) -> Service | None:
    """One that customers may book, with all that it needs, its questions and the locations."""
    found = prepared.rows(prepared.worded(_statement()), {"organisation": organisation.pk, "slug": slug})
    if not found:
        return None
    service, said = model_row(Service, found[0])
    service.organisation = organisation
    needs, able, people, hours, places, questions = said
    candidates = json_rows(Candidate, able)
    _join_people(
        candidates,
        json_rows(Resource, people),
        json_rows(Schedule, hours),
        json_rows(Location, places),
    )
    _join_needs(service, json_rows(Requirement, needs), candidates)
    belonging(service, "questions", _in_order(json_rows(Question, questions)), Question)
    return service


@lru_cache
def _statement() -> str:
    parts = (
        f"(SELECT {{all}}({{list}}({columns(model, 't')})) FROM {rows}){{as text}}"  # noqa: S608
        for model, rows in OF_SERVICE.items()
    )
    return f"SELECT {columns(Service, 's')}, {', '.join(parts)} {ONLINE}"


def _join_people(
    candidates: list[Candidate],
    resources: list[Resource],
    schedules: list[Schedule],
    locations: list[Location],
) -> None:
    places, people = {row.pk: row for row in locations}, {row.pk: row for row in resources}
    for schedule in schedules:
        schedule.location, schedule.resource = places[schedule.location_id], people[schedule.resource_id]
    by_person = _by(schedules, "resource_id")
    for person in resources:
        belonging(person, "schedules", by_person[person.pk], Schedule)
    for candidate in candidates:
        candidate.resource = people[candidate.resource_id]


def _join_needs(service: Service, requirements: list[Requirement], candidates: list[Candidate]) -> None:
    """In the orders that the models have."""
    by_need = _by(candidates, "requirement_id")
    for need in requirements:
        need.service = service
        able = sorted(by_need[need.pk], key=lambda row: (row.resource.position, row.resource_id))
        belonging(need, "candidates", able, Candidate)
    belonging(service, "requirements", _in_order(requirements), Requirement)


def _in_order[Row: (Requirement, Question)](rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.position, row.pk))


def _by[Row: OrganisationRow](rows: list[Row], column: str) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found
