"""The booking form: what people, machines and attackers put into its fields."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from terminbuch.models import Candidate
from tests.bad_input.outcomes import Seen, Watch, accepted, not_found, refused, unchanged
from tests.booking_pages.reader import Browser, Page, read
from tests.booking_pages.steps import ANNA, MONDAY_9, MONDAY_16, open_form, send
from tests.builders import Salon, make_resource, make_service, needs

FORM_TYPE = "application/x-www-form-urlencoded"
BOXES = ("name", "email", "phone", "note")
MISSING = "Bitte nennen Sie uns Ihren Namen."
CONTROL = "Bitte lassen Sie Zeilenumbrüche und Steuerzeichen weg."
LONG = "Bitte nehmen Sie höchstens {} Zeichen. Das sind {}."
ACCENTS = "Bitte setzen Sie höchstens drei Akzente auf einen Buchstaben."
DOMAIN = "Bitte prüfen Sie den Teil nach dem @, zum Beispiel example.org."
LOCAL = "Bitte nehmen Sie vor dem @ nur Buchstaben ohne Umlaute und Akzente."
WHOLE = "Bitte geben Sie eine ganze E-Mail-Adresse an, zum Beispiel name@example.org."
PHONE = "Bitte prüfen Sie die Telefonnummer."
FAMILY = "Zoë 👩‍👩‍👧‍👦 Ørsted"


@dataclass(frozen=True)
class Wrong:
    """``says`` is the sentence under the field, ``reason`` what the log says."""

    name: str
    field: str
    typed: str
    says: str
    reason: str


WRONG = [
    Wrong("B001", "name", "", MISSING, "name required"),
    Wrong("B003", "name", "\u200b\u200b\u2060", MISSING, "name required"),
    Wrong("only blanks of Hangul", "name", "\u3164\u3164", MISSING, "name required"),
    Wrong("B013", "name", "Ann\r\nBcc: victim@example.org", CONTROL, "name control"),
    Wrong("a line separator", "name", "Ann\u2028Bcc: victim@example.org", CONTROL, "name control"),
    Wrong("a null byte", "name", "Ann\x00", CONTROL, "name control"),
    Wrong("B015", "name", "A" * 256, LONG.format(120, 256), "name max_length"),
    Wrong("B019", "name", "Z\u0351\u036b\u0343\u0350" * 300, ACCENTS, "name marks"),
    Wrong("B021", "email", "a@b", DOMAIN, "email email"),
    Wrong("B023", "email", "a@example.org\r\nBcc: b@example.org", CONTROL, "email control"),
    Wrong("two addresses", "email", "a@example.org, b@example.org", WHOLE, "email email"),
    Wrong("B025 before the at", "email", "käse@münchen.example", LOCAL, "email email"),
    Wrong("B027", "email", "a" * 250 + "@example.org", WHOLE, "email email"),
    Wrong("no number", "phone", "rufen Sie an", PHONE, "phone phone"),
    Wrong("a number too long", "phone", "0" * 33, PHONE, "phone phone"),
    Wrong("B031", "note", "x" * 10_001, LONG.format(1000, 10_001), "note max_length"),
    Wrong("a note with an escape", "note", "rot: \x1b[31m", CONTROL, "note control"),
    Wrong("B033", "q1", "7", "Bitte wählen Sie eine dieser Antworten.", "q1 invalid_choice"),
]


@pytest.mark.parametrize("wrong", WRONG, ids=attrgetter("name"))
def test_refused_at_its_field_with_everything_typed_still_there(
    salon: Salon, visitor: Browser, watch: Watch, wrong: Wrong
) -> None:
    said = {**ANNA, "phone": "0170 5551234", "note": "Bitte kürzer", wrong.field: wrong.typed}
    form = open_form(visitor)

    seen = watch(lambda: send(visitor, form, **said), personal=said.values())

    refused(seen)
    assert seen.page.error_at(wrong.field) == wrong.says
    assert _focused(seen.page) == wrong.field
    assert _kept(seen.page) == {name: said[name] for name in BOXES}
    assert seen.log == [f"{wrong.reason}: /salon/cut/book/"]


def _focused(page: Page) -> str:
    """Where the browser puts the cursor."""
    boxes = [*page.root.all("input"), *page.root.all("textarea")]
    return next(box.get("name") for box in boxes if "autofocus" in box.attributes)


def _kept(page: Page) -> dict[str, str]:
    return {name: text for name, text in page.fields.items() if name in BOXES}


# What is typed, and what is stored.
ACCEPTED = {
    "B005": ("name", FAMILY, FAMILY),
    "B007": ("name", "\u202eevil.exe", "evil.exe"),
    "isolates": ("name", "\u2066Anna\u2069 Blume", "Anna Blume"),
    "B009": ("name", "<script>alert(1)</script>", "<script>alert(1)</script>"),
    "B011": ("name", "{{ 7*7 }} ${7*7} {% debug %} #{7*7}", "{{ 7*7 }} ${7*7} {% debug %} #{7*7}"),
    "an apostrophe": ("name", "O'Neill; DROP TABLE", "O'Neill; DROP TABLE"),
    "the longest name": ("name", "A" * 120, "A" * 120),
    "Arabic": ("name", "\u0645\u062d\u0645\u062f", "\u0645\u062d\u0645\u062f"),
    "B025": ("email", "Kaese@münchen.example", "Kaese@münchen.example"),
    "B029": ("phone", "+49 (0) 30 123456", "+49 (0) 30 123456"),
    "the longest note": ("note", "x" * 1000, "x" * 1000),
    "a note with lines": ("note", "eins\r\nzwei\u2028drei", "eins\nzwei\ndrei"),
}


@pytest.mark.parametrize("case", ACCEPTED.values(), ids=ACCEPTED)
def test_accepted_and_said_again_as_it_was_meant(
    salon: Salon, visitor: Browser, watch: Watch, case: tuple[str, str, str]
) -> None:
    field, typed, stored = case
    form = open_form(visitor)

    seen = watch(lambda: send(visitor, form, **{**ANNA, field: typed}), personal=[typed])

    accepted(seen)
    (booking,) = seen.new("Booking")
    assert booking[field] == stored
    page = read(visitor.get(seen.answer.url))
    assert len(page.root.all("script")) == 1  # our own, in the head
    assert "49" not in page.text.split()


def test_an_address_with_umlauts_after_the_at_is_counted_and_compared_by_its_ascii_form(
    salon: Salon, visitor: Browser, watch: Watch
) -> None:
    """B025, the other half."""
    form = open_form(visitor)

    seen = watch(lambda: send(visitor, form, **{**ANNA, "email": "Kaese@München.example"}))

    assert seen.new("Booking")[0]["email_folded"] == "kaese@xn--mnchen-3ya.example"


# Fields that the form does not have, and the one for machines alone: they count for nothing.
FORGED = {
    "B039": {"tip": "-100", "price": "0", "amount": "NaN"},
    "B041": {"seats": "0"},
    "B043": {"seats": "2147483648", "capacity": "99999999999999999999"},
    "B045": {"status": "cancelled", "id": "7", "organisation": "1", "number": "X", "created_at": "x"},
    "B045 more": {"link_hash": "0" * 64, "origin": "staff", "version": "9", "customer": "1", "paid": "on"},
    "B049": {"language": "../../etc/passwd", "zone_name": "../../etc/passwd"},
    "a question nobody asked": {"q2": "x", "q99": "x", "consent": "on"},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_what_the_form_does_not_ask_for_changes_nothing(
    salon: Salon, visitor: Browser, watch: Watch, forged: dict[str, str]
) -> None:
    plain, odd = open_form(visitor), open_form(visitor, MONDAY_16)

    as_usual = watch(lambda: send(visitor, plain, **ANNA))
    seen = watch(lambda: send(visitor, odd, **ANNA, **forged))

    accepted(seen)
    assert _lasting(seen) == _lasting(as_usual)


def _lasting(seen: Seen) -> dict[str, object]:
    """The booking but for what differs between any two."""
    own = {"id", "uid", "number", "link_hash", "starts_at", "ends_at"}
    (booking,) = seen.new("Booking")
    return {name: value for name, value in booking.items() if name not in own}


def test_a_machine_that_fills_in_every_field_is_told_that_it_succeeded(
    salon: Salon, visitor: Browser, watch: Watch
) -> None:
    """B047."""
    form = open_form(visitor)

    seen = watch(lambda: send(visitor, form, **ANNA, website="https://buy.example"))

    unchanged(seen)
    assert seen.answer.url.endswith("/booked/")


@pytest.mark.parametrize("body", [b"name=%FE%FF%FE%FF", b"name=\xfe\xff\xfe\xff", b"\xff\xfe=1", b"%C0%AF=1"])
def test_bytes_that_are_no_text_cannot_be_read(
    salon: Salon, visitor: Browser, watch: Watch, body: bytes
) -> None:
    """B017."""
    fields = open_form(visitor).fields
    action, rest = fields.pop("action"), urlencode({**fields, "email": ANNA["email"]}).encode()

    seen = watch(lambda: visitor.post(action, rest + b"&" + body, content_type=FORM_TYPE))

    refused(seen)
    assert (seen.status, seen.log) == (400, ["no text: /salon/cut/book/"])


@pytest.mark.parametrize("name", ["../../../app/settings.py", "bild.png", "x" * 300])
def test_files_are_not_taken(salon: Salon, visitor: Browser, watch: Watch, name: str) -> None:
    """B051."""
    fields = open_form(visitor).fields | ANNA
    action = fields.pop("action")

    seen = watch(lambda: visitor.post(action, {**fields, "attachment": SimpleUploadedFile(name, b"x")}))

    refused(seen)
    assert seen.log == ["file: /salon/cut/book/"]


TOO_MUCH = {
    "ten megabytes": ({"note": "x" * 10_000_000}, 413, "Das ist zu viel auf einmal."),
    "two hundred and fifty-one fields": (
        dict.fromkeys(map(str, range(251)), ""),
        400,
        "Das konnten wir nicht lesen.",
    ),
}


@pytest.mark.parametrize("case", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_not_read(
    salon: Salon, visitor: Browser, watch: Watch, case: tuple[dict[str, str], int, str]
) -> None:
    typed, status, says = case
    form = open_form(visitor)

    seen = watch(lambda: send(visitor, form, **ANNA, **typed), personal=ANNA.values())

    refused(seen)
    assert (seen.status, seen.page.heading) == (status, says)


@pytest.mark.parametrize("service", ["shave", "internal", "old"], ids=["unknown", "internal", "B035"])
def test_a_service_that_cannot_be_booked_is_as_if_it_never_existed(
    salon: Salon, visitor: Browser, watch: Watch, service: str
) -> None:
    needs(make_service(salon.organisation, "internal", is_online=False), salon.ben)
    needs(make_service(salon.organisation, "old", is_active=False), salon.ben)
    fields = open_form(visitor).fields | ANNA
    action = fields.pop("action")
    nowhere = visitor.post(action.replace("/cut/", "/nowhere/"), fields).content

    seen = watch(lambda: visitor.post(action.replace("/cut/", f"/{service}/"), fields))

    not_found(seen)
    assert seen.answer.content == nowhere


@pytest.mark.parametrize("person", ["raum-1", "mallory", "dora"], ids=["B037", "next door", "no longer here"])
def test_a_person_who_does_not_do_this_cannot_be_booked(
    salon: Salon, visitor: Browser, watch: Watch, person: str
) -> None:
    Candidate.objects.create(
        organisation=salon.organisation,
        requirement=salon.cut.requirements.get(),
        resource=make_resource(salon.organisation, "Dora", is_active=False),
    )
    form = open_form(visitor)

    seen = watch(lambda: send(visitor, form, **ANNA, start=f"{MONDAY_9} {person}"))

    not_found(seen)
