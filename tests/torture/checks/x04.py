"""X4: who was told "taken" was told the truth: somebody had the time at some moment of that request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.torture.evidence import Evidence
from tests.torture.journal import Attempt, Outcome
from tests.torture.people import Offered

SLACK, NEEDS_TWO = timedelta(seconds=1), "pair"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class Occupied:
    """Of whoever had it, from ``since`` on (until ever, for this check gives the benefit of the doubt)."""

    starts_at: datetime
    ends_at: datetime
    since: datetime


def taken_was_taken(evidence: Evidence) -> list[str]:
    known = _occupied(evidence)
    taken = [
        each
        for each in evidence.attempts
        if each.what in {"book", "hold"}
        and each.outcome is Outcome.REFUSED
        and each.last.said == "taken"
        and "contested" not in each.about
    ]
    return [
        f"attempt {each.number} was told taken, and nobody had that time"
        for each in taken
        if not _true(each, known, evidence)
    ]


def _occupied(evidence: Evidence) -> dict[int, list[Occupied]]:
    """Rows of the table, and times that clients were given and that have gone from the table since."""
    made = {booking.id: booking.created_at for booking in evidence.bookings}
    known: dict[int, list[Occupied]] = defaultdict(list)
    for row in evidence.allocations:
        since = made.get(row.booking or 0, datetime.min.replace(tzinfo=evidence.now.tzinfo))
        known[row.resource].append(Occupied(row.starts_at, row.ends_at, since))
    for attempt in evidence.attempts:
        if attempt.outcome is not Outcome.REFUSED and "start" in attempt.about:
            _add_given(known, attempt, evidence)
    for person, was in _left(evidence):
        known[person].append(was)
    return known


def _left(evidence: Evidence) -> Iterator[tuple[int, Occupied]]:
    """Times that bookings had before they moved. With whom is no longer known: perhaps with anybody."""
    bookings = {booking.id: booking for booking in evidence.bookings}
    people = {tenant.id: tenant.people for tenant in evidence.people.tenants}
    for entry in evidence.history:
        booking = bookings.get(entry.booking or 0)
        for start in (entry.facts[name] for name in ("was", "to") if name in entry.facts and booking):
            first = datetime.fromisoformat(start)
            span = Occupied(first - HOUR, first + HOUR, booking.created_at if booking else first)
            yield from ((person.id, span) for person in people[entry.organisation])


def _add_given(known: dict[int, list[Occupied]], attempt: Attempt, evidence: Evidence) -> None:
    service = _service(attempt, evidence)
    if service is None:
        return
    since = datetime.fromtimestamp(attempt.began, evidence.now.tzinfo)
    span = _span(attempt, service)
    for person in _candidates(attempt, service):
        known[person].append(Occupied(*span, since))


def _true(attempt: Attempt, known: dict[int, list[Occupied]], evidence: Evidence) -> bool:
    """Every one who could have served was occupied by somebody who had come before the answer.

    Of a service that needs two at once one would be enough; that is given the benefit of the doubt.
    """
    service = _service(attempt, evidence)
    if service is None or service.slug == NEEDS_TWO:
        return True
    first, last = _span(attempt, service)
    ended = datetime.fromtimestamp(attempt.ended, evidence.now.tzinfo) + SLACK
    return all(
        any(row.starts_at < last and row.ends_at > first and row.since <= ended for row in known[person])
        for person in _candidates(attempt, service)
    )


def _service(attempt: Attempt, evidence: Evidence) -> Offered | None:
    slug = attempt.about.get("service", "")
    found = [each for each in evidence.people.tenant(attempt.tenant).services if each.slug == slug]
    return found[0] if found else None


def _candidates(attempt: Attempt, service: Offered) -> tuple[int, ...]:
    return (int(attempt.about["person"]),) if attempt.about.get("person") else service.people


def _span(attempt: Attempt, service: Offered) -> tuple[datetime, datetime]:
    start = datetime.fromisoformat(attempt.about["start"])
    return start - service.before * MINUTE, start + (service.minutes + service.after) * MINUTE
