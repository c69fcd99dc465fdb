"""What the board hands over to the assistant, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from terminbuch.queries.plan import OfferedTime, Pick

from ..refusals import Refusal


@dataclass(frozen=True, slots=True)
class Choice:
    """What staff says instead of the plan: keep the time with ``picks`` (everybody who serves then), offer
    ``times``, phone, or cancel."""

    kind: Literal["keep", "offer", "phone", "cancel"]
    picks: tuple[Pick, ...] = ()
    times: tuple[OfferedTime, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A case that could not be sent, and why; it is as it was."""

    case: UUID
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Sent:
    done: tuple[UUID, ...]
    refused: tuple[Refused, ...]
