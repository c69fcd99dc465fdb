"""Calendars of Microsoft Graph v1.0 in memory, as far as we use them; each field is one of its metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, unquote, urlencode

from .graph_fields import sent_wrongly, troubles
from .pushing import Notice, Pushes
from .service import Json, Question, Reply
from .signing import SigningService

API = "/v1.0"
TENANT = "salon.example"
CODES = {
    "400": (400, "BadRequest"), "401": (401, "InvalidAuthenticationToken"),
    "403_right": (403, "ErrorAccessDenied"), "404": (404, "ErrorItemNotFound"), "409": (409, "Conflict"),
    "410": (410, "SyncStateNotFound"), "412": (412, "ErrorIrresolvableConflict"),
    "429": (429, "ApplicationThrottled"), "500": (500, "InternalServerError"),
    "503": (503, "ServiceNotAvailable"),
}  # fmt: skip
OURS = re.compile(r"singleValueExtendedProperties/Any\(ep: ep/id eq '([^']+)' and ep/value eq '([^']+)'\)")


@dataclass
class Calendar:
    entry: Json
    events: dict[str, Json] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)


class Graph(SigningService):
    token_path = f"/{TENANT}/oauth2/v2.0/token"
    rotates = True

    def __init__(self, *, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.now = now
        self.calendars: dict[str, Calendar] = {}
        self.subscriptions: dict[str, Json] = {}
        self.pushes = Pushes()
        self.page_size = 50
        self.has_half_lists = self.has_circles = False
        self._lists: list[tuple[list[Json], Json]] = []
        """What was asked in pages, and what stands at the end of the last one."""
        self.spurious_conflicts = 0
        """So often a change is refused although nothing had changed."""
        self.validates: Callable[[str], tuple[int, str]] | None = None
        """Asks the address of a subscription back; answers its status and text."""
        self.add_calendar("ben", "Kalender", isDefaultCalendar=True)

    # What somebody does in Outlook

    def add_calendar(self, name: str, title: str, **fields: Any) -> None:
        entry = {
            "id": name, "name": title, "canEdit": True, "isDefaultCalendar": False,
            "owner": {"name": "Ben", "address": "ben@salon.example"},
        }  # fmt: skip
        self.calendars[name] = Calendar({**entry, **fields})

    def add(self, calendar: str, starts_at: datetime, ends_at: datetime, **fields: Any) -> str:
        number = sum(len(one.events) for one in self.calendars.values())
        event: Json = {
            "id": f"foreign-{number}", "iCalUId": f"uid-{number}", "subject": "Zahnarzt", "showAs": "busy",
            "isAllDay": False, "isCancelled": False, "type": "singleInstance", "seriesMasterId": None,
            "responseStatus": {"response": "organizer"}, "transactionId": None,
            "start": _told(starts_at), "end": _told(ends_at),
        }  # fmt: skip
        return str(self._keep(calendar, {**event, **fields})["id"])

    def add_series(self, calendar: str, starts: list[datetime], **fields: Any) -> str:
        """The master is told whole, each occurrence only with its time."""
        series = self.add(calendar, starts[0], starts[0] + timedelta(hours=1), type="seriesMaster", **fields)
        for number, starts_at in enumerate(starts):
            self._keep(calendar, {
                "id": f"{series}-{number}", "type": "occurrence", "seriesMasterId": series,
                "start": _told(starts_at), "end": _told(starts_at + timedelta(hours=1)),
            })  # fmt: skip
        return series

    def change(self, calendar: str, event: str, **fields: Any) -> None:
        self._keep(calendar, {**self.calendars[calendar].events[event], **fields})

    def move(self, calendar: str, event: str, starts_at: datetime, ends_at: datetime) -> None:
        self.change(calendar, event, start=_told(starts_at), end=_told(ends_at))

    def delete(self, calendar: str, event: str) -> None:
        kept = self.calendars[calendar]
        del kept.events[event]
        kept.changes.append(event)
        self._notice(calendar, event, "deleted")

    def standing(self, calendar: str) -> list[Json]:
        return list(self.calendars[calendar].events.values())

    def tell_of_life(self, subscription: str, what: str) -> None:
        """``what``: reauthorizationRequired, subscriptionRemoved, missed."""
        kept = self.subscriptions[subscription]
        told = {"lifecycleEvent": what, "subscriptionId": subscription, "clientState": kept["clientState"]}
        self._post(kept["lifecycleNotificationUrl"], told)

    def _keep(self, calendar: str, event: Json) -> Json:
        assert troubles("event", event) == []
        kept = self.calendars[calendar]
        kept.changes.append(event["id"])
        event["@odata.etag"] = f'W/"{len(kept.changes)}"'
        what = "updated" if event["id"] in kept.events else "created"
        kept.events[event["id"]] = event
        self._notice(calendar, event["id"], what)
        return event

    # What a program asks

    def answer(self, question: Question) -> Reply:
        if question.path == self.token_path:
            return self.give_tokens(question)
        if not self.is_signed_in(question):
            return self.refusal("401")
        if 'IdType="ImmutableId"' not in question.headers.get("prefer", ""):
            return self.refusal("400")
        found = next(self._routes(question), None)
        return found() if found else self.refusal("404")

    def refusal(self, name: str) -> Reply:
        status, code = CODES[name]
        waits = {"Retry-After": str(self.wait_seconds)} if name in {"429", "503"} else {}
        return Reply(status, {"error": {"code": code, "message": code}}, waits)

    def _routes(self, question: Question) -> Iterator[Callable[[], Reply]]:
        parts = [unquote(part) for part in question.path.removeprefix(API).strip("/").split("/")]
        match question.method, parts:
            case "GET", ["me", "calendars"]:
                entries = [one.entry for one in self.calendars.values()]
                yield lambda: self._listed("calendar", entries, question)
            case "POST", ["subscriptions"]:
                yield lambda: self._subscribe(question)
            case "DELETE", ["subscriptions", name] if name in self.subscriptions:
                yield lambda: self._unsubscribe(name)
            case "GET", ["me", "calendars", calendar, *view] if calendar in self.calendars:
                yield lambda: self._view(question, calendar, view)
            case "POST", ["me", "calendars", calendar, "events"] if calendar in self.calendars:
                yield lambda: self._create(question, calendar)
            case method, ["me", "events", event]:
                yield lambda: self._one(method, question, event)

    def _view(self, question: Question, calendar: str, view: list[str]) -> Reply:
        match view:
            case ["calendarView"]:
                events = [event for event in self.standing(calendar) if _is_within(event, question.query)]
                events = [self._whole(event) for event in events if event["type"] != "seriesMaster"]
                return self._listed("event", events, question)
            case ["calendarView", "delta"]:
                return self._delta(question, calendar)
            case ["events"]:
                return self._filtered(question, calendar)
        return self.refusal("404")

    def _whole(self, event: Json) -> Json:
        """A view without delta tells everything of an occurrence."""
        series = self._found(str(event.get("seriesMasterId") or ""))
        return {**(series[1] if series else {}), **event}

    def _delta(self, question: Question, calendar: str) -> Reply:
        """Asked with a token, what changed within the window that stands in it."""
        asked = _deltatoken(question.query)
        kept = self.calendars[calendar]
        if {"$select", "$filter", "$expand"} & set(question.query) or asked["place"] > len(kept.changes):
            return self.refusal("400" if "place" not in question.query else "410")
        found = [
            self._change(calendar, name, asked) for name in dict.fromkeys(kept.changes[asked["place"] :])
        ]
        told = [item for item in found if item is not None and (asked["place"] or "@removed" not in item)]
        following = f"{self.url}{API}/me/calendars/{quote(calendar)}/calendarView/delta"
        token = urlencode({**_window(asked), "place": len(kept.changes)})
        return self._listed("event", told, question, last={"@odata.deltaLink": f"{following}?{token}"})

    def _change(self, calendar: str, name: str, asked: Json) -> Json | None:
        event = self.calendars[calendar].events.get(name)
        if event is None or not (_is_within(event, asked) or event["type"] == "seriesMaster"):
            return {"id": name, "@removed": {"reason": "deleted"}}
        return {key: value for key, value in event.items() if key != "singleValueExtendedProperties"}

    def _filtered(self, question: Question, calendar: str) -> Reply:
        match = OURS.fullmatch(question.query["$filter"])
        assert match is not None, question.query["$filter"]
        wanted = {"id": match[1], "value": match[2]}
        events = [one for one in self.standing(calendar) if wanted in one.get(OWN, [])]
        return self._listed("event", events, question)

    def _create(self, question: Question, calendar: str) -> Reply:
        event = question.json
        if wrong := sent_wrongly(event):
            return self._wrong(wrong)
        if not self.calendars[calendar].entry["canEdit"]:
            return self.refusal("403_right")
        same = [one for one in self.standing(calendar) if one.get("transactionId") == event["transactionId"]]
        if same:
            return Reply(201, same[0])
        number = len(self.calendars[calendar].changes)
        base = {"iCalUId": f"uid-of-{number}", "type": "singleInstance", "isCancelled": False}
        return Reply(201, self._keep(calendar, {**base, **event, "id": f"made-{number}"}))

    def _one(self, method: str, question: Question, name: str) -> Reply:
        found = self._found(name)
        if found is None:
            return self.refusal("404")
        calendar, event = found
        if method == "GET":
            return Reply(200, event)
        if self._conflicts(question, event):
            return self.refusal("412")
        if method == "DELETE":
            self.delete(calendar, name)
            return Reply(204)
        if wrong := sent_wrongly(question.json):
            return self._wrong(wrong)
        return Reply(200, self._keep(calendar, {**event, **question.json}))

    def _conflicts(self, question: Question, event: Json) -> bool:
        if self.spurious_conflicts:
            self.spurious_conflicts -= 1
            return True
        etag: str = event["@odata.etag"]
        return question.headers.get("if-match", etag) != etag

    def _found(self, name: str) -> tuple[str, Json] | None:
        for calendar, kept in self.calendars.items():
            if name in kept.events:
                return calendar, kept.events[name]
        return None

    def _listed(self, kind: str, items: list[Json], question: Question, *, last: Json | None = None) -> Reply:
        """The first of some pages, all of this moment: what changes meanwhile is told by the token."""
        for item in items:
            assert troubles(kind, {name: item[name] for name in item if name != "@removed"}) == []
        if "$skiptoken" in question.query:
            number, _, first = question.query["$skiptoken"].partition("-")
            return self._page(question, int(number), int(first))
        self._lists.append((items, last or {}))
        return self._page(question, len(self._lists) - 1, 0)

    def _page(self, question: Question, number: int, first: int) -> Reply:
        """With the address of the next one."""
        items, last = self._lists[number]
        told: Json = {"value": items[first : first + self.page_size]}
        if first + self.page_size < len(items):
            skip = 0 if self.has_circles else first + self.page_size
            asked = urlencode({**question.query, "$skiptoken": f"{number}-{skip}"})
            told["@odata.nextLink"] = f"{self.url}{question.path}?{asked}"
        elif not self.has_half_lists:
            told |= last
        return Reply(200, told)

    def _subscribe(self, question: Question) -> Reply:
        asked = question.json
        if wrong := troubles("subscription", asked):
            return self._wrong(wrong)
        for name in ("notificationUrl", "lifecycleNotificationUrl"):
            if self.validates is not None and self.validates(asked[name]) != (200, "Validation: ü & <b>"):
                return self.refusal("400")
        name = f"subscription-{len(self.subscriptions)}"
        self.subscriptions[name] = {**asked, "id": name}
        return Reply(201, self.subscriptions[name])

    def _unsubscribe(self, name: str) -> Reply:
        del self.subscriptions[name]
        return Reply(204)

    def _notice(self, calendar: str, event: str, what: str) -> None:
        for name, kept in self.subscriptions.items():
            if kept["resource"] == f"me/calendars/{quote(calendar)}/events":
                told = {
                    "subscriptionId": name, "clientState": kept["clientState"], "changeType": what,
                    "resource": f"Users/ben/Events/{event}", "resourceData": {"id": event},
                }  # fmt: skip
                self._post(kept["notificationUrl"], told)

    def _post(self, address: str, told: Mapping[str, Any]) -> None:
        body = json.dumps({"value": [told]}).encode()
        self.pushes.send(Notice(address, {"Content-Type": "application/json"}, body))

    def _wrong(self, found: list[str]) -> Reply:
        return Reply(400, {"error": {"code": "; ".join(found)}})


OWN = "singleValueExtendedProperties"


def _deltatoken(query: Mapping[str, str]) -> dict[str, Any]:
    return {**query, "place": int(query.get("place", "0"))}


def _window(asked: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(asked[name]) for name in ("startDateTime", "endDateTime")}


def _is_within(event: Json, asked: Mapping[str, Any]) -> bool:
    first, last = (datetime.fromisoformat(asked[name]) for name in ("startDateTime", "endDateTime"))
    starts_at, ends_at = (_moment(event[end]["dateTime"]) for end in ("start", "end"))
    return starts_at < last and ends_at > first


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=UTC)


def _told(moment: datetime) -> Json:
    """With seven digits of a second, as Graph writes them."""
    return {"dateTime": f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.0000000", "timeZone": "UTC"}
