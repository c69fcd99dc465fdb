"""X16: in the end nobody holds a lock, nothing is half taken, and what was due has left by itself."""

from __future__ import annotations

from tests.torture.evidence import Evidence


def nothing_left_over(evidence: Evidence) -> list[str]:
    due = [row for row in evidence.deliveries if row.state == "due" and row.due_at <= evidence.now]
    stale = [row for row in due if row.lease_until is not None and row.lease_until <= evidence.now]
    waiting = [f"delivery {row.id} ({row.kind}) is due since {row.due_at}: {row.last_error}" for row in due]
    return [*waiting, *(f"the lease of delivery {row.id} ran out" for row in stale), *evidence.leftovers]
