"""A CalDAV server with the manners that real ones were seen to have. Each can be had alone.

``manners``, of any server: ``ignores_conditions`` (writes and deletes whatever stands there), ``rewrites``
(bodies, and tells no ETag), ``lists_all`` (all there is, for a token that it does not know), ``lists_more``
(also what lies outside of the span), ``without_text`` (names what it found, no more), ``resets`` (what was
kept open), ``loses_answers`` (it did what it was asked, and breaks off), ``other_names`` (whole addresses
of another scheme and port, and percent signs where none are needed), ``names_itself`` (among its objects),
``in_pages`` (of one change each), ``in_circles`` (the same page for ever), ``only_ctag``, ``no_token``,
``one_path_for_a_uid`` (and 403 for a second), ``forbids_what_is_gone``, ``forbids_all_writing``,
``only_says_it_deletes``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape

from lxml import etree

from tests.calendars.fakes.raw_server import Asked, Said, said

SPACES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/"'
TOLERABLE = frozenset(
    {
        "forbids_what_is_gone",
        "ignores_conditions",
        "in_pages",
        "lists_all",
        "lists_more",
        "loses_answers",
        "names_itself",
        "one_path_for_a_uid",
        "other_names",
        "resets",
        "rewrites",
        "without_text",
    }
)
HOME = "/anna/"
COLLECTION = (
    "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype><D:displayname>Rüpel</D:displayname>"
)
SYNC = (
    "<D:supported-report-set><D:supported-report><D:report><D:sync-collection/></D:report>"
    "</D:supported-report></D:supported-report-set>"
)
ELSEWHERE = f"<D:error {SPACES}><C:unique-scheduling-object-resource/></D:error>".encode()
LOST = f"<D:error {SPACES}><D:valid-sync-token/></D:error>".encode()


@dataclass
class Rude:
    manners: frozenset[str] = TOLERABLE
    lost_status: int = 403
    calendars: set[str] = field(default_factory=set)
    objects: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    journal: list[str] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)

    def __call__(self, asked: Asked) -> Said:
        if "resets" in self.manners and asked.turn > 1:
            return None
        known = {
            "DELETE": self._delete,
            "GET": self._get,
            "MKCALENDAR": self._make,
            "PROPFIND": self._find,
            "PUT": self._put,
            "REPORT": self._report,
        }
        answer = known[asked.method](asked)
        return None if self._loses_answer(asked) else answer

    def _loses_answer(self, asked: Asked) -> bool:
        """Once each for what we wrote; another client, which is not tested, is spared."""
        ours = b"X-TERMINBUCH" in asked.body and asked.path in self.objects
        if "loses_answers" not in self.manners or not ours or asked.path in self.lost:
            return False
        self.lost.add(asked.path)
        return True

    def _make(self, asked: Asked) -> Said:
        self.calendars.add(asked.path)
        return said(201)

    def _get(self, asked: Asked) -> Said:
        etag, body = self.objects[asked.path]
        return said(200, body, ETag=f'"{etag}"')

    def _put(self, asked: Asked) -> Said:
        if not asked.path.startswith(tuple(self.calendars)):
            return said(403 if "forbids_what_is_gone" in self.manners else 409)
        if "forbids_all_writing" in self.manners:
            return said(403)
        if "one_path_for_a_uid" in self.manners and self._stands_elsewhere(asked):
            return said(403, ELSEWHERE)
        if self._is_refused(asked):
            return said(412)
        new = asked.path not in self.objects
        self.journal.append(asked.path)
        self.objects[asked.path] = (len(self.journal), self._kept(asked.body))
        status = 201 if new else 204
        if "rewrites" in self.manners:
            return said(status)
        return said(status, ETag=f'"{len(self.journal)}"')

    def _stands_elsewhere(self, asked: Asked) -> bool:
        (uid,) = re.findall(rb"(?m)^UID:.*$", asked.body)
        return any(uid in body for path, (_, body) in self.objects.items() if path != asked.path)

    def _kept(self, body: bytes) -> bytes:
        if "rewrites" not in self.manners:
            return body
        return body.replace(b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nX-REWRITTEN:yes\r\n", 1)

    def _delete(self, asked: Asked) -> Said:
        if asked.path in self.calendars:
            self.calendars.remove(asked.path)
            return said(204)
        if asked.path not in self.objects:
            return said(404)
        if self._is_refused(asked):
            return said(412)
        if "only_says_it_deletes" in self.manners:
            return said(200)
        del self.objects[asked.path]
        self.journal.append(asked.path)
        return said(204)

    def _is_refused(self, asked: Asked) -> bool:
        if "ignores_conditions" in self.manners:
            return False
        there = self.objects.get(asked.path)
        if asked.headers.get("if-none-match") == "*" and there:
            return True
        wanted = asked.headers.get("if-match")
        return wanted is not None and (there is None or wanted != f'"{there[0]}"')

    def _find(self, asked: Asked) -> Said:
        if asked.path == HOME:
            return _many(self._collection(path) for path in sorted(self.calendars))
        if asked.path not in self.calendars:
            return said(404)
        if asked.headers["depth"] == "0":
            return _many([self._collection(asked.path)])
        return _many(
            [self._collection(asked.path), *(self._object(path) for path in self._within(asked.path))]
        )

    def _collection(self, path: str) -> str:
        properties = COLLECTION
        if "no_token" not in self.manners:
            properties += f"<S:getctag>{len(self.journal)}</S:getctag>"
            if "only_ctag" not in self.manners:
                properties += f"{SYNC}<D:sync-token>{self._token(len(self.journal))}</D:sync-token>"
        return _found(self._href(path), properties)

    def _report(self, asked: Asked) -> Said:
        if asked.path not in self.calendars:
            return said(404)
        root = etree.fromstring(asked.body)
        kind = etree.QName(root).localname
        if kind == "sync-collection":
            return self._changes(asked.path, root.findtext("{DAV:}sync-token") or "")
        if kind == "calendar-multiget":
            paths = [_plain(href.text or "") for href in root.findall("{DAV:}href")]
            return _many(self._object(path, text=True) for path in paths)
        return _many(self._seen(asked))

    def _seen(self, asked: Asked) -> Iterator[str]:
        start, end = re.findall(rb'(?:start|end)="(\w+)"', asked.body)
        wants_text = b"calendar-data" in asked.body and "without_text" not in self.manners
        if "names_itself" in self.manners:
            yield _found(self._href(asked.path), "<D:getetag/>")
        for path in self._within(asked.path):
            if "lists_more" in self.manners or _touches(self.objects[path][1], start, end):
                yield self._object(path, text=wants_text)

    def _changes(self, calendar: str, token: str) -> Said:
        since = self._since(token)
        if since is None and "lists_all" not in self.manners:
            return said(self.lost_status, LOST)
        paths = self._within(calendar) if since is None else self.journal[since:]
        changed = sorted({path for path in paths if path.startswith(calendar)})
        if since is not None and {"in_pages", "in_circles"} & self.manners and len(paths) > 1:
            return self._page(calendar, since)
        return _many(map(self._object, changed), token=self._token(len(self.journal)))

    def _page(self, calendar: str, since: int) -> Said:
        more = _without(self._href(calendar), "507 More")
        path = self.journal[since]
        here = [self._object(path)] if path.startswith(calendar) else []
        return _many([*here, more], token=self._token(since if "in_circles" in self.manners else since + 1))

    def _since(self, token: str) -> int | None:
        found = re.fullmatch(r"http://rude\.example/(\d+)", token)
        return int(found[1]) if found else None

    @staticmethod
    def _token(number: int) -> str:
        return f"http://rude.example/{number}"

    def _within(self, calendar: str) -> list[str]:
        return sorted(path for path in self.objects if path.startswith(calendar))

    def _object(self, path: str, *, text: bool = False) -> str:
        if path not in self.objects:
            return _without(self._href(path), "404 Gone")
        etag, body = self.objects[path]
        data = f"<C:calendar-data>{escape(body.decode())}</C:calendar-data>" if text else ""
        return _found(self._href(path), f'<D:getetag>"{etag}"</D:getetag>{data}')

    def _href(self, path: str) -> str:
        if "other_names" not in self.manners:
            return path
        return "http://127.0.0.1:1" + quote(path, safe="/").replace("a", "%61")


def _plain(href: str) -> str:
    return unquote(re.sub(r"^https?://[^/]+", "", href))


def _touches(body: bytes, start: bytes, end: bytes) -> bool:
    """Of what the tests write: one event, in UTC."""
    opens, closes = (
        re.findall(rb"(?m)^%s[^:\r\n]*:(\w+)" % name, body)[0] for name in (b"DTSTART", b"DTEND")
    )
    return bool(opens < end and closes > start)


def _found(href: str, properties: str) -> str:
    status = "<D:status>HTTP/1.1 200 OK</D:status>"
    return (
        f"<D:response><D:href>{href}</D:href>"
        f"<D:propstat><D:prop>{properties}</D:prop>{status}</D:propstat></D:response>"
    )


def _without(href: str, status: str) -> str:
    return f"<D:response><D:href>{href}</D:href><D:status>HTTP/1.1 {status}</D:status></D:response>"


def _many(parts: Iterable[str], *, token: str = "") -> bytes:
    last = f"<D:sync-token>{token}</D:sync-token>" if token else ""
    return said(207, f"<D:multistatus {SPACES}>{''.join(parts)}{last}</D:multistatus>".encode())
