from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime

from ..seen import SeenEvent
from .asked import Asked, NothingReadable, Source, TooMuch, Understood
from .event import Event, event, newest
from .free_busy import periods
from .judging import mail, shows_as
from .names import booking_of, grouped, uid_of
from .notices import Notices
from .parts import Part, parts
from .series import Instance, instances
from .spans import Counter, Spans
from .zones import Zones

MOST_BYTES, MOST_BYTES_IN_ALL = 10_000_000, 40_000_000
# Nobody's calendar needs more, and every calendar page can show these in every zone.
FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)

type Patience = Callable[[], AbstractContextManager[None]]
"""Around each series: it may break off one that takes too long, with an error."""


def understood(sources: Sequence[Source], asked: Asked, *, patience: Patience = nullcontext) -> Understood:
    """One event a source, also where it blocks nothing. Raises NothingReadable when one is no calendar."""
    if sum(len(source.text) for source in sources) > MOST_BYTES_IN_ALL:
        raise TooMuch("The objects are larger than 40 MB in all.")
    reader = _Reader(asked, patience)
    events = tuple(reader.source(source) for source in sources)
    return Understood(events, reader.notices.told())


def understood_feed(text: bytes, asked: Asked, *, patience: Patience = nullcontext) -> Understood:
    """One event a UID, of those that touch the time asked for or could not be read whole.

    Raises NothingReadable.
    """
    if len(text) > MOST_BYTES:
        raise TooMuch("The feed is larger than 10 MB.")
    reader = _Reader(asked, patience)
    events = tuple(reader.feed(text))
    return Understood(events, reader.notices.told())


class _Reader:
    def __init__(self, asked: Asked, patience: Patience) -> None:
        self.notices = Notices()
        self._asked = replace(
            asked,
            starts_at=asked.starts_at.astimezone(UTC),
            ends_at=asked.ends_at.astimezone(UTC),
            owners=frozenset(mail(owner) for owner in asked.owners),
        )
        self._patience = patience
        self._counter = Counter()
        self._left_out = 0

    def source(self, source: Source) -> SeenEvent:
        left_out = self._left_out
        with self.notices.within(source.remote_id):
            cut = parts(source.text)
            self.notices.add(*cut.broken)
            zones, spans = Zones(self._asked.zone, cut.zones), Spans(self._asked, self._counter)
            read = [one for group in grouped(cut.busy) for one in self._read(group, zones, spans)]
            self.notices.add_zones(zones)
        seen = _seen(source.remote_id, source.etag, cut.busy, read, spans)
        return replace(seen, is_partial=bool(cut.broken) or self._left_out > left_out)

    def feed(self, text: bytes) -> list[SeenEvent]:
        cut = parts(text)
        self.notices.add(*cut.broken)
        zones, found, readable = Zones(self._asked.zone, cut.zones), list[SeenEvent](), 0
        for group in grouped(cut.busy):
            spans, left_out = Spans(self._asked, self._counter), self._left_out
            read = self._read(group, zones, spans)
            readable += len(read)
            is_partial = self._left_out > left_out
            if spans.is_touched or is_partial:
                seen = _seen(uid_of(group[0]), "", group, read, spans)
                found.append(replace(seen, is_partial=is_partial))
        if not readable and (cut.busy or cut.broken):
            raise NothingReadable("Not one event of it can be read.")
        self.notices.add_zones(zones)
        return found

    def _read(self, group: Sequence[Part], zones: Zones, spans: Spans) -> list[Event | Part]:
        """Those that could be read; what they block is in ``spans``."""
        events = [one for part in group if part.kind == "VEVENT" and (one := self._event(part, zones))]
        answers = [part for part in group if part.kind == "VFREEBUSY" and self._free_busy(part, zones, spans)]
        return [*self._expanded(events, zones, spans), *answers]

    def _event(self, part: Part, zones: Zones) -> Event | None:
        try:
            return event(part, zones)
        except (ValueError, OverflowError) as why:
            self._leave_out(part, why)
            return None

    def _free_busy(self, part: Part, zones: Zones, spans: Spans) -> bool:
        try:
            for each in list(periods(part, zones)):
                spans.add(*each)
        except (ValueError, OverflowError) as why:
            self._leave_out(part, why)
            return False
        return True

    def _expanded(self, events: Sequence[Event], zones: Zones, spans: Spans) -> list[Event]:
        """Those of one UID. Whoever gives one to several events means them all."""
        exceptions = [one for one in events if one.is_exception]
        cores = newest([one for one in events if not one.is_exception])
        series = [[core, *exceptions] for core in cores] or ([exceptions] if exceptions else [])
        return [one for each in series if self._added(each, zones, spans) for one in each]

    def _added(self, events: Sequence[Event], zones: Zones, spans: Spans) -> bool:
        try:
            found = self._instances(events, zones)
        except TooMuch:
            raise
        except Exception as why:  # noqa: BLE001  # whatever it is, one bad series hides no other (B7)
            self._leave_out(events[0].part, why)
            return False
        self.notices.add_series(events)
        for one in found:
            spans.add(one.starts_at, one.ends_at, shows_as(one.event.part, self._asked.owners))
        return True

    def _leave_out(self, part: Part, why: Exception) -> None:
        self._left_out += 1
        self.notices.skipped(part, why)

    def _instances(self, events: Sequence[Event], zones: Zones) -> Sequence[Instance]:
        if len(events) == 1 and events[0].is_single:
            return [Instance(events[0], events[0].starts_at, events[0].ends_at)]
        with self._patience():
            return list(instances(events, zones, self._asked.starts_at, self._asked.ends_at))


def _seen(
    remote_id: str, etag: str, group: Sequence[Part], read: Sequence[Event | Part], spans: Spans
) -> SeenEvent:
    alone = read[0] if len(read) == 1 else None
    single = alone if isinstance(alone, Event) and alone.is_single else None
    return SeenEvent(
        remote_id=remote_id,
        etag=etag,
        uid=uid_of(group[0]) if group else "",
        marker=booking_of(group),
        starts_at=_kept(single.starts_at) if single else None,
        ends_at=_kept(single.ends_at) if single else None,
        spans=spans.joined(),
    )


def _kept(at: datetime) -> datetime:
    return min(max(at, FIRST), LAST)
