"""A calendar by its address: what is read, when it is not asked for again, and what is never "free"."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest
from django.utils import timezone

from terminbuch.calendars import kinds
from terminbuch.calendars.feed import Feed
from terminbuch.calendars.feed.fetching import web_address
from terminbuch.calendars.kind import Account
from terminbuch.calendars.troubles import (
    Broken,
    NotAllowed,
    NotThere,
    Refused,
    SignedOut,
    TooLarge,
    TooMany,
    Trouble,
    Unreachable,
    Unreadable,
)
from terminbuch.ical.seen import Entry, Found, Known, SeenEvent, SeenSpan
from tests.calendars.fakes.raw_server import Asked, Said, said
from tests.calendars.feed.asking import NOW, TEXT, done, feed, ics, read, saying
from tests.ical.reading import JUNE, calendar, event, nine_to_ten

NINE, TEN = datetime(2026, 6, 1, 9, tzinfo=UTC), datetime(2026, 6, 1, 10, tzinfo=UTC)
SEEN = SeenEvent("u1", "", "u1", "", NINE, TEN, (SeenSpan(NINE, TEN, "busy"),))


def test_a_feed_is_read_whole():
    with saying(ics()) as (kind, _):
        reading = read(kind)

    assert (reading.is_full, reading.events, reading.skipped, reading.asked_at) == (True, (SEEN,), (), NOW)
    assert (reading.starts_at, reading.ends_at) == (JUNE.starts_at, JUNE.ends_at)


def test_an_account_of_this_kind_is_opened_as_a_feed_and_never_counts_as_live():
    opened = kinds.opened(Account("feed", secret={"address": "https://example.org/x.ics"}))

    assert isinstance(opened, Feed)
    assert not opened.is_live


def test_its_one_calendar_is_called_as_it_calls_itself():
    with saying(ics()) as (kind, _):
        assert done(kind.calendars()) == [Found("feed", "Anna", may_write=False, is_main=True)]


def test_what_is_no_calendar_cannot_be_connected():
    with saying(said(200, b"<html>Hello</html>")) as (kind, _), pytest.raises(Unreadable):
        done(kind.calendars())


def test_what_stands_there_now_is_looked_at():
    with saying(ics()) as (kind, _):
        assert done(kind.look("feed", starts_at=JUNE.starts_at, ends_at=JUNE.ends_at)) == [SEEN]


def test_what_could_not_be_read_of_it_is_said():
    with saying(ics(calendar(event("DTSTART:soon"), nine_to_ten(uid="good")))) as (kind, _):
        reading = read(kind)

    assert reading.skipped == ("line 3: VEVENT was left out: DTSTART is no time.",)


def test_the_next_question_says_what_is_known_and_is_answered_with_as_before():
    first = ics(ETag='"7"', Last_Modified="Mon, 01 Jun 2026 08:00:00 GMT")
    with saying(first, said(304)) as (kind, server):
        token = read(kind).token
        again = read(kind, token)

    known = {name: server.asked[1].headers[name] for name in ("if-none-match", "if-modified-since")}
    assert known == {"if-none-match": '"7"', "if-modified-since": "Mon, 01 Jun 2026 08:00:00 GMT"}
    assert (again.unchanged, again.is_full, again.token, again.events) == (True, False, token, ())
    assert "if-none-match" not in server.asked[0].headers


def test_a_server_without_versions_is_understood_by_what_it_says():
    with saying(ics()) as (kind, _):
        again = read(kind, read(kind).token)

    assert (again.unchanged, again.is_full, again.events) == (True, False, ())


def test_what_changed_is_read_whole_again():
    other = ics(calendar(nine_to_ten(uid="other")), ETag='"8"')
    with saying(ics(ETag='"7"'), other) as (kind, _):
        again = read(kind, read(kind).token)

    assert (again.unchanged, again.is_full, [one.uid for one in again.events]) == (False, True, ["other"])


@pytest.mark.parametrize("etag", ["x" * 401, 'W/"\xe4"'])
def test_a_version_that_cannot_be_said_back_is_not_kept(etag: str):
    raw = ics().replace(b"\r\n\r\n", f"\r\nETag: {etag}\r\n\r\n".encode("latin-1"), 1)
    with saying(raw) as (kind, server):
        read(kind, read(kind).token)

    assert "if-none-match" not in server.asked[1].headers


MOST_BYTES = 10 * 1024 * 1024
BOMB = gzip.compress(bytes(MOST_BYTES + 1), 1)
TROUBLES: dict[str, tuple[Said | Callable[[Asked], Said], type[Trouble]]] = {
    "a page to log in": (said(200, b"<html>Please log in</html>", Content_Type="text/html"), Unreadable),
    "nothing": (said(200), Unreadable),
    "no content": (said(204), Unreadable),
    "as before, before anything": (said(304), Unreadable),
    "breaks off in the text": (ics(TEXT[:-30]), Unreadable),
    "breaks off on the wire": (lambda _asked: iter([ics()[:-30]]), Unreachable),
    "nothing that can be read": (ics(calendar(event("DTSTART:soon"))), Unreadable),
    "only what repeats by the minute": (
        ics(calendar(event("DTSTART:19700101T000000Z", "DURATION:PT1H", "RRULE:FREQ=MINUTELY"))), Unreadable
    ),
    "hang up": (None, Unreachable),
    "signed out": (said(401), SignedOut),
    "forbidden": (said(403), NotAllowed),
    "not there": (said(404), NotThere),
    "gone": (said(410), NotThere),
    "too often": (said(429, Retry_After="120"), TooMany),
    "busy for a while": (said(503, Retry_After="120"), TooMany),
    "broken": (said(500), Broken),
    "overloaded": (said(503), Broken),
    "too large": (ics(b" " * (MOST_BYTES + 1)), TooLarge),
    "too large for us": (ics(b" " * 10_100_000), TooLarge),
    "small, and large when unpacked": (ics(BOMB, Content_Encoding="gzip"), TooLarge),
    "packed wrongly": (ics(b"BEGIN:VCALENDAR", Content_Encoding="gzip"), Unreadable),
    "leads to an inner address": (said(301, Location="http://169.254.169.254/latest/meta-data/"), Refused),
    "leads in a circle": (said(302, Location="/secret/anna.ics"), Unreadable),
}  # fmt: skip


@pytest.mark.parametrize(("told", "trouble"), TROUBLES.values(), ids=TROUBLES)
def test_whatever_is_not_a_whole_feed_is_a_trouble_and_never_free(
    told: Said | Callable[[Asked], Said], trouble: type[Trouble]
):
    with saying(told) as (kind, _), pytest.raises(trouble) as raised:
        read(kind)

    assert raised.type is trouble or issubclass(raised.type, trouble)
    assert "secret" not in f"{raised.value}{raised.value.detail}"


def test_who_is_asked_too_often_says_until_when(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    with saying(said(429, Retry_After="120")) as (kind, _), pytest.raises(TooMany) as raised:
        read(kind)

    assert raised.value.again_at == NOW.replace(minute=2)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "gopher://example.org/",
        "ftp://example.org/x.ics",
        "data:text/calendar,x",
        "file:///etc/passwd",
        "http://[::ffff:10.0.0.1]/x.ics",
        "https://[::ffff:10.0.0.1]/x.ics",
        "https://10.0.0.1/x.ics",
        "webcal://10.0.0.1/x.ics",
        "https://anna:geheim@example.org/x.ics",
        "https://example.org/" + "a" * 3000,
    ],
)
def test_an_address_that_may_not_be_asked_is_refused(address: str):
    with pytest.raises(Refused):
        read(feed(address))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("webcal://example.org/x.ics", "https://example.org/x.ics"),
        (" WebCals://example.org/x.ics", "https://example.org/x.ics"),
        ("https://example.org/webcal:x", "https://example.org/webcal:x"),
        ("http://example.org/x.ics", "http://example.org/x.ics"),
    ],
)
def test_webcal_is_only_a_word_for_https(typed: str, asked: str):
    assert web_address(typed) == asked


def test_a_feed_is_written_to_by_nobody_and_tells_nobody():
    kind = feed("https://example.org/x.ics")
    entry = Entry("m", "u", 0, 0, NINE, TEN, "Termin")
    writes = (
        partial(kind.put, "feed", entry, None),
        partial(kind.erase, "feed", Known("u1")),
        partial(kind.find, "feed", "u1"),
    )

    for write in writes:
        with pytest.raises(NotAllowed):
            done(write())
    assert done(kind.watch("feed", address="https://us.example/", channel="c", secret="s")) is None
    done(kind.unwatch("feed", "c"))


def test_its_address_is_shown_nowhere():
    kind = feed("https://example.org/secret/x.ics")

    assert "secret/" not in repr(kind)
