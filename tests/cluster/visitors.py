"""Visitors who book without a pause, and write down what they asked and what they were told."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from tests.cluster.machines import FRONT
from tests.cluster.town import SERVICE, SLUG
from tests.torture.journal import CERTAIN, Attempt, Journal, Outcome, Told

BERLIN = ZoneInfo("Europe/Berlin")
PATIENCE = 30.0
PAUSE = 0.25
"""Seconds between two bookings of one visitor, and before the same form is sent once more."""
DAYS, WANTED_BY_ALL = 40, 0.3
HOST = "termine.example.org"
KEY = re.compile(r'name="key" value="([^"]+)"')


class Visitors:
    """So many at once. A form whose answer said nothing certain is sent again, with the same key."""

    def __init__(self, journal: Journal, *, number: int, seed: int) -> None:
        self.journal, self._stop, self._numbers = journal, threading.Event(), count(1)
        self._threads = [
            threading.Thread(target=self._live, args=(random.Random(f"{seed} {each}"),), daemon=True)
            for each in range(number)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """When each knows what became of its last booking."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _live(self, luck: random.Random) -> None:
        while not self._stop.is_set():
            start = _popular() if luck.random() < WANTED_BY_ALL else _any(luck)
            mail = f"visitor-{next(self._numbers)}@example.org"
            key = opened_form(start)
            if not key:
                time.sleep(PAUSE)
                continue
            attempt = self.journal.ask("book", tenant=SLUG, key=key, start=start.isoformat(), email=mail)
            while self.journal.tell(attempt, book(attempt)).outcome not in CERTAIN:
                time.sleep(PAUSE)
            time.sleep(PAUSE * luck.random())


def _popular() -> datetime:
    """A time that everybody wants this second."""
    return _start(int(time.time()) // 2)


def _any(luck: random.Random) -> datetime:
    return _start(luck.randrange(DAYS * 31))


def some_start() -> datetime:
    """One that nobody waits for: any."""
    return _any(random.Random())


def _start(number: int) -> datetime:
    """In UTC: one of those, on one of the next days, at which somebody is there."""
    day = datetime.now(BERLIN).date() + timedelta(days=2 + number // 31 % DAYS)
    midnight = datetime(day.year, day.month, day.day, tzinfo=BERLIN)
    return (midnight.replace(hour=6) + timedelta(minutes=30 * (number % 31))).astimezone(UTC)


def opened_form(start: datetime) -> str:
    """The form's key; empty where there is no form just now."""
    with suppress(OSError, http.client.HTTPException), closing(_connection()) as connection:
        connection.request("GET", _path(start), headers={"Host": HOST, "Accept-Language": "en"})
        found = KEY.search(connection.getresponse().read().decode())
        return found[1] if found else ""
    return ""


def book(attempt: Attempt) -> Told:
    began, start = time.time(), datetime.fromisoformat(attempt.about["start"])
    fields = {"start": said_start(start), "name": "Anna", "email": attempt.about["email"], "key": attempt.key}
    form = {"Content-Type": "application/x-www-form-urlencoded", "Host": HOST, "Accept-Language": "en"}
    try:
        with closing(_connection()) as connection:
            connection.request("POST", _path(start), urlencode(fields), form)
            answer = connection.getresponse()
            answer.read()
    except (OSError, http.client.HTTPException) as error:
        return Told(Outcome.UNKNOWN, 0, type(error).__name__, "", began, time.time())
    said = "" if answer.status < 500 or answer.getheader("Retry-After") else "without Retry-After"
    return Told(_outcome(answer.status), answer.status, said, "", began, time.time())


def _outcome(status: int) -> Outcome:
    if status == 303:
        return Outcome.CONFIRMED
    return Outcome.FAILED if status >= 500 else Outcome.REFUSED


def _connection() -> http.client.HTTPConnection:
    return http.client.HTTPConnection(FRONT["front"], 80, timeout=PATIENCE)


def _path(start: datetime) -> str:
    return f"/{SLUG}/{SERVICE}/book/?{urlencode({'start': said_start(start)})}"


def said_start(start: datetime) -> str:
    return start.astimezone(BERLIN).isoformat(timespec="seconds")
