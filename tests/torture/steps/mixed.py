"""T4: everything that customers and staff do, at once, through the real pages, while readers look on."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from tests.torture.checks import checked
from tests.torture.checks.x06 import extra_copies, marks
from tests.torture.clients import Asking, Client, all_do
from tests.torture.evidence import Evidence, gathered
from tests.torture.house import House
from tests.torture.journal import Attempt, Outcome
from tests.torture.life.readers import Readers
from tests.torture.life.staff import Staff
from tests.torture.life.town import Town
from tests.torture.life.visitors import Visitor
from tests.torture.sink import FAULTS, NO_FAULTS
from tests.torture.step import SQLITE, Findings, Size, step
from tests.torture.steps.draining import drain

THE_MOST_OF_IT = frozenset({"book", "hold", "cancel"})
EVERYTHING = THE_MOST_OF_IT | {
    "move", "wish", "redeem", "accept", "decline", "enter", "edit", "undo", "note", "absence", "choose",
    "send",
}  # fmt: skip
VISITORS, STAFF, FILE_READERS = 12, 4, 2


@step("T4", title="mixed life of customers and staff", limit=75, short=SQLITE)
def mixed_life(house: House, luck: random.Random, size: Size) -> Findings:
    servers, worker = house.web(size.pick(3, 2)), house.worker()
    house.sink.faults = FAULTS
    town = Town(house.people, luck, wanted=size.pick(EVERYTHING, THE_MOST_OF_IT))
    readers = Readers(house, town)
    clients = [Client(number, servers, random.Random(luck.random())) for number in range(18)]
    _live(house, town, readers, clients, seconds=size.pick(25.0, 4.0), size=size)
    house.sink.faults = NO_FAULTS
    drained = drain(house, [worker], patience=30 * size.patience)
    evidence = gathered(house)
    evidence.readings, evidence.torn = readers.readings, readers.torn
    figures = {**_figures(evidence, readers, clients), "drained in s": drained}
    never = ", ".join(sorted(town.wanted - town.done))
    idle = [f"nobody ever did: {never}"] * bool(never)
    return Findings(figures, [*_wrong(evidence.attempts), *idle, *checked(evidence)])


def _live(
    house: House, town: Town, readers: Readers, clients: Sequence[Client], *, seconds: float, size: Size
) -> None:
    """Sixteen do something again and again until the seconds are over; then the readers stop, too."""
    asking = [Asking(client, house.journal, house.people) for client in clients]
    visitors = [Visitor(house, town, each, each.client.luck) for each in asking[:VISITORS]]
    tenants = house.people.tenants
    staff = [
        Staff(house, town, each, tenants[number % len(tenants)], each.client.luck)
        for number, each in enumerate(asking[VISITORS : VISITORS + STAFF])
    ]
    for each in staff:
        each.sign_in()
    town.ends_at = time.monotonic() + seconds
    town.closes_at = town.ends_at + 12 * size.patience
    busy_people: list[Visitor | Staff] = [*visitors, *staff]
    files = [partial(readers.watch_files, each) for each in clients[-FILE_READERS:]]
    busy = [partial(_until_evening, town, each.do_something) for each in busy_people]
    patience = seconds + 40 * size.patience
    all_do([readers.watch_tables, *files, *busy], patience=patience)


def _until_evening(town: Town, deed: Callable[[], object]) -> None:
    while not town.is_over:
        deed()


def _wrong(attempts: Sequence[Attempt]) -> list[str]:
    """Nobody was killed here: whoever asked was answered, and never with an error of ours."""
    told = [(each, said) for each in attempts for said in each.told]
    said = [
        f"attempt {each.number} ({each.what}) was told {answer.status} {answer.said}"
        for each, answer in told
        if answer.outcome in {Outcome.FAILED, Outcome.UNKNOWN} or answer.status in {400, 403, 404, 405}
    ]
    return said[:5] + ([f"… and {len(said) - 5} more"] if len(said) > 5 else [])


def _figures(evidence: Evidence, readers: Readers, clients: Sequence[Client]) -> dict[str, float | str]:
    done = Counter((each.what, each.outcome is Outcome.CONFIRMED) for each in evidence.attempts)
    names = sorted({what for what, _ in done})
    seconds = [took for each in clients for took in each.seconds]
    return {
        "operations": len(evidence.attempts),
        "done/asked": ", ".join(
            f"{each} {done[each, True]}/{done[each, True] + done[each, False]}" for each in names
        ),
        "longest answer s": max(seconds, default=0.0),
        "looks at all bookings": readers.looks,
        "bookings seen": readers.bookings_seen,
        "files read": len(readers.readings),
        "mails": len(evidence.mails),
        "extra copies": extra_copies(evidence),
        "explained": marks(evidence),
    }
