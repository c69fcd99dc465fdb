"""What a delivery's facts say, as values: the times of a booking as they were when a mail was promised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from terminbuch.models import Resource

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Times:
    """From when to when, and with whom: half-open, instants. ``ids`` are None where only names are known.

    ``service`` is its name by language, where it was another one before a change.
    """

    starts_at: datetime
    ends_at: datetime
    people: tuple[str, ...]
    ids: tuple[int, ...] | None = None
    service: Mapping[str, str] = field(default_factory=dict)

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    def are_with(self, resource: Resource) -> bool:
        """By id, for two may have one name, and names change; by name where no id was written down."""
        return resource.name in self.people if self.ids is None else resource.pk in self.ids


def times(facts: Facts, prefix: str = "") -> Times:
    ids = facts.get(f"{prefix}people_ids")
    return Times(
        starts_at=datetime.fromisoformat(facts[f"{prefix}starts_at"]),
        ends_at=datetime.fromisoformat(facts[f"{prefix}ends_at"]),
        people=tuple(facts.get(f"{prefix}people", ())),
        ids=None if ids is None else tuple(ids),
        service=facts.get(f"{prefix}service", {}),
    )


def instant(facts: Facts, name: str) -> datetime | None:
    return datetime.fromisoformat(facts[name]) if facts.get(name) else None


def line(facts: Facts, name: str) -> str:
    """What a person typed, its line ends folded into spaces."""
    return " ".join(facts.get(name, "").split())
