"""Which columns the public may read (SEC-04) and write (SEC-03): those that are listed, and no other."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.apps import apps

from terminbuch.actions.keys import new_key
from tests.cast import Business, Cast, signed_in
from tests.routes import address, routes
from tests.security.columns import columns_of_words, fill
from tests.security.dump import dump

CUSTOMERS = [route for route in routes() if not route.startswith(("/-/staff/", "/-/mailbox/"))]
# What a business says of itself; all other words in the tables are private.
PUBLIC = {
    "Organisation": {"name", "email", "phone", "imprint_url", "privacy_url"},
    "Location": {"name", "street", "town", "phone"},
    "Resource": {"name"},
    "ServiceGroup": {"name_de", "name_en"},
    "Service": {"name_de", "name_en", "text_de", "text_en", "advice_de", "advice_en", "price_de", "price_en"},
    "Question": {"label_de", "label_en"},
    "Absence": {"public_sentence"},
    "Logo": {"digest"},
}
START = "2026-11-24T09:00:00+01:00"


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_private_word_is_on_a_page_for_everybody(cast: Cast, language: str) -> None:
    private = [
        (model, name) for model, name in columns_of_words() if name not in PUBLIC.get(model.__name__, set())
    ]
    values = cast.here.values
    marks = fill(private, "privat")
    visitor = signed_in(None)

    for route in CUSTOMERS:
        page = address(route, values)
        answers = [
            visitor.get(page, {"lang": language}),
            visitor.post(f"{page}?lang={language}", {"start": START}),
        ]
        told = [
            words for answer in answers for mark, words in marks.items() if mark.encode() in answer.content
        ]
        assert (route, told) == (route, [])


def test_the_marks_would_be_seen(cast: Cast) -> None:
    public = [
        (model, name) for model, name in columns_of_words() if name in PUBLIC.get(model.__name__, set())
    ]
    marks = fill(public, "offen")

    page = signed_in(None).get("/salon/?lang=de").content.decode()

    assert {words for mark, words in marks.items() if mark in page} >= {
        "Organisation.name",
        "Service.name_de",
    }


def every_field() -> list[str]:
    """Of every table, by its name and by the one of its column; but what a booking form asks for."""
    fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    names = {name for field in fields for name in (field.name, field.attname)}
    return sorted(names - {"name", "email", "key"})


# A form has at most 250 fields.
HANDFULS = [every_field()[first : first + 90] for first in range(0, len(every_field()), 90)]


def posts(here: Business) -> Mapping[str, dict[str, str]]:
    """Every page that changes something, with what it needs for it."""
    manage = address("/-/manage/<str:token>/", here.values)
    request = f"/-/staff/salon/bookings/{here.requested.uid}/"
    typed = {
        "service": "colour", "location": "mitte", "date": "2026-11-26", "start": "09:00", "fold": "0",
        "minutes": "60", "before": "0", "after": "0", "customer": "none", "phone": "", "language": "de",
        "staff_note": "", "text": "", "pick-0": str(here.salon.ben.uid), "do": "save",
    }  # fmt: skip
    berta = str(here.requested.customer.uid if here.requested.customer else "")
    return {
        "/-/staff/salon/bookings/new/": {**typed, "key": new_key()},
        f"{request}edit/": {
            **typed,
            "date": "2026-11-27",
            "customer": berta,
            "version": "1",
            "key": new_key(),
        },
        f"{request}undo/": {"version": "2"},
        "/salon/cut/": {"start": START},
        "/salon/cut/book/": {"start": START, "name": "Anna", "email": "anna@example.org", "key": new_key()},
        f"{manage}move/": {"start": "2026-11-25T09:00:00+01:00", "key": new_key()},
        f"{manage}attend/": {},
        f"{manage}cancel/": {"email": "anna@example.org"},
        f"{request}accept/": {},
        f"{request}cancel/": {"version": "4", "text": ""},
        f"/-/staff/salon/tasks/{here.task.uid}/finish/": {},
    }


@pytest.mark.parametrize("fields", HANDFULS, ids=lambda fields: f"from {fields[0]}")
@pytest.mark.parametrize("mark", ["unerhört", "987654321"], ids=["words", "a number"])
def test_no_page_writes_a_field_that_it_does_not_ask_for(cast: Cast, mark: str, fields: list[str]) -> None:
    manager = signed_in(cast.people["manager"])
    unasked = dict.fromkeys(fields, mark)

    for page, asked in posts(cast.here).items():
        before = dump()
        answer = manager.post(page, {**unasked, **asked})

        assert (page, answer.status_code) == (page, 303)
        assert dump() != before
        assert mark not in str(dump())
