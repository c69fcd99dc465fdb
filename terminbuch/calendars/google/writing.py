"""A repeat finds its own id again; an id that was deleted is burnt for ever."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from terminbuch.calendars.troubles import ChangedThere, IdBurnt, NotThere, TokenLost, Unreadable
from terminbuch.calendars.web_api import NEVER, Answered, Json, WebApi
from terminbuch.ical.seen import Entry, Known, SeenEvent

from .addresses import event_of, events_of
from .events import ODD, as_new, body_of, id_of, is_gone, marker_of, seen, stands

QUIET: Final = {"sendUpdates": "none"}
GONE: Final = (NotThere, TokenLost)


async def find(api: WebApi, calendar: str, remote_id: str, zone: ZoneInfo) -> SeenEvent | None:
    item = await _standing(api, event_of(calendar, remote_id))
    try:
        return seen(item, NEVER, zone) if item is not None else None
    except ODD:
        raise Unreadable("an event") from None


async def put(api: WebApi, calendar: str, entry: Entry, known: Known | None) -> Known:
    if known is not None:
        return await _change(api, calendar, entry, known)
    try:
        item = await api.ask("POST", events_of(calendar), params=QUIET, body=as_new(entry))
    except Answered as answer:
        if answer.status != 409:
            raise
        return await _change(api, calendar, entry, await _ours(api, calendar, entry))
    return _known(item, Known(id_of(entry), "", entry.generation))


async def _ours(api: WebApi, calendar: str, entry: Entry) -> Known:
    """What stands under the id already: ours, when the answer to the first try was lost."""
    item = await _standing(api, event_of(calendar, id_of(entry)))
    if item is None or marker_of(item) != entry.marker:
        raise IdBurnt
    return _known(item, Known(id_of(entry), "", entry.generation))


async def _change(api: WebApi, calendar: str, entry: Entry, known: Known) -> Known:
    """What somebody added to it (a colour, a reminder) stays. Ours at its time already is a lost answer."""
    where = event_of(calendar, known.remote_id)
    try:
        item = await api.ask("PATCH", where, params=QUIET, body=body_of(entry), if_match=known.etag)
    except GONE:
        raise ChangedThere("gone") from None
    except ChangedThere:
        found = await _standing(api, where)
        if found is None or not stands(found, entry):
            raise
        item = found
    return _known(item, known)


async def erase(api: WebApi, calendar: str, known: Known) -> None:
    where = event_of(calendar, known.remote_id)
    try:
        await api.ask("DELETE", where, params=QUIET, if_match=known.etag)
    except GONE:
        return
    except ChangedThere:
        if await _standing(api, where) is not None:
            raise


async def _standing(api: WebApi, where: str) -> Json | None:
    """None where it was deleted, which also gave it another etag."""
    try:
        item = await api.ask("GET", where)
    except GONE:
        return None
    return None if is_gone(item) else item


def _known(item: Json, before: Known) -> Known:
    return Known(str(item.get("id") or before.remote_id), str(item.get("etag", "")), before.generation)
