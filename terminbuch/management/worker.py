"""``terminbuch worker``: sends what was promised, does the chores, and waits; outside calendars beside that.

Several may run at once. What a killed one had taken is taken again after a minute.
"""

from __future__ import annotations

import logging
import signal
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import Error, close_old_connections
from django.utils import timezone
from prometheus_client import Counter

from terminbuch.actions import deliveries, upkeep
from terminbuch.calendars import working
from terminbuch.mail.deliver import deliver
from terminbuch.mail.setbacks import InDoubt, NoLongerNeeded, RefusedForGood, TryAgain
from terminbuch.models import Delivery
from terminbuch.models.outage import is_outage

from .ears import Ears
from .keeping import keep
from .nightly import Nightly
from .tether import tie_to_supervisor

LEASE = timedelta(seconds=120)
IDLE_SECONDS = 1.0
TRIES = Counter("terminbuch_mail_tries", "Tries to send a mail, by what became of it.", ["kind", "outcome"])
log = logging.getLogger("terminbuch.worker")


def main(arguments: list[str]) -> int:
    """Until SIGTERM or SIGINT, which are heard between two deliveries, never within one."""
    parser = ArgumentParser(prog="terminbuch worker", description=__doc__)
    parser.add_argument("--once", action="store_true", help="send what is due now, then end")
    parser.add_argument("--tethered", action="store_true", help="end when standard input does")
    options = parser.parse_args(arguments)
    if options.tethered:
        tie_to_supervisor()
    ears = Ears(signal.SIGTERM, signal.SIGINT)
    if options.once:
        work_off(told_to_stop=lambda: ears.wait(0) is not None)
        working.turn(timezone.now())
    else:
        _work_in_all_lanes(lambda seconds: ears.wait(seconds) is not None)
    return 0


def _work_in_all_lanes(told_to_stop: Callable[[float], bool]) -> None:
    lanes = working.Lanes()
    lanes.start()
    try:
        work(told_to_stop=told_to_stop)
    finally:
        lanes.stop()


def work(*, told_to_stop: Callable[[float], bool]) -> None:
    """Works whenever something is due. ``told_to_stop`` waits for so many seconds for the word to go home.

    A database that is away for a while is waited for; what was taken then is taken again after its lease.
    """
    told = _heard_for_good(told_to_stop)
    with Nightly() as nightly:
        while True:
            try:
                work_off(told_to_stop=lambda: told(0))
                nightly.look(timezone.now())
            except Error as trouble:
                if not is_outage(trouble):
                    raise
                log.warning("the database cannot work just now: %s", str(trouble).strip())
            close_old_connections()
            if told(IDLE_SECONDS):
                return


def _heard_for_good(told_to_stop: Callable[[float], bool]) -> Callable[[float], bool]:
    """A signal is heard once, by whoever asks first, between two mails or after them: it counts for both."""
    is_told = False

    def told(seconds: float) -> bool:
        nonlocal is_told
        is_told = is_told or told_to_stop(seconds)
        return is_told

    return told


def work_off(*, told_to_stop: Callable[[], bool]) -> None:
    """The chores, then every delivery that is due, one after the other."""
    upkeep.run_chores(timezone.now())
    while not told_to_stop() and send_next(timezone.now()):
        pass


def send_next(now: datetime) -> bool:
    """Sends what has waited longest; false when nothing is due. Idle, it only reads."""
    if not deliveries.is_due(now):
        return False
    delivery = deliveries.take_due(now, lease=LEASE)
    if delivery is None:
        return False
    _send(delivery)
    return True


def _send(delivery: Delivery) -> None:
    TRIES.labels(delivery.kind, _tried(delivery)).inc()


def _tried(delivery: Delivery) -> str:
    """What became of it, in a word for those who watch."""
    try:
        deliver(delivery, now=timezone.now())
    except NoLongerNeeded:
        deliveries.withdraw(delivery)
        return "withdrawn"
    except RefusedForGood as refused:
        deliveries.mark_failed(delivery, error=str(refused), now=timezone.now(), for_good=True)
        return "refused"
    except TryAgain as later:
        deliveries.mark_failed(delivery, error=str(later), now=timezone.now())
        return "later"
    except InDoubt as doubt:
        _keep_doubt(delivery, str(doubt))
        return "in_doubt"
    except Exception as bug:  # one letter we cannot write must not keep back everybody else's
        log.exception("delivery %s", delivery.uid)
        deliveries.mark_failed(delivery, error=type(bug).__name__, now=timezone.now())
        return "broken"
    keep(lambda: deliveries.mark_sent(delivery, now=timezone.now()), within=LEASE)
    return "sent"


def _keep_doubt(delivery: Delivery, doubt: str) -> None:
    keep(lambda: deliveries.mark_in_doubt(delivery, error=doubt, now=timezone.now()), within=LEASE)
