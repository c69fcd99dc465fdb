"""Nothing that people type leaves its property: read back by a parser that did not write it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.parsing.component import ParsedComponent, parse_content

from terminbuch.ical import Invitation, cancel, publish, request

PLAIN = Invitation(
    uid="plain",
    sequence=0,
    starts_at=datetime(2026, 11, 25, 9, 15, tzinfo=UTC),
    ends_at=datetime(2026, 11, 25, 10, 0, tzinfo=UTC),
    summary="Cut",
    description="Number 1",
    location="Berlin",
    organiser_name="Salon",
    organiser_email="salon@example.org",
    attendee_name="Anna",
    attendee_email="anna@example.org",
    created_at=datetime(2026, 11, 20, tzinfo=UTC),
    url="https://example.org/",
)
TYPED = [
    "uid",
    "summary",
    "description",
    "location",
    "organiser_name",
    "organiser_email",
    "attendee_name",
    "attendee_email",
    "url",
]
LINE_ENDS = [
    "\r\n",
    "\r",
    "\n",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x85",
    "\u2028",
    "\u2029",
    "\0",
    "\\n",
    "\\N",
    '"\r\n',
    "^n",
    "\r\n ",
]
PAYLOADS = [
    "BEGIN:VALARM{0}ACTION:DISPLAY{0}TRIGGER:-PT1H{0}END:VALARM{0}",
    "END:VEVENT{0}BEGIN:VEVENT{0}UID:evil{0}",
    "ATTACH:https://evil.example/x.exe{0}",
    '";X-EVIL=1:mailto:evil@example.org{0}ATTENDEE:mailto:evil@example.org{0}',
]
# Letters that mean something to a calendar, mixed with all others.
HOSTILE = st.text(st.sampled_from('\r\n\0\t\x0b\x0c\x1c\x85\u2028\u2029";:,\\^=nN %?&@') | st.characters())


def only_event(text: str) -> ParsedComponent:
    [calendar] = parse_content(text)
    [event] = calendar.components
    return event


def shape(event: ParsedComponent) -> dict[str, list[str]]:
    """Each property with the names of its parameters; a name that stands twice is found by the count."""
    properties = {
        each.name: sorted(parameter.name for parameter in each.params or []) for each in event.properties
    }
    assert len(properties) == len(event.properties)
    assert event.components == []
    return properties


def names_by_line(text: str) -> list[str]:
    """As a careless reader would find them, to whom every line end of Unicode is one."""
    return [re.split("[;:]", line)[0] for line in text.splitlines() if not line.startswith(" ")]


def expect_one_plain_event(invitation: Invitation) -> None:
    for write in (request, cancel, publish):
        text, plain = write(invitation), write(PLAIN)
        assert shape(only_event(text)).items() <= shape(only_event(plain)).items()
        assert [name for name in names_by_line(plain) if name in names_by_line(text)] == names_by_line(text)


@pytest.mark.parametrize("field", TYPED)
@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_line_end_in_a_field_adds_nothing(field: str, line_end: str, payload: str) -> None:
    typed: dict[str, Any] = {field: "x" + line_end + payload.format(line_end)}

    expect_one_plain_event(replace(PLAIN, **typed))


@settings(deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(TYPED, HOSTILE)))
def test_whatever_is_typed_stays_where_it_belongs(typed: dict[str, Any]) -> None:
    expect_one_plain_event(replace(PLAIN, **typed))


@settings(deadline=None)
@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])).map(str.strip))
def test_visible_text_comes_back_as_it_was_typed(typed: str) -> None:
    event = only_event(request(replace(PLAIN, summary=typed, description=typed or "x")))

    values = {each.name: each.value for each in event.properties}
    assert values["summary"] == escaped(typed)
    assert values["description"] == escaped(typed or "x")


def escaped(text: str) -> str:
    """RFC 5545, section 3.3.11, written apart from the code."""
    return "".join(f"\\{letter}" if letter in "\\;," else letter for letter in text)
