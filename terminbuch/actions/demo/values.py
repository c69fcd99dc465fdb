"""What a demo business is made of, as values: content stands apart from the rows it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

# Windows of a weekday (0 is Monday), wall clock.
Hours = Mapping[int, tuple[tuple[time, time], ...]]


@dataclass(frozen=True)
class Words:
    """The same in German and in English."""

    de: str = ""
    en: str = ""

    def fields(self, name: str) -> dict[str, str]:
        return {f"{name}_de": self.de, f"{name}_en": self.en}


@dataclass(frozen=True)
class Someone:
    """A resource; without an address it hears of nothing."""

    slug: str
    name: str
    hue: int
    hours: Hours
    email: str = ""
    kind: str = "person"


@dataclass(frozen=True)
class Choice:
    """A question with one answer out of several."""

    label: Words
    choices_de: tuple[str, ...]
    choices_en: tuple[str, ...]


@dataclass(frozen=True)
class Treatment:
    """A service. ``needs``: requirements, each a list of resources; the customer chooses from the first."""

    slug: str
    group: Words
    name: Words
    price: Words
    minutes: int
    needs: tuple[tuple[str, ...], ...]
    text: Words = Words()
    advice: Words = Words()
    asks: Choice | None = None
    rules: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Colleague:
    """A member, and the password that the demo publishes."""

    name: str
    email: str
    role: str
    password: str
    resource: str


@dataclass(frozen=True)
class Business:
    organisation: Mapping[str, Any]
    location: Mapping[str, Any]
    resources: tuple[Someone, ...]
    services: tuple[Treatment, ...]
    member: Colleague
