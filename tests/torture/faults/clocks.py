"""T7: clocks that are wrong, or far ahead, while holds, reminders and the ends of tokens are pending."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from tests.torture.checks import checked
from tests.torture.clients import Asking, Client
from tests.torture.evidence import gathered
from tests.torture.house import House
from tests.torture.journal import Outcome
from tests.torture.life.staff import Staff
from tests.torture.life.town import Town, wall
from tests.torture.people import OPENS
from tests.torture.processes import Server
from tests.torture.step import Findings, Size, step
from tests.torture.steps.storm import Storm, wrongly_answered

APPLICATION, PROGRAM = "tests.torture.faults.shifted:application", ("-m", "tests.torture.faults.shifted")
HOUR = 3600
SECONDS = {"-1h": -HOUR, "+1h": HOUR, "+1d": 24 * HOUR, "+400d": 400 * 24 * HOUR}
SHIFTS = ("-1h", "+1h", "+1d", "-1h", "+400d")
"""In this order; going back after a day is what a clock does that was set wrong and is set right again."""
KEPT = ("booking", "customer", "historyentry", "allocation", "delivery", "member", "service")
REMIND = "UPDATE terminbuch_service SET reminder_minutes = %s WHERE slug = 'cut'"
STORED = "SELECT count(*) FROM terminbuch_{}"


@step("T7", title="clocks that are wrong, or far ahead", limit=120)
def clocks(house: House, luck: random.Random, size: Size) -> Findings:
    """Web servers and workers have a wrong clock; the database, and whoever looks on, have the right one."""
    # Of those who come on the first day the reminders are due in half a day: not by any clock before "+1d".
    ahead = house.people.at(0, OPENS) - datetime.now(UTC) - timedelta(hours=12)
    house.sql(REMIND, ahead // timedelta(minutes=1))
    servers = {shift: _web(house, shift) for shift in ("-1h", "+1h")}
    slots = size.pick(20, 8)
    storm = Storm(
        house,
        luck,
        list(servers.values()),
        attempts=4 * slots,
        slots=slots,
        clients=8,
        patience=40 * size.patience,
    )
    _hold(house, luck, list(servers.values()))
    storm.blow()
    owner = _signed_in(house, luck, [servers["-1h"]])
    broken = wrongly_answered([each for each in house.journal.attempts() if each.what == "book"])
    before = _stored(house)
    opened: list[tuple[str, tuple[int, int]]] = []
    for shift in SHIFTS[: size.pick(len(SHIFTS), 3)]:
        _work_off(house, shift)
        servers[shift] = servers.get(shift) or _web(house, shift)
        opened.append((shift, _opened(house, luck, owner, servers[shift])))
        broken += [f"{shift}: {said}" for said in [*_lost(before, _stored(house)), *_wrong(house, shift)]]
    broken += [*_wrong_doors(opened), *_reminded_twice(house)]
    evidence = gathered(house)
    reminders = sum(row.kind == "booking_reminder" and row.state == "sent" for row in evidence.deliveries)
    broken += [] if reminders else ["nobody was reminded of anything"]
    return Findings(
        {"bookings": len(evidence.bookings), "reminders": reminders,
         "shifts": len(opened)},
        broken,
    )  # fmt: skip


def _web(house: House, shift: str) -> Server:
    return house.web(1, application=APPLICATION, CLOCK_SHIFT=str(SECONDS[shift]))[0]


def _hold(house: House, luck: random.Random, servers: Sequence[Server]) -> None:
    """Pressed where the clock is late, and pressed again where it is early: there the hold has run out."""
    tenant = house.people.tenants[0]
    for number, server in enumerate(servers):
        client = Client(900 + number, [server], luck)
        asking = Asking(client, house.journal, house.people)
        for half in range(6):
            person, start = tenant.people[half % 3], house.people.at(9, 9 + half)
            asked = house.journal.ask(
                "hold", tenant=tenant.slug, service="cut", person=str(person.id), start=start.isoformat()
            )
            path = f"/{tenant.slug}/cut/?{urlencode({'with': person.slug})}"
            house.journal.tell(asked, asking.post(asked, path, {"start": wall(start)}))
        client.close()


def _signed_in(house: House, luck: random.Random, servers: Sequence[Server]) -> Staff:
    tenant = house.people.tenants[0]
    client = Client(990, servers, luck)
    owner = Staff(house, Town(house.people, luck), Asking(client, house.journal, house.people), tenant, luck)
    owner.sign_in()
    return owner


def _work_off(house: House, shift: str) -> None:
    """A worker does all that is due by this clock, its chores included."""
    done = house.call("worker", "--once", program=PROGRAM, CLOCK_SHIFT=str(SECONDS[shift]))
    if done.returncode != 0:
        raise RuntimeError(f"the worker at {shift}: {done.stderr[-500:]}")


def _opened(house: House, luck: random.Random, owner: Staff, server: Server) -> tuple[int, int]:
    """What a link in a mail and the page of somebody who had signed in answer at this time."""
    link = next(
        each.last.token
        for each in house.journal.attempts()
        if each.outcome is Outcome.CONFIRMED and each.last.token
    )
    visitor = Client(991, [server], luck)
    staff = Client(992, [server], luck, headers=owner.asking.client.headers)
    try:
        return visitor.ask("GET", f"/-/manage/{link}/").status, staff.ask("GET", owner.root).status
    finally:
        visitor.close()
        staff.close()


def _wrong(house: House, shift: str) -> list[str]:
    """What a wrong clock wrote is due in days to come, and is not to be judged by the right one. In a month
    it is forgotten by which key somebody booked.
    """
    forgotten = ("X3",) if shift == "+400d" else ()
    return checked(gathered(house), without=("X4", "X12", "X16", *forgotten))


def _wrong_doors(opened: list[tuple[str, tuple[int, int]]]) -> list[str]:
    """A link leads to its booking for ever; who signed in is asked again after twelve hours, not before, and
    stays outside when the clock goes back.
    """
    shifts = [shift for shift, _found in opened]
    over = shifts.index("+1d")
    wanted = [(200, 302 if at >= over else 200) for at, _shift in enumerate(shifts)]
    return [
        f"{shift}: link and staff page answer {found}"
        for (shift, found), right in zip(opened, wanted, strict=True)
        if found != right
    ]


def _stored(house: House) -> Counter[str]:
    return Counter({name: int(house.sql(STORED.format(name))[0][0]) for name in KEPT})


def _lost(before: Counter[str], now: Counter[str]) -> list[str]:
    """Nothing that people rely on goes; the rows of a hold do, when it has run out."""
    return [
        f"{before[name] - now[name]} rows of {name} are gone"
        for name in KEPT
        if now[name] < before[name] and name != "allocation"
    ]


def _reminded_twice(house: House) -> list[str]:
    times = Counter(mail.message_id for mail in house.sink.taken)
    return [f"{message} came {number} times" for message, number in times.items() if number > 1][:5]
