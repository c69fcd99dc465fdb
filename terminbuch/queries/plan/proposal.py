"""What the plan says of a booking, as a case keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

type Kind = Literal["none", "keep", "offer", "phone", "cancel", "decide"]
type Why = Literal["", "nothing_free", "too_soon", "no_service"]


@dataclass(frozen=True, slots=True)
class Pick:
    """Who serves which requirement; ``position`` is the allocation's."""

    position: int
    resource: UUID


@dataclass(frozen=True, slots=True)
class OfferedTime:
    """A time that could be offered, and everybody who would serve then."""

    starts_at: datetime
    ends_at: datetime
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """``keep``: the same time with ``picks``, everybody who serves then. ``offer``: up to three ``times``.

    ``phone``: nobody knows better, and ``why``. ``decide``: the customer wishes for another time, which staff
    accepts or declines. ``none``: not planned yet. ``is_chosen``: staff said so, and the plan leaves it.
    """

    kind: Kind = "none"
    picks: tuple[Pick, ...] = ()
    times: tuple[OfferedTime, ...] = ()
    why: Why = ""
    is_chosen: bool = False

    def as_json(self) -> dict[str, Any]:
        """Only what is said."""
        said: dict[str, Any] = {"kind": self.kind}
        if self.picks:
            said["picks"] = _picks_as_json(self.picks)
        if self.times:
            said["times"] = [_time_as_json(time) for time in self.times]
        if self.why:
            said["why"] = self.why
        if self.is_chosen:
            said["is_chosen"] = True
        return said

    @classmethod
    def of_json(cls, said: Mapping[str, Any]) -> Proposal:
        return cls(
            kind=said.get("kind", "none"),
            picks=_picks_of_json(said.get("picks", [])),
            times=tuple(_time_of_json(time) for time in said.get("times", [])),
            why=said.get("why", ""),
            is_chosen=said.get("is_chosen", False),
        )


def _picks_as_json(picks: tuple[Pick, ...]) -> list[list[Any]]:
    return [[pick.position, str(pick.resource)] for pick in picks]


def _picks_of_json(said: list[list[Any]]) -> tuple[Pick, ...]:
    return tuple(Pick(position, UUID(resource)) for position, resource in said)


def _time_as_json(time: OfferedTime) -> dict[str, Any]:
    starts_at, ends_at = (moment.astimezone(UTC).isoformat() for moment in (time.starts_at, time.ends_at))
    return {"starts_at": starts_at, "ends_at": ends_at, "picks": _picks_as_json(time.picks)}


def _time_of_json(said: Mapping[str, Any]) -> OfferedTime:
    return OfferedTime(
        datetime.fromisoformat(said["starts_at"]),
        datetime.fromisoformat(said["ends_at"]),
        _picks_of_json(said["picks"]),
    )
