"""What this process keeps of resources' time, each for as long as its revision stands (I4).

Only offers look here; a booking is decided by facts that were loaded under its locks. Kept are hours,
bookings, absences and busy times of some months; holds never, for their end is a moment and no change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock

from terminbuch import availability

from . import facts, prepared
from .counted import booked_on
from .taken import held_spans
from .wish import Wish, able, rules

BACK, AHEAD = timedelta(days=3), timedelta(days=110)
MOST = 300
VERSIONS = """SELECT id, uid, revision FROM terminbuch_resource
WHERE organisation_id = %(organisation)s AND id {in ids}"""

type Known = Mapping[int, availability.Known]


@dataclass(frozen=True, slots=True)
class _Name:
    """A resource at a place. By uid, which never comes again, as the database writes it."""

    resource: str
    location: int


@dataclass(frozen=True, slots=True)
class _Version:
    """What a mask is good for: these revisions, and these days."""

    resource: int
    location: int
    span: availability.Span


_masks: dict[_Name, tuple[_Version, availability.Known]] = {}
_lock = Lock()


def question(
    wish: Wish, *, requirements: tuple[availability.Requirement, ...], now: datetime
) -> availability.Question | None:
    """The question behind every offer of the coming months; None where the tables must be asked.

    Two queries where all is kept, else at most ten more.
    """
    if not _can_be_kept(wish):
        return None
    span, ids = _span(now), able(requirements)
    # Holds before bookings: one that becomes a booking meanwhile is then seen as either or as both.
    held = held_spans(wish, ids, span, now)
    known = _known(wish, ids, span, now)
    if known is None:
        return None
    return availability.Question(
        rules=rules(wish),
        requirements=requirements,
        resources={key: availability.ResourceFacts(key, (), held.get(key, ())) for key in ids},
        now=now,
        booked_on=booked_on(wish, span, now),
        kept=known,
    )


def masks(wish: Wish, ids: set[int], *, now: datetime) -> Known | None:
    """What is known of these resources at the wish's location, holds left out; None when the tables must be
    asked. One query where all is kept."""
    return _known(wish, ids, _span(now), now)


def reaches_over(seen: availability.Span, *, now: datetime) -> bool:
    """Whether all instants that matter lie within those months."""
    span = _span(now)
    return span.start <= seen.start and seen.end <= span.end


def _can_be_kept(wish: Wish) -> bool:
    """Sittings are told apart by row, and for a move the own rows do not count."""
    return wish.service.capacity == 1 and wish.moving is None


def _span(now: datetime) -> availability.Span:
    """The same all day long."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return availability.Span(midnight - BACK, midnight + AHEAD)


def _known(wish: Wish, ids: set[int], span: availability.Span, now: datetime) -> Known | None:
    """All that is known of these resources at one moment; None when something changed while it was loaded."""
    versions = _versions(wish, ids, span)
    found = {key: known for key, version in versions.items() if (known := _kept(*version))}
    missing = ids - found.keys()
    if not missing:
        return found
    loaded = facts.resources(wish, missing, span, now)
    if _versions(wish, ids, span) != versions:
        return None
    for key in missing:
        found[key] = availability.known(loaded[key], span)
        _keep(*versions[key], found[key])
    return found


def _versions(wish: Wish, ids: set[int], span: availability.Span) -> Mapping[int, tuple[_Name, _Version]]:
    place = wish.location
    values = {"organisation": place.organisation_id, "ids": prepared.ids(ids)}
    return {
        key: (_Name(str(uid), place.pk), _Version(revision, place.revision, span))
        for key, uid, revision in prepared.rows(prepared.worded(VERSIONS), values)
    }


def _kept(name: _Name, version: _Version) -> availability.Known | None:
    found = _masks.get(name)
    return found[1] if found and found[0] == version else None


def _keep(name: _Name, version: _Version, known: availability.Known) -> None:
    """The newest last; of too many the oldest goes."""
    with _lock:
        _masks.pop(name, None)
        _masks[name] = (version, known)
        while len(_masks) > MOST:
            del _masks[next(iter(_masks))]
