"""How long a worker reads 200 calendars, and what they cost the slots: ``python -m benchmarks.polling``.

An installation of its own in a temporary folder (SQLite), and a real CalDAV server (Radicale) on loopback
with 200 calendars of 40 events each, on the same cores. A round is everything being due at once, read by the
worker's own lanes. Prints Markdown.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from time import perf_counter, process_time

import django

FOLDER = tempfile.TemporaryDirectory(prefix="terminbuch-polling-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terminbuch.config.settings")
os.environ.update(TERMINBUCH_DATA=FOLDER.name, TERMINBUCH_URL="http://localhost:8000", DATABASE_URL="")
os.environ.update(OUTSIDE_PRIVATE="127.0.0.1", LOG_LEVEL="error")
django.setup()

from django.core.management import call_command  # noqa: E402  # Django must be ready before

from terminbuch import availability  # noqa: E402
from terminbuch.calendars.outbound import host_of  # noqa: E402
from terminbuch.calendars.working import Lanes  # noqa: E402
from terminbuch.models import Location, OutsideCalendar, Resource, Service  # noqa: E402
from terminbuch.queries import facts, kept  # noqa: E402
from terminbuch.queries.wish import Wish, candidates  # noqa: E402
from tests.builders import (  # noqa: E402
    change,
    make_busy_time,
    make_calendar,
    make_location,
    make_organisation,
    make_resource,
    make_service,
    needs,
    open_weekly,
)
from tests.calendars.another_client import event  # noqa: E402
from tests.calendars.servers import radicale  # noqa: E402

EVENTS, BUSY = 40, 500
AIM_SECONDS = 120
ROUNDS = """
| round | seconds | computed by the worker s | per calendar ms |
| --- | ---: | ---: | ---: |"""
SLOTS = f"""
| calendars, each with {BUSY} busy times | the tables asked, 60 days ms | kept, 60 days ms |
| --- | ---: | ---: |"""
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calendars", type=int, default=200)
    number = parser.parse_args().calendars
    call_command("migrate", verbosity=0)
    print(ROUNDS, *_rounds(Path(FOLDER.name), number), sep="\n")
    print(f"\nAll are due every two minutes: a round may take {AIM_SECONDS} s.")
    print(SLOTS, *map(_slots, (0, 1, 3)), sep="\n")


def _rounds(folder: Path, number: int) -> Iterator[str]:
    names = [f"calendar-{index}" for index in range(number)]
    with radicale(folder) as client:
        for name in names:
            _fill(folder / "collections" / "collection-root" / "anna" / name)
            _connect(f"{client.origin}{client.home}{name}/", client.address)
        with _lanes():
            yield _round("everything, for the first time", number)
            yield _round("nothing has changed", number)
            for name in names[:: number // 20 or 1]:
                client.add(f"{client.origin}{client.home}{name}/", _hour(0), _hour(0) + HOUR)
            yield _round("one new event in 20 calendars", number)


def _fill(folder: Path) -> None:
    """As the server itself would store it, which takes a fraction of the time."""
    folder.mkdir(parents=True)
    (folder / ".Radicale.props").write_text(json.dumps({"tag": "VCALENDAR"}), encoding="utf-8")
    for index in range(EVENTS):
        uid = secrets.token_hex(8)
        text = event(uid, _hour(index), _hour(index) + HOUR)
        (folder / f"{uid}.ics").write_text(text, encoding="utf-8", newline="")


def _hour(index: int) -> datetime:
    """Of each day from tomorrow on one, at nine."""
    today = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
    return today + (index + 1) * DAY


def _connect(path: str, address: str) -> None:
    """A person of a business of its own, as most are."""
    person = make_resource(make_organisation(secrets.token_hex(6)), "Ben")
    calendar = make_calendar(person, remote_id=path, read_from=None, read_until=None, last_good_at=None)
    connection = calendar.connection
    connection.secret = {"password": "geheim"}
    change(connection, address=address, username="anna", hosts=[host_of(address)])


@contextmanager
def _lanes() -> Iterator[None]:
    lanes = Lanes()
    lanes.start()
    try:
        yield
    finally:
        lanes.stop()


def _round(name: str, number: int) -> str:
    rows, begun, computed = OutsideCalendar.objects.everywhere(), perf_counter(), process_time()
    now = datetime.now(UTC)
    rows.update(next_read_at=now)
    while rows.filter(last_good_at__gte=now).count() < number:
        if failed := rows.filter(failures__gt=0).first():
            raise SystemExit(f"a calendar could not be read: {failed.trouble}")
        Event().wait(0.1)
    took, busy = perf_counter() - begun, process_time() - computed
    return f"| {name} | {took:.1f} | {busy:.1f} | {1000 * took / number:.0f} |"


def _slots(number: int) -> str:
    """What the times of one person cost with so many calendars, asked for 60 days."""
    service, location = _business(number)
    wish, now = Wish(service, location), datetime.now(UTC)
    window = availability.Span(now, now + 60 * DAY)

    def of_the_tables() -> list[datetime]:
        question = facts.question(wish, first=window.start, until=window.end, now=now)
        return availability.starts(question, first=window.start, until=window.end)

    def of_what_is_kept() -> list[datetime]:
        question = kept.question(wish, requirements=candidates(wish), now=now)
        if question is None:
            raise SystemExit("nothing is kept")
        return availability.starts(question, first=window.start, until=window.end)

    if of_the_tables() != of_what_is_kept():
        raise SystemExit("the answers differ")
    return f"| {number} | {_median_ms(of_the_tables):.1f} | {_median_ms(of_what_is_kept):.1f} |"


def _business(calendars: int) -> tuple[Service, Location]:
    organisation = make_organisation(f"with-{calendars}")
    location, ben = make_location(organisation), make_resource(organisation, "Ben")
    open_weekly(ben, location)
    needs(service := make_service(organisation), ben)
    for index in range(calendars):
        _be_busy(ben, index)
    return service, location


def _be_busy(person: Resource, index: int) -> None:
    """Twenty minutes at so many moments of the coming year, at other ones in each calendar."""
    now = datetime.now(UTC)
    calendar = make_calendar(
        person, str(index), last_good_at=now, read_from=now - DAY, read_until=now + 400 * DAY
    )
    for number in range(BUSY):
        starts_at = now + number * 17 * HOUR + index * HOUR
        make_busy_time(calendar, starts_at, starts_at + HOUR / 3)


def _median_ms(ask: Callable[[], object], times: int = 30) -> float:
    """Of computing, which other programs disturb less."""

    def once() -> float:
        begun = process_time()
        ask()
        return 1000 * (process_time() - begun)

    return statistics.median(once() for _ in range(times))


if __name__ == "__main__":
    main()
