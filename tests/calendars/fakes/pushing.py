"""Notices that a service sends: at once, twice, late, or never."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

type Post = Callable[[str, Mapping[str, str], bytes], int]
type Way = Literal["once", "doubled", "late", "dropped"]


@dataclass
class Notice:
    address: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass
class Pushes:
    """``post`` brings a notice to us and tells our status; without one they are only collected."""

    way: Way = "once"
    post: Post | None = None
    sent: list[Notice] = field(default_factory=list)
    held: list[Notice] = field(default_factory=list)

    def send(self, notice: Notice) -> None:
        if self.way == "late":
            self.held.append(notice)
        elif self.way != "dropped":
            for _again in range(2 if self.way == "doubled" else 1):
                self._deliver(notice)

    def deliver_late_ones(self) -> None:
        """In the wrong order, too."""
        while self.held:
            self._deliver(self.held.pop())

    def _deliver(self, notice: Notice) -> None:
        self.sent.append(notice)
        if self.post is not None:
            self.post(notice.address, notice.headers, notice.body)
