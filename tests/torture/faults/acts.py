"""The plays of the sweep: each prepares something, dies at its point, goes on, and says what must hold then.

Going on is what a visitor, a member or the worker does anyway: the same form again, the same button again,
the next turn. Nobody repairs anything.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

from tests.torture.faults.points import Point
from tests.torture.faults.script import Script, posted
from tests.torture.people import Person

type Act = Callable[[Script, Point], None]
ACTS: dict[str, Act] = {}


def act(function: Act) -> Act:
    ACTS[function.__name__.strip("_")] = function
    return function


@act
def hold(script: Script, point: Point) -> None:
    """Pressed again, the time is the visitor's, or it is kept for the one whose answer was lost."""
    person = script.tenant.people[1]
    path, start = f"/{script.tenant.slug}/cut/?with={person.slug}", script.slot(person)
    script.company.die(point, "post", path=path, fields={"start": start.isoformat()})
    answer = script.company.play("post", path=path, fields={"start": start.isoformat()})
    script.expect(
        answer["status"] == (409 if point.leaves_it_done else 303), f"{point.title}: pressed again {answer}"
    )


@act
def book(script: Script, point: Point) -> None:
    _book(script, point, script.person, "cut")


@act
def request(script: Script, point: Point) -> None:
    _book(script, point, script.tenant.people[1], "colour")


def _book(script: Script, point: Point, person: Person, service: str) -> None:
    fields, asked = script.form(person, service)
    script.company.die(point, "post", **posted(fields))
    token = script.sent(fields, asked).token
    rows = script.count("terminbuch_booking WHERE email = %s", fields["email"])
    script.expect((rows, bool(token)) == (1, True), f"{point.title}: {rows} bookings")


@act
def accept(script: Script, point: Point) -> None:
    _decide(script, point, "confirmed")


@act
def decline(script: Script, point: Point) -> None:
    _decide(script, point, "declined")


def _decide(script: Script, point: Point, wanted: str) -> None:
    """Who opens the page again finds the request as it was, or as decided; never something between."""
    token = script.booked(script.tenant.people[1], "colour")
    uid = script.uid_of(token)
    asked = script.house.journal.ask(point.play, tenant=script.tenant.slug, token=token)
    began = time.time()
    script.company.die(point, point.play, uid=uid)
    is_decided = script.status(token) != "pending"
    if not is_decided:
        script.company.play(point.play, uid=uid)
    script.tell_done(asked, began=began)
    script.expect(
        is_decided is point.leaves_it_done and script.status(token) == wanted,
        f"{point.title}: {script.status(token)}",
    )


@act
def move(script: Script, point: Point) -> None:
    person = script.tenant.people[2]
    token, start = script.booked(person), script.slot(person)
    said = urlencode({"start": start.isoformat(timespec="seconds")})
    fields = script.company.play("form", path=f"/-/manage/{token}/move/?{said}")
    asked = script.house.journal.ask(
        "move", tenant=script.tenant.slug, token=token, key=fields["key"], start=start.isoformat()
    )
    script.company.die(point, "post", **posted(fields))
    script.sent(fields, asked)


@act
def cancel(script: Script, point: Point) -> None:
    fields, asked = script.cancelling(script.booked(script.tenant.people[2]))
    script.company.die(point, "post", **posted(fields))
    script.sent(fields, asked)


@act
def hand(script: Script, point: Point) -> None:
    person = script.tenant.people[3]
    start, service = script.slot(person), script.tenant.service("cut")
    given = {
        "organisation": script.tenant.id, "service": service.id, "person": person.id,
        "start": start.isoformat(), "mail": script.tenant.mail(f"hand-{start:%d%H}"),
        "key": script.house.new_key(),
    }  # fmt: skip
    script.company.die(point, "hand", **given)
    uids = {script.company.play("hand", **given) for _ in range(2)}
    script.expect(len(uids) == 1, f"{point.title}: one key led to {len(uids)} bookings")


@act
def absence(script: Script, point: Point) -> None:
    """The same absence again is the first one, and opens one case for each booking that it hits."""
    person = script.tenant.people[4]
    start = script.slot(person)
    script.next[person.id] -= 1
    script.booked(person)
    given = {
        "organisation": script.tenant.id, "person": person.id, "starts": start.isoformat(),
        "ends": (start + timedelta(minutes=30)).isoformat(),
    }  # fmt: skip
    script.company.die(point, "absence", **given)
    hit = [script.company.play("absence", **given) for _ in range(2)]
    script.expect(hit == [1, 1], f"{point.title}: so many bookings are hit: {hit}")


@act
def plan(script: Script, point: Point) -> None:
    """It is made as a whole or not at all, and made again it is the same."""
    _token, disruption = script.disrupted(closes=False)
    given = {"organisation": script.tenant.id, "disruption": disruption}
    script.company.die(point, "plan", **given)
    plans = [script.company.play("plan", **given) for _ in range(2)]
    script.expect(plans == [["keep"], ["keep"]], f"{point.title}: {plans}")


@act
def send(script: Script, point: Point) -> None:
    """Who opens the board again sends what is left; nobody is sent anything twice (X6)."""
    _token, disruption = script.disrupted(closes=False)
    _sent(script, point, disruption)


@act
def offer(script: Script, point: Point) -> None:
    _token, disruption = script.disrupted(closes=True)
    _sent(script, point, disruption)
    kept = script.count("terminbuch_hold WHERE booking_id IS NOT NULL")
    script.expect(kept > 0, f"{point.title}: no time is kept")


def _sent(script: Script, point: Point | None, disruption: str) -> None:
    given = {"organisation": script.tenant.id, "disruption": disruption}
    script.company.play("plan", **given)
    asked, began = script.house.journal.ask("send", tenant=script.tenant.slug), time.time()
    if point:
        script.company.die(point, "send", **given)
    left = [script.company.play("send", **given) for _ in range(2)]
    script.tell_done(asked, began=began)
    is_done = point is not None and point.leaves_it_done
    script.expect(left == [0 if is_done else 1, 0], f"{disruption}: left to be sent {left}")


@act
def redeem(script: Script, point: Point) -> None:
    """The same time again gets the same answer."""
    token, disruption = script.disrupted(closes=True)
    _sent(script, None, disruption)
    fields = script.company.play("form", path=f"/-/manage/{token}/offers/")
    asked = script.house.journal.ask("redeem", tenant=script.tenant.slug, token=token)
    script.company.die(point, "post", **posted(fields))
    script.sent(fields, asked)


@act
def undo(script: Script, point: Point) -> None:
    """Within the seconds in which nobody has been told. What is taken back cannot be taken back again."""
    start = script.quiet_slot()
    token = script.booked(script.tenant.people[4], start=start)
    uid, tenant = script.uid_of(token), script.tenant.slug
    asked = script.house.journal.ask("edit", tenant=tenant, token=token)
    began = time.time()
    version = script.company.play("drag", uid=uid, start=(start + timedelta(hours=3)).isoformat())
    script.tell_done(asked, began=began)
    asked, began = script.house.journal.ask("undo", tenant=tenant, token=token), time.time()
    script.company.die(point, "undo", uid=uid, version=version)
    again = [script.company.play("undo", uid=uid, version=version) for _ in range(2)]
    script.tell_done(asked, began=began)
    script.expect(again == [not point.leaves_it_done, False], f"{point.title}: taken back again {again}")
    script.expect(script.start_of(token) == start, f"{point.title}: it starts at {script.start_of(token)}")


@act
def mail(script: Script, point: Point) -> None:
    """It leaves after the lease of the one who died; X6 counts the copies."""
    script.drain()
    script.booked(script.tenant.people[2])
    script.company.die(point, "work")
    script.drain()


@act
def write(script: Script, point: Point) -> None:
    script.drain()
    token = script.booked(script.person)
    script.company.die(point, "turn")
    script.drain()
    script.expect(script.entries_of(token) == 1, f"{point.title}: {script.entries_of(token)} entries")


@act
def erase(script: Script, point: Point) -> None:
    token = script.booked(script.person)
    script.drain()
    script.sent(*script.cancelling(token))
    script.company.die(point, "turn")
    script.drain()
    script.expect(script.entries_of(token) == 0, f"{point.title}: {script.entries_of(token)} entries")


@act
def read(script: Script, point: Point) -> None:
    """What is known of the calendar stays known at every moment, and in the end is what stands in it."""
    script.drain()
    known = script.busy()
    for _ in range(2):
        script.enter_outside()
    script.read_soon()
    script.company.die(point, "turn")
    lost = known - script.busy()
    script.read_soon()
    script.drain()
    script.expect(not lost, f"{point.title}: no longer known: {sorted(lost)}")
    script.expect(script.busy() == script.theirs, f"{point.title}: known is {len(script.busy())} of theirs")


@act
def migrate(script: Script, point: Point) -> None:
    """Of one young database, on and on: each death finds it where the one before had left it."""
    script.company.die(point, "migrate", database=script.young_database())


@act
def backup(script: Script, point: Point) -> None:
    path = script.house.folder / "backup.zip"
    path.unlink(missing_ok=True)
    script.company.die(point, "backup", path=str(path))
    script.expect(not path.exists(), f"{point.title}: half a backup bears the name of a whole one")
    script.company.play("backup", path=str(path))


def finish(script: Script, plays: set[str]) -> None:
    """What is left to be done when all points are behind us."""
    script.drain()
    if "migrate" in plays:
        script.company.play("migrate", database=script.young_database())
        script.expect(*script.grown_up())
