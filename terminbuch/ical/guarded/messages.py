"""What the two processes say to each other: JSON both ways, for pickle would believe all a child says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ..busy import Asked, NothingReadable, Source, TooMuch, Understood
from ..seen import SeenEvent, SeenSpan

# Of what is no UTF-8 every byte must arrive as it is; each of these letters is a byte.
BYTES = "latin-1"
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
    events = [asdict(event) for event in understood.events]
    return json.dumps({"events": events, "skipped": understood.skipped}, default=_iso).encode()


def _iso(at: datetime) -> str:
    return at.isoformat()


def refused(refusal: NothingReadable | TooMuch) -> bytes:
    kind = next(name for name, each in REFUSALS.items() if isinstance(refusal, each))
    return json.dumps({"refused": kind, "because": str(refusal)}).encode()


def understood_from(answer: bytes) -> Understood:
    """Raises what the child refused with."""
    told = json.loads(answer)
    if "refused" in told:
        raise REFUSALS[told["refused"]](told["because"])
    return Understood(tuple(_event(one) for one in told["events"]), tuple(told["skipped"]))


def _event(told: dict[str, Any]) -> SeenEvent:
    spans = tuple(
        SeenSpan(
            datetime.fromisoformat(one["starts_at"]), datetime.fromisoformat(one["ends_at"]), one["shows_as"]
        )
        for one in told["spans"]
    )
    times = {name: _instant(told[name]) for name in ("starts_at", "ends_at")}
    return SeenEvent(**(told | times | {"spans": spans}))


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
