"""Customers book, while the calendars of those who would serve answer in all kinds of ways.

``python -m benchmarks.confirming 5`` does so in the database of the environment, five customers a line.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import count, product
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terminbuch.config.settings")
django.setup()

from terminbuch.models import Booking, Organisation, Resource  # noqa: E402  # Django must be ready before
from tests.booking_pages.reader import Browser  # noqa: E402
from tests.booking_pages.steps import open_form, send  # noqa: E402
from tests.builders import (  # noqa: E402
    BERLIN,
    make_location,
    make_organisation,
    make_resource,
    make_service,
    needs,
    open_weekly,
)
from tests.calendars.fakes.one_answer import Calendars, Manner, calendars  # noqa: E402

POLICIES = ("refuse", "ask", "accept")
LATE: tuple[Manner, ...] = ("slow", "silent", "dripping")
AIM_SECONDS = 3.5
HEAD = """
| the calendar answers | if it does not | outcome | median s | slowest s |
| --- | --- | --- | ---: | ---: |"""
WORDS = {"well": "at once", "slow": "after a second", "silent": "never", "dripping": "a byte a second"}
NOW = datetime.now(UTC)
_visitors = count(1)


@dataclass(frozen=True)
class Line:
    """``manners`` of the calendars, one for each person who could serve."""

    manners: tuple[Manner, ...]
    policy: str
    outcomes: tuple[str, ...]
    seconds: tuple[float, ...]

    def __str__(self) -> str:
        said = ", of another ".join(WORDS[manner] for manner in self.manners) or "(there is none)"
        outcome = ", ".join(sorted(set(self.outcomes)))
        middle, most = statistics.median(self.seconds), max(self.seconds)
        return f"| {said} | {self.policy} | {outcome} | {middle:.2f} | {most:.2f} |"


def main() -> None:
    rounds = int(sys.argv[1])
    with calendars() as outside:
        lines = [measured(outside, manners, policy, rounds) for manners, policy in cells()]
    print(HEAD, *lines, sep="\n")
    slowest = max(max(line.seconds) for line in lines)
    print(f"\nThe slowest answer came after {slowest:.2f} s; the aim is {AIM_SECONDS} s.", flush=True)


def cells() -> Iterator[tuple[tuple[Manner, ...], str]]:
    yield (), "-"
    yield ("well",), "refuse"
    yield from (((manner,), policy) for manner, policy in product(LATE, POLICIES))
    yield ("silent", "well"), "refuse"


def measured(outside: Calendars, manners: tuple[Manner, ...], policy: str, rounds: int) -> Line:
    """The first customer warms up what starts with a process, and is not counted."""
    organisation = business(outside, manners, policy)
    found = [booked(organisation, number) for number in range(rounds + 1)][1:]
    return Line(manners, policy, tuple(outcome for outcome, _ in found), tuple(took for _, took in found))


def business(outside: Calendars, manners: tuple[Manner, ...], policy: str) -> Organisation:
    organisation = make_organisation("-".join([*manners, policy.strip("-"), "calendars"]).strip("-"))
    location = make_location(organisation)
    people = [make_resource(organisation, f"Ben {number}") for number in range(max(len(manners), 1))]
    needs(make_service(organisation, duration_minutes=30), *people)
    for person in people:
        open_weekly(person, location, days=range(7))
    for person, manner in zip(people, manners, strict=False):
        connect(outside, person, f"{organisation.slug}-{person.slug}", manner, policy)
    return organisation


def connect(outside: Calendars, person: Resource, name: str, manner: Manner, policy: str) -> None:
    """With something in it, so that there is something to drip and to be understood."""
    outside.of(
        person, name, manner, when_unknown=policy, last_good_at=NOW, young_minutes=60,
        read_from=NOW - timedelta(days=2), read_until=NOW + timedelta(days=400),
    )  # fmt: skip
    outside.add(name, _at(time(7)), _at(time(8)))


def booked(organisation: Organisation, number: int) -> tuple[str, float]:
    """By somebody at an address of the own, half an hour after the customer before."""
    at = _at(time(9)) + number * timedelta(minutes=30)
    who = next(_visitors)
    visitor = Browser(REMOTE_ADDR=f"192.0.2.{who}", SERVER_NAME="localhost")
    form = open_form(visitor, at.isoformat(), f"/{organisation.slug}/cut/")
    begun = perf_counter()
    answer = send(visitor, form, name="Anna", email=f"anna{who}@example.org")
    took = perf_counter() - begun
    return outcome(organisation) if answer.status_code == 303 else f"refused ({answer.status_code})", took


def outcome(organisation: Organisation) -> str:
    made = Booking.objects.of(organisation).latest("pk")
    word = "a request" if made.is_pending else "booked"
    return f"{word}, to be checked again" if made.unverified_since else word


def _at(clock: time) -> datetime:
    """Three weeks on."""
    return datetime.combine(NOW.date() + timedelta(days=21), clock, BERLIN)


if __name__ == "__main__":
    main()
