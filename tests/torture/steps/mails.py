"""T5: a mail server that refuses and hangs up, killed workers, reminders; then quiet, and counting."""

from __future__ import annotations

import random
import threading
from collections import Counter

from tests.torture.checks import checked
from tests.torture.checks.x06 import extra_copies, marks
from tests.torture.evidence import Evidence, gathered
from tests.torture.house import House
from tests.torture.journal import Outcome
from tests.torture.processes import Process
from tests.torture.sink import NO_FAULTS, Faults
from tests.torture.step import POSTGRESQL, Findings, Size, step
from tests.torture.steps.draining import drain
from tests.torture.steps.storm import Storm, wrongly_answered

FAULTY = Faults(0.1, 0.1, 0.1)
"""More than in the storms, for here are fewer mails."""


@step("T5-clean", title="mail without faults and kills: no copy too many", limit=30, short=POSTGRESQL)
def clean_mail(house: House, luck: random.Random, size: Size) -> Findings:
    storm, workers = _booked(house, luck, size), [house.worker(), house.worker()]
    evidence, figures = _drained(house, workers, size)
    broken = [*wrongly_answered(storm.house.journal.attempts()), *checked(evidence)]
    if extra := extra_copies(evidence):
        broken.append(f"{extra} mails came twice, and nothing had gone wrong")
    return Findings(figures, [*broken, *_uneven(evidence)])


@step("T5-faulty", title="mail with a faulty server, killed workers, and reminders", limit=45)
def faulty_mail(house: House, luck: random.Random, size: Size) -> Findings:
    house.sink.faults = FAULTY
    storm, workers = _booked(house, luck, size), [house.worker(), house.worker()]
    _cancel_some(storm, luck)
    house.sql(REMIND)
    _kill_in_the_middle(house, workers, luck)
    house.sink.faults = NO_FAULTS
    evidence, figures = _drained(house, workers, size)
    figures |= {f"server: {what}": number for what, number in house.sink.done.items()}
    return Findings(figures, [*checked(evidence), *_uneven(evidence)])


REMIND = (
    "UPDATE terminbuch_delivery SET due_at = created_at WHERE kind = 'booking_reminder' AND state = 'due'"
)
"""As if the day before had come: the rows are the application's own, only their hour is brought forward."""


def _booked(house: House, luck: random.Random, size: Size) -> Storm:
    """A few dozen bookings, for each slot one who gets it and one who does not; with reminders."""
    house.sql("UPDATE terminbuch_service SET reminder_minutes = 60 WHERE slug = 'cut'")
    slots = size.pick(60, 16)
    storm = Storm(
        house, luck, house.web(1), attempts=2 * slots, slots=slots, clients=8, patience=30 * size.patience
    )
    storm.blow()
    return storm


def _cancel_some(storm: Storm, luck: random.Random) -> None:
    """Every fifth changes their mind before the reminder is due."""
    house = storm.house
    confirmed = [each for each in house.journal.attempts() if each.outcome is Outcome.CONFIRMED]
    for each in luck.sample(confirmed, len(confirmed) // 5):
        storm.cancel(each)


def _kill_in_the_middle(house: House, workers: list[Process], luck: random.Random) -> None:
    """Two kills, each after the server has taken some more; faults go on until two of three have left."""
    promised = house.sql(ANY_DUE)[0][0]
    for _ in range(2):
        wanted = len(house.sink.taken) + 5
        while len(house.sink.taken) < wanted and house.sql(ANY_DUE)[0][0]:
            threading.Event().wait(0.02)
        victim = luck.choice(workers)
        house.kill(victim)
        house.revive(victim)
    while house.sql(ANY_DUE)[0][0] > promised // 3 and not house.is_closed:
        threading.Event().wait(0.1)


ANY_DUE = "SELECT count(*) FROM terminbuch_delivery WHERE state = 'due' AND due_at <= created_at"


def _drained(house: House, workers: list[Process], size: Size) -> tuple[Evidence, dict[str, float | str]]:
    took = drain(house, workers, patience=30 * size.patience)
    evidence = gathered(house)
    return evidence, {
        "promises": sum(row.state != "withdrawn" for row in evidence.deliveries),
        "mails": len(evidence.mails),
        "reminders": sum(
            row.kind == "booking_reminder" and row.state == "sent" for row in evidence.deliveries
        ),
        "extra copies": extra_copies(evidence),
        "explained": marks(evidence),
        "drained in s": took,
    }


def _uneven(evidence: Evidence) -> list[str]:
    """Promises that were to leave and whose mail is not there, by kind. What is withdrawn stays here."""
    came = {mail.message_id.partition("@")[0].replace("-", "") for mail in evidence.mails}
    due = [row for row in evidence.deliveries if row.due_at <= evidence.now and row.state != "withdrawn"]
    missing = Counter(row.kind for row in due if row.uid not in came)
    return [f"{number} mails of the kind {kind} never came" for kind, number in missing.items()]
