"""Google Calendar v3 in memory, as far as we use it; every answer is checked by Google's own description."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from .google_schemas import parameters, troubles
from .pushing import Notice, Pushes
from .service import Json, Question, Reply
from .signing import SigningService

API = "/calendar/v3"
IDS = re.compile(r"[0-9a-v]{5,1024}")
REASONS = {
    "401": (401, "authError"), "403_rate": (403, "rateLimitExceeded"), "403_right": (403, "forbidden"),
    "404": (404, "notFound"), "409": (409, "duplicate"), "410": (410, "fullSyncRequired"),
    "412": (412, "conditionNotMet"), "429": (429, "rateLimitExceeded"), "500": (500, "backendError"),
    "400": (400, "invalid"),
}  # fmt: skip


@dataclass
class Calendar:
    entry: Json
    events: dict[str, Json] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    """Ids, oldest first; a sync token is a place in it."""


class Google(SigningService):
    def __init__(self, *, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.now = now
        self.calendars: dict[str, Calendar] = {}
        self.channels: dict[str, Json] = {}
        self.pushes = Pushes()
        self.page_size = 250
        self.only_free_busy: dict[str, str] = {}
        """Calendars that tell no more than when somebody is busy; with an error, or with ""."""
        self.has_half_lists = self.has_circles = self.begins_empty = False
        self._lists: list[tuple[list[Json], int]] = []
        """What was asked in pages: the events, and the place in all changes that they are of."""
        self.add_calendar("ben@salon.example", "Ben", primary=True)

    # What somebody does in Google's own pages

    def add_calendar(self, name: str, summary: str, *, role: str = "owner", primary: bool = False) -> None:
        entry: Json = {"id": name, "summary": summary, "accessRole": role, "timeZone": "Europe/Berlin"}
        self.calendars[name] = Calendar(entry | ({"primary": True} if primary else {}))

    def add(self, calendar: str, starts_at: datetime, ends_at: datetime, **fields: Any) -> str:
        number = sum(len(one.events) for one in self.calendars.values())
        event: Json = {
            "id": f"foreign{number:05d}", "status": "confirmed", "summary": "Zahnarzt",
            "iCalUID": f"foreign{number}@google.com", "start": _told(starts_at), "end": _told(ends_at),
        }  # fmt: skip
        self._keep(calendar, {**event, **fields})
        return str({**event, **fields}["id"])

    def change(self, calendar: str, event: str, **fields: Any) -> None:
        self._keep(calendar, {**self.calendars[calendar].events[event], **fields})

    def move(self, calendar: str, event: str, starts_at: datetime, ends_at: datetime) -> None:
        self.change(calendar, event, start=_told(starts_at), end=_told(ends_at))

    def delete(self, calendar: str, event: str) -> None:
        self.change(calendar, event, status="cancelled")

    def standing(self, calendar: str) -> list[Json]:
        return [event for event in self.calendars[calendar].events.values() if not _is_gone(event)]

    def _keep(self, calendar: str, event: Json) -> Json:
        kept = self.calendars[calendar]
        kept.changes.append(event["id"])
        event["etag"] = f'"{len(kept.changes)}"'
        kept.events[event["id"]] = event
        self._notice(calendar)
        return event

    # What a program asks

    def answer(self, question: Question) -> Reply:
        if question.path == "/token":
            return self.give_tokens(question)
        if not self.is_signed_in(question):
            return self.refusal("401")
        found = next(self._routes(question), None)
        return found() if found else self.refusal("404")

    def refusal(self, name: str) -> Reply:
        status, reason = REASONS[name]
        error = {"code": status, "message": reason, "errors": [{"domain": "global", "reason": reason}]}
        waits = {"Retry-After": str(self.wait_seconds)} if name == "429" else {}
        return Reply(status, {"error": error}, waits)

    def _routes(self, question: Question) -> Iterator[Callable[[], Reply]]:
        parts = [unquote(part) for part in question.path.removeprefix(API).strip("/").split("/")]
        match question.method, parts:
            case "GET", ["users", "me", "calendarList"]:
                yield lambda: self._list_calendars(question)
            case "POST", ["freeBusy"]:
                yield lambda: self._free_busy(question)
            case "POST", ["channels", "stop"]:
                yield lambda: self._stop(question)
            case _, ["calendars", calendar, "events", *rest] if calendar in self.calendars:
                yield lambda: self._events(question, calendar, rest)

    def _events(self, question: Question, calendar: str, rest: list[str]) -> Reply:
        if calendar in self.only_free_busy:
            return self.refusal("403_right")
        match question.method, rest:
            case "GET", []:
                return self._list(question, calendar)
            case "POST", []:
                return self._insert(question, calendar)
            case "POST", ["watch"]:
                return self._watch(question, calendar)
            case method, [event] if event in self.calendars[calendar].events:
                return self._one(method, question, calendar, event)
        return self.refusal("404")

    def _one(self, method: str, question: Question, calendar: str, event: str) -> Reply:
        current = self.calendars[calendar].events[event]
        if method == "GET":
            return _checked("Event", current)
        if question.headers.get("if-match", current["etag"]) != current["etag"]:
            return self.refusal("412")
        if method == "DELETE":
            if _is_gone(current):
                return self.refusal("410")
            self.delete(calendar, event)
            return Reply(204)
        return self._patch(question, calendar, current)

    def _patch(self, question: Question, calendar: str, current: Json) -> Reply:
        if (wrong := troubles("Event", question.json)) or not set(question.query) <= parameters(
            "events", "patch"
        ):
            return self._wrong(wrong)
        return _checked("Event", self._keep(calendar, _merged(current, question.json)))

    def _insert(self, question: Question, calendar: str) -> Reply:
        event = question.json
        if wrong := troubles("Event", event):
            return self._wrong(wrong)
        if self.calendars[calendar].entry["accessRole"] not in {"owner", "writer"}:
            return self.refusal("403_right")
        name = event.get("id", f"made{len(self.calendars[calendar].events):05d}")
        if not IDS.fullmatch(name) or ("id" in event and "iCalUID" in event):
            return self.refusal("400")
        if name in self.calendars[calendar].events:
            return self.refusal("409")  # also when it was deleted: an id is burnt for ever
        fresh = {"status": "confirmed", **event, "id": name, "iCalUID": f"{name}@google.com"}
        return _checked("Event", self._keep(calendar, fresh))

    def _list(self, question: Question, calendar: str) -> Reply:
        query = question.query
        if not set(query) <= parameters("events", "list") or ("syncToken" in query and "timeMin" in query):
            return self.refusal("400")
        kept = self.calendars[calendar]
        place = int(query.get("syncToken", "sync-0").removeprefix("sync-"))
        if place > len(kept.changes):
            return self.refusal("410")
        names = dict.fromkeys(kept.changes[place:])
        events = [kept.events[name] for name in names if self._is_asked(kept.events[name], query)]
        return self._pages(question, [_bare(event) for event in events], len(kept.changes))

    def _is_asked(self, event: Json, query: Any) -> bool:
        if "syncToken" in query:
            return True
        first, last = (datetime.fromisoformat(query[name]) for name in ("timeMin", "timeMax"))
        return not _is_gone(event) and _moment(event["start"]) < last and _moment(event["end"]) > first

    def _pages(self, question: Question, events: list[Json], place: int) -> Reply:
        """All pages are of the moment of the first: what changes meanwhile is told by its token."""
        if "pageToken" in question.query:
            number, _, first = question.query["pageToken"].removeprefix("page-").partition("-")
            return self._page(question, int(number), int(first))
        self._lists.append((events, place))
        if self.begins_empty:
            return _checked("Events", {"items": [], "nextPageToken": f"page-{len(self._lists) - 1}-0"})
        return self._page(question, len(self._lists) - 1, 0)

    def _page(self, question: Question, number: int, first: int) -> Reply:
        events, place = self._lists[number]
        size = min(self.page_size, int(question.query.get("maxResults", "250")))
        told: Json = {"kind": "calendar#events", "items": events[first : first + size]}
        if first + size < len(events):
            told["nextPageToken"] = f"page-{number}-{0 if self.has_circles else first + size}"
        else:
            told["nextSyncToken"] = f"sync-{place}"
        if self.has_half_lists and first:
            return self.refusal("500")
        return _checked("Events", told)

    def _list_calendars(self, question: Question) -> Reply:
        assert set(question.query) <= parameters("calendarList", "list")
        return _checked("CalendarList", {"items": [one.entry for one in self.calendars.values()]})

    def _free_busy(self, question: Question) -> Reply:
        if wrong := troubles("FreeBusyRequest", question.json):
            return self._wrong(wrong)
        first, last = (datetime.fromisoformat(question.json[name]) for name in ("timeMin", "timeMax"))
        names = [item["id"] for item in question.json["items"]]
        told = {name: self._busy(name, first, last) for name in names}
        return _checked("FreeBusyResponse", {"calendars": told})

    def _busy(self, calendar: str, first: datetime, last: datetime) -> Json:
        reason = "" if calendar in self.calendars else "notFound"
        if reason := self.only_free_busy.get(calendar, reason):
            return {"errors": [{"domain": "global", "reason": reason}], "busy": []}
        query = {"timeMin": first.isoformat(), "timeMax": last.isoformat()}
        busy = [event for event in self.standing(calendar) if self._is_asked(event, query)]
        return {"busy": [{end: event[end]["dateTime"] for end in ("start", "end")} for event in busy]}

    def _watch(self, question: Question, calendar: str) -> Reply:
        channel = question.json
        if wrong := troubles("Channel", channel):
            return self._wrong(wrong)
        expires = self.now() + timedelta(days=7)
        kept = {**channel, "resourceId": f"of-{calendar}", "calendar": calendar}
        self.channels[channel["id"]] = kept
        self._tell(kept, "sync")
        told = {name: kept[name] for name in ("id", "resourceId", "token")}
        return _checked("Channel", told | {"expiration": str(int(expires.timestamp() * 1000))})

    def _stop(self, question: Question) -> Reply:
        kept = self.channels.pop(question.json["id"], None)
        return Reply(204) if kept else self.refusal("404")

    def _notice(self, calendar: str) -> None:
        for channel in list(self.channels.values()):
            if channel["calendar"] == calendar:
                self._tell(channel, "exists")

    def _tell(self, channel: Json, state: str) -> None:
        headers = {
            "X-Goog-Channel-ID": channel["id"], "X-Goog-Channel-Token": channel["token"],
            "X-Goog-Resource-State": state, "X-Goog-Resource-ID": channel["resourceId"],
        }  # fmt: skip
        self.pushes.send(Notice(channel["address"], headers))

    def _wrong(self, found: list[str]) -> Reply:
        return Reply(400, {"error": {"code": 400, "errors": [{"reason": "; ".join(found)}]}})


def _checked(schema: str, told: Json) -> Reply:
    assert troubles(schema, told) == []
    return Reply(200, told)


def _merged(current: Json, patch: Json) -> Json:
    """A field that is sent replaces; within an object too; null takes it away."""
    merged = dict(current)
    for name, value in patch.items():
        if isinstance(value, dict) and isinstance(merged.get(name), dict):
            merged[name] = _merged(merged[name], value)
        elif value is None:
            merged.pop(name, None)
        else:
            merged[name] = (
                {key: one for key, one in value.items() if one is not None}
                if isinstance(value, dict)
                else value
            )
    return merged


def _bare(event: Json) -> Json:
    """Of a deleted event only the id is sure."""
    return {"id": event["id"], "status": "cancelled"} if _is_gone(event) else event


def _is_gone(event: Json) -> bool:
    return bool(event["status"] == "cancelled")


def _told(moment: datetime) -> Json:
    return {"dateTime": moment.astimezone(UTC).isoformat(), "timeZone": "Europe/Berlin"}


def _moment(said: Json) -> datetime:
    if "date" in said:
        return datetime.fromisoformat(said["date"]).replace(tzinfo=UTC)
    return datetime.fromisoformat(said["dateTime"])
