"""X6: each event of a booking is told once to each reader; a copy more only where that cannot be known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.torture.evidence import Delivery, Evidence


def each_mail_once(evidence: Evidence) -> list[str]:
    promises = [row for row in evidence.deliveries if row.calendar is None]
    return [*_doubles(promises), *_missing(promises, evidence), *_too_many(evidence)]


def extra_copies(evidence: Evidence) -> int:
    """Mails that came a second time, with the same Message-ID."""
    came = Counter(mail.message_id for mail in evidence.mails)
    return came.total() - len(came)


def marks(evidence: Evidence) -> int:
    """How many copies may have come twice without anybody being able to know: what is marked in doubt, and
    one for each worker that ended in the middle."""
    return sum(row.was_in_doubt for row in evidence.deliveries) + evidence.deaths


def _doubles(promises: list[Delivery]) -> Iterator[str]:
    keys = Counter((row.organisation, row.key) for row in promises)
    return (f"promised {number} times: {key}" for (_organisation, key), number in keys.items() if number > 1)


def _missing(promises: list[Delivery], evidence: Evidence) -> Iterator[str]:
    came = {mail.message_id.partition("@")[0].replace("-", "") for mail in evidence.mails}
    for row in promises:
        if row.state == "sent" and row.uid not in came:
            yield f"delivery {row.id} ({row.kind}) is marked sent and never came"
        if row.state == "failed":
            yield f"delivery {row.id} ({row.kind}) was given up: {row.last_error}"


def _too_many(evidence: Evidence) -> Iterator[str]:
    extra, allowed = extra_copies(evidence), marks(evidence)
    if extra > allowed:
        yield f"{extra} copies too many, {allowed} could be explained"
