"""Pages as they were made, kept in this process for as long as a new one would be the same (I4)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from terminbuch.availability import Span
from terminbuch.queries.editions import Edition

# Of one process. A page has some 10 kB.
MOST_BYTES = 16 * 1024 * 1024
# What a page takes beside its body and the words of its edition: its name, its headers, objects of Python.
BESIDE = 6 * 1024
# Pages that share one of these wait for each other, which happens seldom and costs a few milliseconds.
MAKERS = 64
WAITS_SECONDS = 5

type Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """``edition`` was read before what the page is made of; ``lasts`` is while time alone changes nothing."""

    edition: Edition
    lasts: Span
    body: bytes
    headers: Mapping[str, str]
    policy: Mapping[str, list[str]]

    def is_good(self, edition: Edition, now: datetime) -> bool:
        return self.lasts.start <= now < self.lasts.end and self.edition == edition

    @property
    def size(self) -> int:
        """In bytes, roughly. Where a hundred people could serve, the edition is as long as the page."""
        return len(self.body) + BESIDE + sum(len(word) for word in self.edition if isinstance(word, str))


@dataclass
class Shelf:
    """Where there are too many bytes, the page goes that nobody has asked for longest."""

    _pages: OrderedDict[Name, Page] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _lock: Lock = field(default_factory=Lock)
    _makers: tuple[Lock, ...] = field(default_factory=lambda: tuple(Lock() for _ in range(MAKERS)))

    @contextmanager
    def making(self, name: Name) -> Iterator[bool]:
        """One thread makes a page, the others that want the same wait for it; but not for ever.

        Gives whether it was waited for somebody.
        """
        maker = self._makers[hash(name) % MAKERS]
        is_first = maker.acquire(blocking=False)
        is_alone = is_first or maker.acquire(timeout=WAITS_SECONDS)
        try:
            yield not is_first
        finally:
            if is_alone:
                maker.release()

    def find(self, name: Name, edition: Edition, now: datetime) -> Page | None:
        with self._lock:
            page = self._pages.get(name)
            if page is None or not page.is_good(edition, now):
                return None
            self._pages.move_to_end(name)
            return page

    def keep(self, name: Name, page: Page) -> None:
        with self._lock:
            self._take(name)
            self._pages[name] = page
            self._bytes += page.size
            while self._bytes > MOST_BYTES:
                self._take(next(iter(self._pages)))

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def _take(self, name: Name) -> None:
        gone = self._pages.pop(name, None)
        self._bytes -= gone.size if gone else 0


SHELF = Shelf()
