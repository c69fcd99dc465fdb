"""From the values of a business to its rows."""

from __future__ import annotations

from terminbuch.actions.deed import deed
from terminbuch.models import (
    Candidate,
    Location,
    Organisation,
    Question,
    Requirement,
    Resource,
    Schedule,
    Service,
    ServiceGroup,
    WeeklyHours,
)

from .values import Business, Hours, Treatment, Words

ASKS = {"asks_phone": Service.Asks.OPTIONAL, "asks_note": True, "asks_consent": True}


@deed
def found(business: Business, *, embedding_origins: list[str]) -> Organisation:
    """The organisation with everything that customers can book, in one transaction; no member, no booking."""
    organisation = Organisation.objects.create(**business.organisation, embedding_origins=embedding_origins)
    furnish(organisation, business)
    return organisation


def furnish(organisation: Organisation, business: Business) -> None:
    """A step inside a deed: the business's place, resources, hours and services."""
    location = Location.objects.create(organisation=organisation, **business.location)
    resources = {row.slug: row for row in _hire(business, location)}
    for position, treatment in enumerate(business.services):
        service = _offer(treatment, position, organisation)
        for place, slugs in enumerate(treatment.needs):
            _require(service, place, [resources[slug] for slug in slugs])


def _hire(business: Business, location: Location) -> list[Resource]:
    rows = []
    for position, someone in enumerate(business.resources):
        resource = Resource.objects.create(
            organisation=location.organisation,
            slug=someone.slug,
            name=someone.name,
            kind=someone.kind,
            hue=someone.hue,
            email=someone.email,
            position=position,
        )
        _post_hours(resource, location, someone.hours)
        rows.append(resource)
    return rows


def _post_hours(resource: Resource, location: Location, hours: Hours) -> None:
    schedule = Schedule.objects.create(
        organisation=location.organisation, resource=resource, location=location
    )
    WeeklyHours.objects.bulk_create(
        WeeklyHours(
            organisation=location.organisation, schedule=schedule, weekday=weekday, opens=opens, closes=closes
        )
        for weekday, windows in hours.items()
        for opens, closes in windows
    )


def _offer(treatment: Treatment, position: int, organisation: Organisation) -> Service:
    group, _ = ServiceGroup.objects.of(organisation).get_or_create(
        organisation=organisation, **treatment.group.fields("name"), defaults={"position": position}
    )
    fields = {"step_minutes": 15, "duration_minutes": treatment.minutes, **ASKS, **treatment.rules}
    for name, words in _texts(treatment):
        fields |= words.fields(name)
    service = Service.objects.create(
        organisation=organisation, slug=treatment.slug, group=group, position=position, **fields
    )
    _ask(service, treatment)
    return service


def _texts(treatment: Treatment) -> list[tuple[str, Words]]:
    return [
        ("name", treatment.name),
        ("text", treatment.text),
        ("advice", treatment.advice),
        ("price", treatment.price),
    ]


def _ask(service: Service, treatment: Treatment) -> None:
    if treatment.asks is None:
        return
    Question.objects.create(
        organisation=service.organisation,
        service=service,
        kind=Question.Kind.CHOICE,
        choices_de=list(treatment.asks.choices_de),
        choices_en=list(treatment.asks.choices_en),
        is_required=True,
        **treatment.asks.label.fields("label"),
    )


def _require(service: Service, position: int, resources: list[Resource]) -> None:
    requirement = Requirement.objects.create(
        organisation=service.organisation,
        service=service,
        position=position,
        chosen_by_customer=position == 0,
    )
    Candidate.objects.bulk_create(
        Candidate(organisation=service.organisation, requirement=requirement, resource=resource)
        for resource in resources
    )
