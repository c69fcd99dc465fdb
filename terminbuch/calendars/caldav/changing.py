"""What changed in a calendar since a token (RFC 6578), and the many ways to say that it is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from terminbuch.calendars.outbound import Answer
from terminbuch.calendars.troubles import TokenLost, Unreadable

from . import questions
from .answers import DAV, MultiStatus, Part, has_condition
from .collection import GONE, Collection
from .server import judged, read

MOST_PAGES: Final = 100
HAS_MORE: Final = 507
# Six servers, and as many words for it; 403 only where it names the token.
LOST: Final = (400, 405, 409, 410, 412, 501, 507)


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths. An object may stand in both, when it was changed and then deleted while we asked."""

    changed: frozenset[str]
    gone: frozenset[str]
    token: str


async def changes(collection: Collection, token: str) -> Changes:
    """Since then, all pages of it. Raises TokenLost."""
    changed: set[str] = set()
    gone: set[str] = set()
    seen: set[str] = set()
    while token not in seen and len(seen) < MOST_PAGES:
        seen.add(token)
        page = await _page(collection, token)
        objects = [part for part in page.parts if collection.is_object(part)]
        gone = (gone | _paths(collection, objects, GONE)) - _paths(collection, objects, (200,))
        changed = (changed | _paths(collection, objects, (200,))) - gone
        if not _has_more(collection, page.parts):
            await _doubt(collection, frozenset(changed), frozenset(gone))
            return Changes(frozenset(changed), frozenset(gone), page.token)
        token = page.token
    raise Unreadable("pages without end")


async def _page(collection: Collection, token: str) -> MultiStatus:
    answer = await collection.server.ask(
        "REPORT", collection.address, body=questions.changes(token), headers={"Depth": "0"}
    )
    if _is_lost(answer):
        raise TokenLost(f"status {answer.status}")
    page = await read(judged(answer, 207))
    if not page.token:
        raise Unreadable("changes without a token")
    return page


def _is_lost(answer: Answer) -> bool:
    if answer.status == 403:
        return has_condition(answer.body, f"{DAV}valid-sync-token")
    return answer.status in LOST


def _paths(collection: Collection, parts: list[Part], statuses: tuple[int, ...]) -> set[str]:
    return {collection.path(part) for part in parts if part.status in statuses}


def _has_more(collection: Collection, parts: tuple[Part, ...]) -> bool:
    """What is said of objects must be known to us; 507 for the calendar itself means that there is more."""
    if any(part.status not in {200, *GONE} for part in parts if collection.is_object(part)):
        raise Unreadable("an incomplete list of changes")
    return any(part.status == HAS_MORE for part in parts)


async def _doubt(collection: Collection, changed: frozenset[str], gone: frozenset[str]) -> None:
    """Some servers take a token they do not know for none: they name all there is, and nothing gone."""
    if changed and not gone and changed >= await collection.names():
        raise TokenLost("a list of everything")
