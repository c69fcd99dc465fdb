"""X11: whoever looks while a booking moves sees it at the old time or at the new one, never otherwise."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from tests.torture.evidence import Evidence, hashed


def moves_seen_whole(evidence: Evidence) -> list[str]:
    """What was read of each booking is a time that somebody asked for; rows and booking always agreed."""
    times: dict[str, set[datetime]] = defaultdict(set)
    uids = {booking.link_hash: booking.uid for booking in evidence.bookings}
    for booking in evidence.bookings:
        times[booking.uid].add(booking.starts_at)
    by_id = {booking.id: booking.uid for booking in evidence.bookings}
    for entry in evidence.history:
        said = [entry.facts[name] for name in ("was", "to") if name in entry.facts]
        times[by_id.get(entry.booking or 0, "")].update(map(datetime.fromisoformat, said))
    for attempt in evidence.attempts:
        link = attempt.token or attempt.last.token
        if link and "start" in attempt.about:
            times[uids.get(hashed(link), "")].add(datetime.fromisoformat(attempt.about["start"]))
    strange = [each for each in evidence.readings if each.start not in times[each.booking]]
    return [*evidence.torn, *(f"booking {each.booking} was read at {each.start}" for each in strange)]
