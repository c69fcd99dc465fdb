"""A repeat finds our own property again; Graph itself remembers a request for a while only."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from terminbuch.calendars.troubles import ChangedThere, IdBurnt, NotThere, Unreadable
from terminbuch.calendars.web_api import NEVER, Answered, Json, WebApi
from terminbuch.ical.seen import Entry, Known, SeenEvent

from .addresses import OUR_PROPERTY, calendar_of
from .events import ODD, PROPERTY, as_new, body_of, seen, stands
from .reading import items_of

BURNT: Final = 409


async def find(api: WebApi, remote_id: str, zone: ZoneInfo) -> SeenEvent | None:
    item = await _standing(api, Known(remote_id))
    try:
        return seen(item, NEVER, zone) if item is not None else None
    except ODD:
        raise Unreadable("an event") from None


async def put(api: WebApi, calendar: str, entry: Entry, known: Known | None) -> Known:
    standing = known or await _ours(api, calendar, entry)
    if standing is not None:
        return await _change(api, entry, standing)
    try:
        item = await api.ask("POST", f"{calendar_of(calendar)}/events", body=as_new(entry))
    except Answered as answer:
        if answer.status == BURNT:
            raise IdBurnt from None
        raise
    return _known(item, entry.generation)


async def _ours(api: WebApi, calendar: str, entry: Entry) -> Known | None:
    """The answer to an earlier try may have been lost."""
    is_ours = f"ep/id eq '{PROPERTY}' and ep/value eq '{entry.marker}'"
    asked = {
        "$filter": f"singleValueExtendedProperties/Any(ep: {is_ours})", "$select": "id,transactionId"
    }  # fmt: skip
    told = await api.ask("GET", f"{calendar_of(calendar)}/events", params=asked)
    return next((_known(item, entry.generation) for item in items_of(told)), None)


async def _change(api: WebApi, entry: Entry, known: Known) -> Known:
    try:
        item = await _patch(api, entry, known)
    except ChangedThere:
        item = await _once_more(api, entry, known)
    except NotThere:
        raise ChangedThere("gone") from None
    return _known(item, known.generation)


async def _once_more(api: WebApi, entry: Entry, known: Known) -> Json:
    """Refused, and yet ours stands there as wanted: an answer was lost. Refused, and yet nothing had changed:
    Exchange does that at times.
    """
    item = await _standing(api, known)
    if item is None:
        raise ChangedThere("gone")
    if stands(item, entry):
        return item
    if item.get("@odata.etag") != known.etag:
        raise ChangedThere
    return await _patch(api, entry, known)


async def _patch(api: WebApi, entry: Entry, known: Known) -> Json:
    return await api.ask("PATCH", _event(known), body=body_of(entry), if_match=known.etag)


async def erase(api: WebApi, known: Known) -> None:
    try:
        await api.ask("DELETE", _event(known), if_match=known.etag)
    except NotThere:
        return
    except ChangedThere:
        await _erase_again(api, known)


async def _erase_again(api: WebApi, known: Known) -> None:
    """Only where it is gone already, or where nothing had changed."""
    item = await _standing(api, known)
    if item is not None and item.get("@odata.etag") != known.etag:
        raise ChangedThere
    try:
        await api.ask("DELETE", _event(known), if_match=known.etag)
    except NotThere:
        return


async def _standing(api: WebApi, known: Known) -> Json | None:
    try:
        return await api.ask("GET", _event(known), params={"$expand": OUR_PROPERTY})
    except NotThere:
        return None


def _event(known: Known) -> str:
    return f"/me/events/{quote(known.remote_id, safe='')}"


def _known(item: Json, generation: int) -> Known:
    return Known(str(item.get("id", "")), str(item.get("@odata.etag", "")), generation)
