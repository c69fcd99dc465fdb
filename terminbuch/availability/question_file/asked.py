"""A question file as a question."""

import json
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ..facts import ResourceFacts
from ..hours import Schedule
from ..question import Question
from ..rules import Candidate, Requirement, Rules
from ..spans import Span
from ..zones import dates
from . import busy, hours
from .fields import MOST_SEATS, Fields

_NAMES = (
    *("schedule", "busy", "resources", "any_of", "all_of"),
    *("service", "limits", "now", "reschedule_of", "query"),
)
_SERVICE = ("duration", "step", "buffer_before", "buffer_after", "capacity")
_LIMITS = ("min_notice", "horizon_days", "until_date")
_QUERY = ("from", "to", "zone")

_MOST_NOTICE = 10 * 366 * 1440
_MOST_DAYS = 3660


@dataclass(frozen=True)
class Asked:
    """A question, and the instants that it asks for (W9)."""

    question: Question
    span: Span


def asked(value: object, path: str = "") -> Asked:
    """Read one question. Raises Misfit with the name of the field that does not fit."""
    fields = Fields(value, path, _NAMES)
    pool = _pool(fields)
    schedules = _schedules(pool)
    rules, now, take_all = _rules(fields, schedules[0].zone), fields.instant("now"), _take_all(fields)
    facts = {}
    for key, (resource, schedule) in enumerate(zip(pool, schedules, strict=True)):
        around = busy.Surroundings(
            now=now,
            zone=schedule.zone,
            buffer_before=rules.buffer_before,
            moved_booking=fields.identity("reschedule_of"),
            # Resources that serve together share their sittings; those of a pool have their own.
            sitting=None if take_all else key,
        )
        rows = (busy.taken(entry, around) for entry in resource.objects("busy", busy.NAMES))
        facts[key] = ResourceFacts(key, (schedule,), tuple(row for row in rows if row))
    requirement = Requirement(tuple(Candidate(key) for key in facts), take_all)
    return Asked(Question(rules, (requirement,), facts, now), _span(fields, rules.zone))


def _pool(fields: Fields) -> list[Fields]:
    """The objects that have a schedule and busy times: the resources of a pool, or the question itself."""
    if not fields.has("resources"):
        return [fields]
    for name in ("schedule", "busy"):
        if fields.has(name):
            fields.refuse(name, "does not go together with resources")
    pool = list(fields.objects("resources", ("schedule", "busy")))
    return pool or fields.refuse("resources", "must not be empty")


def _schedules(pool: list[Fields]) -> list[Schedule]:
    """The schedule of each; resources that post the same hours share one."""
    seen: dict[str, Schedule] = {}
    found = []
    for resource in pool:
        name = json.dumps(resource.raw("schedule"))
        if name not in seen:
            seen[name] = hours.schedule(resource.object("schedule", hours.NAMES))
        found.append(seen[name])
    return found


def _take_all(fields: Fields) -> bool:
    all_of = fields.flag("all_of", default=False)
    if fields.flag("any_of", default=not all_of) == all_of:
        fields.refuse("any_of", "must be true, or else all_of")
    return all_of


def _rules(fields: Fields, zone: ZoneInfo) -> Rules:
    service = fields.object("service", _SERVICE)
    limits = fields.object("limits", _LIMITS, needed=False)
    duration = service.length("duration", least=1)
    return Rules(
        duration=duration,
        step=service.length("step", least=1) if service.has("step") else duration,
        zone=zone,
        buffer_before=service.length("buffer_before", default=0),
        buffer_after=service.length("buffer_after", default=0),
        capacity=service.number("capacity", least=1, most=MOST_SEATS, default=1),
        notice=limits.length("min_notice", most=_MOST_NOTICE, default=0),
        horizon_days=limits.number("horizon_days", least=0, most=_MOST_DAYS)
        if limits.has("horizon_days")
        else None,
        until_date=limits.date("until_date") if limits.has("until_date") else None,
    )


def _span(fields: Fields, zone: ZoneInfo) -> Span:
    query = fields.object("query", _QUERY)
    first, last = query.date("from"), query.date("to")
    if last < first:
        query.refuse("to", "must not lie before from")
    if (last - first).days >= _MOST_DAYS:
        query.refuse("to", f"must lie less than {_MOST_DAYS} days after from")
    return dates(first, last, query.zone("zone") if query.has("zone") else zone)
