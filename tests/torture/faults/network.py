"""T9: bad network before database, mail server and calendar; nothing is lost, nobody stands still."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from urllib.parse import urlsplit

from tests.calendars.fakes.raw_server import answering
from tests.calendars.fakes.rude import HOME, Rude
from tests.torture.checks import all_checks
from tests.torture.faults.actors import company
from tests.torture.faults.entries import calendar_agrees, entries_in
from tests.torture.faults.proxy import CALM, Proxy, Weather, proxied
from tests.torture.house import House
from tests.torture.journal import Attempt, Outcome, replay
from tests.torture.people import Person
from tests.torture.processes import Server
from tests.torture.step import Findings, Size, step
from tests.torture.steps.draining import drain
from tests.torture.steps.storm import Storm, wrongly_answered

SLOW, RESETTING, SILENT = Weather(latency=0.5), Weather(reset_after=3_000), Weather(silent=True)
FAR_AWAY = Weather(latency=0.02)
"""A database in another town. Half a second for each question of a page is more than any page can bear."""
SECONDS = 5.0
"""In which a page answers, whatever the network does. The limits of the database are set to fit into it."""
LIMITS = {"DATABASE_STATEMENT_SECONDS": "2", "DATABASE_LOCK_SECONDS": "2", "DATABASE_CONNECT_SECONDS": "1"}


@step("T9-database", title="bad network before the database", limit=90, engines=("postgresql",))
def before_the_database(house: House, luck: random.Random, size: Size) -> Findings:
    """A connection lost in the moment of its commit leaves a question, which the same form answers."""
    address = urlsplit(house.database_url)
    with proxied(int(address.port or 0)) as proxy:
        through = address._replace(netloc=f"{address.netloc.rpartition(':')[0]}:{proxy.port}").geturl()
        servers = house.web(2, DATABASE_URL=through, **LIMITS)
        worker = house.worker(DATABASE_URL=through, **LIMITS)
        storm = _storm(house, luck, servers, size)
        weathers = (CALM, FAR_AWAY, RESETTING, SILENT)
        _blow(storm, [proxy], weathers, seconds=size.pick(4.0, 1.5))
        replay(house.journal, storm.again)
        lived, drained = worker.is_alive, drain(house, [worker])
    attempts = house.journal.attempts()
    broken = [*wrongly_answered(attempts), *all_checks(house), *_late(storm, size)]
    broken += ["the worker died"] * (not lived)
    broken += _calm([proxy])
    return Findings({**_figures(storm, [proxy]), "drained in s": drained}, broken)


@step("T9-outside", title="bad network before the mail server and a calendar", limit=90)
def before_the_outside(house: House, luck: random.Random, size: Size) -> Findings:
    """Who has a connected calendar is booked meanwhile: as its setting says where it is silent."""
    rude = Rude(frozenset(), calendars={CALENDAR})
    with ExitStack() as stack:
        server = stack.enter_context(answering(rude))
        actors = stack.enter_context(company(house))
        post, dav = (stack.enter_context(proxied(port)) for port in (house.sink.port, server.port))
        tenant = house.people.tenants[0]
        for person in tenant.people[:1]:
            actors.play(
                "connect", organisation=tenant.id, person=person.id,
                address=f"http://127.0.0.1:{dav.port}{CALENDAR}",
            )  # fmt: skip
        worker = house.worker(program=EAGER, SMTP_PORT=str(post.port))
        storm = _storm(house, luck, house.web(2), size)
        weathers = (CALM, SLOW, Weather(reset_after=120), SILENT)
        _blow(storm, [post, dav], weathers, seconds=size.pick(4.0, 1.5))
        replay(house.journal, storm.again)
        lived, drained = worker.is_alive, drain(house, [], patience=40 * size.patience)
        actors.play("drain")
        worker.stop()
        server.bugs.clear()  # half a question is none, and the fake says so
    attempts = house.journal.attempts()
    silent = [each for each in attempts if _was_silent(each, tenant.people[0])]
    answered = [each for each in attempts if each not in silent]
    broken = [*wrongly_answered(answered), *all_checks(house), *_late(storm, size)]
    broken += calendar_agrees(
        house, tenant.people[0], entries_in(body for _etag, body in rude.objects.values())
    )
    broken += ["the worker died"] * (not lived)
    broken += _calm([post, dav])
    figures = {**_figures(storm, [post, dav]), "refused for silence": len(silent), "drained in s": drained}
    return Findings(figures, broken)


CALENDAR = f"{HOME}ben/"
EAGER = ("-m", "tests.torture.faults.eager")


def _storm(house: House, luck: random.Random, servers: Sequence[Server], size: Size) -> Storm:
    return Storm(house, luck, servers, attempts=24, slots=12, clients=6, patience=60 * size.patience)


def _blow(storm: Storm, proxies: Sequence[Proxy], weathers: Sequence[Weather], *, seconds: float) -> None:
    """One small storm after the other; the weather changes after so many seconds, and is calm in the end."""

    def change() -> None:
        for weather in (*weathers, CALM):
            for proxy in proxies:
                proxy.change(weather)
            threading.Event().wait(seconds)

    changing = threading.Thread(target=change, daemon=True)
    changing.start()
    while changing.is_alive():
        storm.blow()


def _late(storm: Storm, size: Size) -> list[str]:
    """How long clients waited, by their own clocks; where others use the machine they may wait longer."""
    longest = max(storm.seconds, default=0.0)
    is_late = longest > SECONDS * size.patience
    return [f"somebody waited {longest:.1f} s for an answer"] if is_late else []


def _calm(proxies: Sequence[Proxy]) -> list[str]:
    """What must have happened, for else nothing was shown."""
    return [] if any(proxy.cut for proxy in proxies) else ["the network was never bad"]


def _was_silent(attempt: Attempt, person: Person) -> bool:
    """Without an answer of this person's calendar nobody may book there: refused, and that is right."""
    last = attempt.last
    return attempt.about["person"] == str(person.id) and (last.status, last.said) == (409, "")


def _figures(storm: Storm, proxies: Sequence[Proxy]) -> dict[str, float | str]:
    attempts = storm.house.journal.attempts()
    ever = [outcome for each in attempts for outcome in {told.outcome for told in each.told}]
    return {
        "attempts": len(attempts),
        "confirmed": sum(each.outcome is Outcome.CONFIRMED for each in attempts),
        "once 503": ever.count(Outcome.FAILED),
        "once unknown": ever.count(Outcome.UNKNOWN),
        "connections": sum(proxy.opened for proxy in proxies),
        "reset": sum(proxy.cut for proxy in proxies),
        "longest answer s": max(storm.seconds, default=0.0),
    }
