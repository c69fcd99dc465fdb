"""T10 and S21: outside calendars fail in every known way while customers book, move and cancel.

The whole chain is there: calendars, slot rules, blocking, the live check and the confirmation.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial

from tests.torture.checks import checked
from tests.torture.clients import Asking, Client, all_do
from tests.torture.evidence import gathered
from tests.torture.faults.actors import Company, company
from tests.torture.faults.entries import calendar_agrees
from tests.torture.faults.outsides import Outside, clouds, dav, of_clouds, on_radicale
from tests.torture.faults.owners import Owner
from tests.torture.faults.watching import Watch
from tests.torture.house import House
from tests.torture.journal import Outcome
from tests.torture.life.town import Town
from tests.torture.life.visitors import Visitor
from tests.torture.people import People, Person
from tests.torture.processes import Process, Server
from tests.torture.step import Findings, Size, step
from tests.torture.steps.draining import drain

EAGER, DELETING_FIRST = ("-m", "tests.torture.faults.eager"), ("-m", "tests.torture.faults.deleting_first")
VISITORS = 8


@step("T1-sync", title="control: a read that deletes first frees what is taken", limit=40)
def deletes_first(house: House, luck: random.Random, size: Size) -> Findings:
    with outsides(house, luck, is_short=True) as (company_, found):
        watch = _watched(house, company_, found)
        owners = [Owner(outside, person, house, watch, luck) for outside, person in found]
        worker = house.worker(program=DELETING_FIRST)
        _await_first_read(house)
        _change_for(3.0 * size.patience, owners, [])
        watch.stop()
        worker.kill()
    missed = [] if watch.lost else ["a read that deletes first was not noticed"]
    return Findings({"looks": watch.looks, "forgotten": len(watch.lost)}, missed)


@step("T10", title="calendars fail in every known way while many book (S21)", limit=90)
def sync_storm(house: House, luck: random.Random, size: Size) -> Findings:
    with outsides(house, luck, is_short=size.is_short) as (company_, found):
        watch = _watched(house, company_, found)
        owners = [Owner(outside, person, house, watch, luck) for outside, person in found]
        servers, worker = house.web(2), house.worker(program=EAGER)
        _await_first_read(house)
        _change_for(size.pick(20.0, 4.0) * size.patience, owners, _visitors(house, luck, servers))
        for outside, _person in found:
            outside.fail(fails=False)
        drained = _at_rest(house, worker, watch, owners, patience=30 * size.patience)
        watch.stop()
        return _found(house, watch, owners, drained)


@contextmanager
def outsides(
    house: House, luck: random.Random, *, is_short: bool
) -> Iterator[tuple[Company, list[tuple[Outside, Person]]]]:
    """Four calendars of four kinds, each of another person of the first tenant; in short, three."""
    with ExitStack() as stack:
        cloudy = stack.enter_context(clouds(luck))
        found: list[Outside] = [stack.enter_context(dav(luck)), *cloudy]
        if not is_short:
            found.append(stack.enter_context(on_radicale(house.folder / "radicale")))
        house.environment.update(of_clouds(cloudy))
        people = house.people.tenants[0].people
        yield stack.enter_context(company(house)), list(zip(found, people, strict=False))


def _watched(house: House, company_: Company, found: Sequence[tuple[Outside, Person]]) -> Watch:
    for outside, person in found:
        company_.play(
            "connect", organisation=house.people.tenants[0].id, person=person.id, **outside.connection()
        )
    watch = Watch(house)
    watch.start()
    return watch


def _await_first_read(house: House) -> None:
    """Of all of them; before that there is nothing that could go away."""
    give_up_at = time.monotonic() + 30
    while house.sql(UNREAD)[0][0] and time.monotonic() < give_up_at:
        time.sleep(0.1)


UNREAD = "SELECT count(*) FROM terminbuch_outsidecalendar WHERE full_at IS NULL"


def _visitors(house: House, luck: random.Random, servers: Sequence[Server]) -> list[Visitor]:
    """All of them at the tenant whose calendars fail."""
    people = house.people
    town = Town(People(people.tenants[:1], people.first_day), luck)
    clients = [Client(number, servers, random.Random(luck.random())) for number in range(VISITORS)]
    return [Visitor(house, town, Asking(each, house.journal, people), each.luck) for each in clients]


def _change_for(seconds: float, owners: Sequence[Owner], visitors: Sequence[Visitor]) -> None:
    until = time.monotonic() + seconds
    deeds = [*(each.do_something for each in owners), *(each.do_something for each in visitors)]
    all_do([partial(_until, until, deed) for deed in deeds], patience=seconds + 60)


def _until(moment: float, deed: Callable[[], None]) -> None:
    while time.monotonic() < moment:
        deed()


def _at_rest(
    house: House, worker: Process, watch: Watch, owners: Sequence[Owner], *, patience: float
) -> float:
    """The seconds until everything stands where it should; the worker goes home then."""
    began = time.monotonic()
    while time.monotonic() < began + patience:
        if not house.sql(WAITING)[0][0] and all(each.is_known(watch) for each in owners):
            break
        time.sleep(0.2)
    took = time.monotonic() - began
    drain(house, [worker])
    return took


WAITING = """
SELECT (SELECT count(*) FROM terminbuch_delivery WHERE state = 'due' AND kind <> 'booking_reminder')
+ (SELECT count(*) FROM terminbuch_calendarprobe)
"""


def _found(house: House, watch: Watch, owners: Sequence[Owner], drained: float) -> Findings:
    evidence = gathered(house)
    # Taken may also mean that an event outside is there: that is no row of ours (X4).
    broken = [
        *checked(evidence, without=("X4",)),
        *watch.lost[:5],
        *watch.sold(evidence)[:5],
        *_unopened(house),
    ]
    for each in owners:
        broken += calendar_agrees(house, each.person, each.outside.entries())
        broken += [] if each.is_known(watch) else [f"{each.outside.name} is not known as it stands"]
        broken += [] if each.outside.failed else [f"{each.outside.name} never failed"]
    told = [said for each in evidence.attempts for said in each.told]
    broken += [f"somebody was told {said.status} {said.said}" for said in told if said.status >= 500][:5]
    moved = [each for each in evidence.attempts if each.what == "move" and each.outcome is Outcome.CONFIRMED]
    return Findings(
        {
            "operations": len(evidence.attempts), "bookings": len(evidence.bookings), "moves": len(moved),
            "faults": sum(each.outside.failed for each in owners),
            "events": sum(each.added for each in owners), "looks": watch.looks,
            "conflicts opened": int(house.sql("SELECT count(*) FROM terminbuch_conflict")[0][0]),
            "longest answer s": max((said.ended - said.began for said in told), default=0.0),
            "drained in s": drained,
        },
        broken,
    )  # fmt: skip


def _unopened(house: House) -> list[str]:
    """What nobody could know in time is a question for people."""
    rows = house.sql(UNOPENED)
    return [f"booking {row[0]} stands over an event outside, and nobody is asked" for row in rows[:5]]


UNOPENED = """
SELECT DISTINCT a.booking_id FROM terminbuch_allocation AS a
JOIN terminbuch_busytime AS b ON b.resource_id = a.resource_id
AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at
WHERE a.live AND a.booking_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM terminbuch_conflict AS c WHERE c.booking_id = a.booking_id AND c.ended_at IS NULL
)
"""
