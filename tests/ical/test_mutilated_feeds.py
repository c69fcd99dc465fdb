"""Whatever happens to a feed on its way: it is read, or refused by name."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from terminbuch.ical.busy import NothingReadable, understood_feed
from tests.ical.reading import JUNE

FEEDS = [path.read_bytes() for path in sorted(Path(__file__).with_name("feeds").iterdir())]
BITS = [
    b"",
    b"\r\n",
    b" ",
    b":",
    b";",
    b'"',
    b"\0",
    b"\xff",
    b"-",
    b"9" * 12,
    b"T",
    b"Z",
    b"P",
    b"BEGIN:VEVENT\r\n",
]
BITS += [
    b"END:VEVENT\r\n",
    b"00000000",
    b"99991231T235959",
    b"RRULE:FREQ=DAILY;BYMONTHDAY=-40\r\n",
    b"RDATE:",
]
cuts = st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 30), st.sampled_from(BITS))


@given(st.sampled_from(FEEDS), st.lists(cuts, min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_a_mutilated_feed_is_read_or_refused_by_name(text: bytes, made: list[tuple[float, int, bytes]]):
    for where, length, put in made:
        at = int(where * len(text))
        text = text[:at] + put + text[at + length :]

    with suppress(NothingReadable):
        for one in understood_feed(text, JUNE).events:
            assert one.remote_id
            for span in one.spans:
                assert JUNE.starts_at <= span.starts_at < span.ends_at <= JUNE.ends_at
