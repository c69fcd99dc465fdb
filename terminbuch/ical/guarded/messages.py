"""What the two processes say to each other: JSON both ways, for pickle would believe all a child says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ..busy import Asked, NothingReadable, Source, TooMuch, Understood
from ..seen import SeenEvent, SeenSpan

# Of what is no UTF-8 every byte must arrive as it is; each of these letters is a byte.
BYTES = "latin-1"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
REFUSALS: dict[str, type[NothingReadable | TooMuch]] = {
    "nothing readable": NothingReadable,
    "too much": TooMuch,
}


def feed_question(text: bytes, asked: Asked) -> bytes:
    return _question(asked, feed=text.decode(BYTES))


def sources_question(sources: Sequence[Source], asked: Asked) -> bytes:
    return _question(asked, sources=[[one.remote_id, one.etag, one.text.decode(BYTES)] for one in sources])


def _question(asked: Asked, **what: object) -> bytes:
    told = {
        "starts_at": asked.starts_at.isoformat(),
        "ends_at": asked.ends_at.isoformat(),
        "zone": asked.zone.key,
        "owners": sorted(asked.owners),
    }
    return json.dumps(told | what, ensure_ascii=False).encode()


def asked_in(question: dict[str, Any]) -> Asked:
    return Asked(
        datetime.fromisoformat(question["starts_at"]),
        datetime.fromisoformat(question["ends_at"]),
        ZoneInfo(question["zone"]),
        frozenset(question["owners"]),
    )


def sources_in(question: dict[str, Any]) -> list[Source]:
    return [Source(remote_id, etag, text.encode(BYTES)) for remote_id, etag, text in question["sources"]]


def said(understood: Understood) -> bytes:
    """Times are seconds since 1970: there may be a hundred thousand."""
    events = [
        (
            one.remote_id,
            one.etag,
            one.uid,
            one.marker,
            _second(one.starts_at),
            _second(one.ends_at),
            _said(one.spans),
            one.is_partial,
        )
        for one in understood.events
    ]
    return json.dumps({"events": events, "skipped": understood.skipped}).encode()


def _said(spans: Sequence[SeenSpan]) -> list[tuple[int | None, int | None, str]]:
    return [(_second(span.starts_at), _second(span.ends_at), span.shows_as) for span in spans]


def _second(at: datetime | None) -> int | None:
    return int((at - EPOCH).total_seconds()) if at else None


def refused(refusal: NothingReadable | TooMuch) -> bytes:
    kind = next(name for name, each in REFUSALS.items() if isinstance(refusal, each))
    return json.dumps({"refused": kind, "because": str(refusal)}).encode()


def understood_from(answer: bytes | bytearray) -> Understood:
    """Raises what the child refused with."""
    told = json.loads(answer)
    if "refused" in told:
        raise REFUSALS[told["refused"]](told["because"])
    return Understood(tuple(_event(one) for one in told["events"]), tuple(told["skipped"]))


def _event(told: list[Any]) -> SeenEvent:
    remote_id, etag, uid, marker, starts_at, ends_at, spans, is_partial = told
    seen = tuple(SeenSpan(_at(start), _at(end), shows_as) for start, end, shows_as in spans)
    times = _instant(starts_at), _instant(ends_at)
    return SeenEvent(remote_id, etag, uid, marker, *times, seen, is_partial)


def _instant(second: int | None) -> datetime | None:
    return None if second is None else _at(second)


def _at(second: int) -> datetime:
    return EPOCH + timedelta(seconds=second)
