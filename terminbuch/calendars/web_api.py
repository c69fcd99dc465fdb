"""A service that is asked in JSON on behalf of one account: Google and Microsoft are of this kind."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import quote, urlencode
from weakref import WeakKeyDictionary

from django.utils import timezone

from . import outbound
from .troubles import (
    Broken,
    ChangedThere,
    NotAllowed,
    NotThere,
    SignedOut,
    TokenLost,
    TooLarge,
    TooMany,
    Trouble,
    Unreadable,
)

MOST_PAGES = 200
NEVER: Final = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2000, 1, 1, tzinfo=UTC))
"""A window for who wants an event's own times and nothing of what it blocks."""

type Json = dict[str, Any]


class Answered(Unreadable):
    """4xx with no meaning of its own; who asked may know one."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"HTTP {status} {code}")
        self.status = status
        self.said = code


BY_STATUS: Mapping[int, type[Trouble]] = {
    401: SignedOut, 403: NotAllowed, 404: NotThere, 410: TokenLost, 412: ChangedThere,
}  # fmt: skip


@dataclass(frozen=True)
class WebApi:
    """``code_of`` finds the vendor's word in an error; with one of ``rates`` 403 means "too often".

    ``gate`` lets in as many questions at a time as the service takes of one account.
    """

    base: str
    token: str = field(repr=False)
    code_of: Callable[[Json], str]
    rates: frozenset[str] = frozenset()
    headers: Mapping[str, str] = field(default_factory=dict)
    gate: Callable[[], AbstractAsyncContextManager[Any]] = nullcontext

    async def ask(
        self,
        method: str,
        where: str,
        *,
        params: Mapping[str, str] | None = None,
        body: Json | None = None,
        if_match: str = "",
    ) -> Json:
        """``where`` is a path, or an address that the service gave. {} where it has nothing to say (204).

        Raises a Trouble for all but 2xx, and where nothing is said without saying so: that is what a proxy
        answers that never asked the service.
        """
        headers = {"Authorization": f"Bearer {self.token}", "Accept": "application/json", **self.headers}
        headers |= {"If-Match": if_match} if if_match else {}
        headers |= {"Content-Type": "application/json"} if body is not None else {}
        async with self.gate():
            answer = await outbound.request(
                method, self._address(where, params or {}), headers=headers,
                body=json.dumps(body).encode() if body is not None else b"",
                hosts=frozenset({outbound.host_of(self.base)}), sends_secret=True,
            )  # fmt: skip
        return self._judged(answer)

    async def pages(
        self, where: str, params: Mapping[str, str], *, on: str, by: str = ""
    ) -> AsyncIterator[Json]:
        """One after the other until none is named under ``on``: a whole address, or the value of ``by``
        beside the same question. Raises Unreadable when they go in a circle.
        """
        been: set[str] = set()
        page = await self.ask("GET", where, params=params)
        yield page
        while following := page.get(on):
            if following in been:
                raise Unreadable("pages in a circle")
            if len(been) >= MOST_PAGES:
                raise TooLarge(f"more than {MOST_PAGES} pages")
            been.add(following)
            asked = (where, {**params, by: following}) if by else (following, {})
            page = await self.ask("GET", asked[0], params=asked[1])
            yield page

    def _address(self, where: str, params: Mapping[str, str]) -> str:
        if "://" in where:
            if not where.startswith(f"{self.base}/"):
                raise Unreadable("an address of somebody else")
            return where
        return f"{self.base}{where}" + (f"?{urlencode(params, quote_via=quote)}" if params else "")

    def _judged(self, answer: outbound.Answer) -> Json:
        if answer.status == 204:
            return {}
        told = _read(answer)
        if 200 <= answer.status < 300:
            if told is None:
                raise Unreadable("no JSON")
            return told
        raise self._trouble(answer, self.code_of(told or {})[:60])

    def _trouble(self, answer: outbound.Answer, code: str) -> Trouble:
        if answer.status == 429 or (answer.status == 403 and code in self.rates):
            return TooMany(code, again_at=again_at(answer, timezone.now()))
        if answer.status >= 500:
            waits = again_at(answer, timezone.now())
            return TooMany(code, again_at=waits) if waits else Broken(f"HTTP {answer.status}")
        kind = BY_STATUS.get(answer.status)
        return kind(code) if kind else Answered(answer.status, code)


def again_at(answer: outbound.Answer, now: datetime) -> datetime | None:
    """Retry-After, in seconds or as a date; a day at most. RFC 9110, section 10.2.3."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return now + timedelta(seconds=min(int(said[:9]), 86400))
    try:
        return min(parsedate_to_datetime(said), now + timedelta(days=1)) if said else None
    except (ValueError, TypeError):
        return None


def _read(answer: outbound.Answer) -> Json | None:
    try:
        told = json.loads(answer.body)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


class Gate:
    """So many at a time for each account, on whichever loop is running."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._gates: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, asyncio.Semaphore]]
        self._gates = WeakKeyDictionary()

    def of(self, account: str) -> asyncio.Semaphore:
        gates = self._gates.setdefault(asyncio.get_running_loop(), {})
        return gates.setdefault(account, asyncio.Semaphore(self._width))
