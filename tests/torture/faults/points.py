"""Where a process dies: the table of the sweep, a line for each moment.

The product knows nothing of this. A point names a function of it, a statement that it sends or the commit
after such a statement; what is not there any more is an error at once, what is never reached is a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

type When = Literal["before", "after"]
STATEMENT, COMMIT = "statement", "commit"


@dataclass(frozen=True)
class Point:
    """``where`` is ``module:function``, or STATEMENT, or COMMIT; ``sql`` what the statement, or one of those
    that are committed, contains, without quotation marks. ``nth`` counts from 1.
    """

    play: str
    name: str
    where: str
    when: When = "after"
    sql: str = ""
    nth: int = 1

    @property
    def title(self) -> str:
        return f"{self.play}: {self.name}"

    @property
    def leaves_it_done(self) -> bool:
        """Whether only the answer is lost: what was asked for stands."""
        return self.when == "after" and "commit" in self.name


def _writes(table: str) -> str:
    return f"INTO terminbuch_{table} ("


def _of_a_deed(play: str, *, mark: str) -> tuple[Point, ...]:
    """Of one transaction, which writes to the table ``mark``: within it, and on both sides of its end."""
    return (
        Point(play, "before the commit", COMMIT, "before", mark),
        Point(play, "after the commit, before the answer", COMMIT, "after", mark),
    )


BOOKING, ALLOCATION, DELIVERY = _writes("booking"), _writes("allocation"), _writes("delivery")
HISTORY, ACCEPTED, HOLD = _writes("historyentry"), _writes("acceptedrequest"), _writes("hold")
POINTS: tuple[Point, ...] = (
    Point("hold", "after the hold's row, before its time", STATEMENT, "after", HOLD),
    *_of_a_deed("hold", mark=HOLD),
    Point("book", "between the live check and the deed", "terminbuch.actions.booking:book", "before"),
    Point("book", "after the key was claimed", STATEMENT, "after", ACCEPTED),
    Point("book", "after the booking's row, before its time", STATEMENT, "after", BOOKING),
    Point("book", "after its time, before the promises", STATEMENT, "after", ALLOCATION),
    Point("book", "after the promises' rows", STATEMENT, "after", DELIVERY),
    *_of_a_deed("book", mark=ALLOCATION),
    Point("request", "after the promises' rows", STATEMENT, "after", DELIVERY),
    *_of_a_deed("request", mark=ALLOCATION),
    Point("accept", "after the promises' rows", STATEMENT, "after", DELIVERY),
    *_of_a_deed("accept", mark=DELIVERY),
    *_of_a_deed("decline", mark=DELIVERY),
    Point("move", "after the old time was let go", STATEMENT, "after", "DELETE FROM terminbuch_allocation"),
    Point("move", "after the new time was taken", STATEMENT, "after", ALLOCATION),
    Point("move", "after the promises' rows", STATEMENT, "after", DELIVERY),
    *_of_a_deed("move", mark=ALLOCATION),
    Point("cancel", "after its time was let go", STATEMENT, "after", "UPDATE terminbuch_allocation"),
    *_of_a_deed("cancel", mark=DELIVERY),
    Point("hand", "after its time, before the promises", STATEMENT, "after", ALLOCATION),
    *_of_a_deed("hand", mark=ALLOCATION),
    Point("absence", "after its row, before anybody is found", STATEMENT, "after", _writes("absence")),
    Point("absence", "after the first case", STATEMENT, "after", _writes("case")),
    *_of_a_deed("absence", mark=_writes("absence")),
    *_of_a_deed("plan", mark="UPDATE terminbuch_disruption"),
    Point("send", "after the old time was let go", STATEMENT, "after", "DELETE FROM terminbuch_allocation"),
    Point("send", "after the promises' rows", STATEMENT, "after", DELIVERY),
    *_of_a_deed("send", mark=DELIVERY),
    Point("offer", "after the first time was kept", STATEMENT, "after", ALLOCATION),
    *_of_a_deed("offer", mark=HOLD),
    Point("redeem", "after the offered time was taken", STATEMENT, "after", ALLOCATION),
    *_of_a_deed("redeem", mark=DELIVERY),
    Point("undo", "after the old time was taken again", STATEMENT, "after", ALLOCATION),
    *_of_a_deed("undo", mark=ALLOCATION),
    Point("mail", "after the claim", "terminbuch.actions.deliveries:take_due"),
    Point("mail", "before anything is sent", "terminbuch.management.worker:deliver", "before"),
    Point("mail", "after DATA, before it is marked", "terminbuch.management.worker:deliver"),
    Point("mail", "after it was marked", "terminbuch.actions.deliveries:mark_sent"),
    Point("write", "after the claim", "terminbuch.actions.outside.writing:take_due_write"),
    Point("write", "after PUT, before it is noted", "terminbuch.calendars.writing:carried_out"),
    Point("write", "after it was noted", "terminbuch.actions.outside.writing:wrote"),
    Point("erase", "after DELETE, before it is noted", "terminbuch.calendars.writing:carried_out"),
    Point("read", "after the claim", "terminbuch.actions.outside.reading:take_due"),
    Point("read", "between page 1 and 2", "terminbuch.calendars.caldav.changing:_page"),
    Point("read", "after the answer, before it is kept", "terminbuch.calendars.syncing:_read"),
    Point("read", "after the first row of it", STATEMENT, "after", _writes("busytime")),
    *_of_a_deed("read", mark=_writes("busytime")),
    Point(
        "migrate", "in the middle of the first migration", STATEMENT, "after", "TABLE terminbuch_booking ("
    ),
    Point(
        "migrate",
        "after a migration, before it is noted",
        STATEMENT,
        "before",
        "INTO django_migrations (",
        20,
    ),
    Point("migrate", "after a migration was noted", STATEMENT, "after", "INTO django_migrations (", 10),
    Point(
        "backup",
        "after it was written, before it was read back",
        "terminbuch.actions.safekeeping.backing_up:read_back",
        "before",
    ),
)
"""In the order in which they are played."""
