"""Colour and logo: what is uploaded is drawn anew, and everybody sees it (SEC-38)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from terminbuch.models import Logo, Organisation
from tests.cast import Business
from tests.pictures import SVG, bomb, picture
from tests.staff_pages.pages import text
from tests.staff_pages.settings.sent import look, send

NOT_READ = "Dieses Bild können wir nicht lesen."


@pytest.fixture(autouse=True)
def without_logo(here: Business) -> None:
    Logo.objects.of(here.organisation).delete()


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


def kept(here: Business) -> tuple[str, list[tuple[int, int]]]:
    colour = Organisation.objects.get(pk=here.organisation.pk).colour
    return colour, list(Logo.objects.of(here.organisation).values_list("width", "height"))


def test_colour_and_logo_are_saved_together(manager: Client, here: Business) -> None:
    answer = send(manager, "look/", colour="#2A6F4E", logo=upload(picture()))

    assert (answer.status_code, kept(here)) == (303, ("#2a6f4e", [(600, 200)]))


def test_without_a_file_the_logo_stays(manager: Client, here: Business) -> None:
    send(manager, "look/", logo=upload(picture()))

    send(manager, "look/", colour="#2a6f4e", without=("removes_logo",))

    assert kept(here) == ("#2a6f4e", [(600, 200)])


def test_the_logo_can_be_taken_away(manager: Client, here: Business) -> None:
    send(manager, "look/", logo=upload(picture()))

    send(manager, "look/", removes_logo="on")

    assert kept(here)[1] == []


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"logo": upload(SVG, "logo.svg")}, 422, NOT_READ),
        ({"logo": upload(SVG)}, 422, NOT_READ),
        ({"logo": upload(b"")}, 422, NOT_READ),
        ({"logo": upload(b"MZ", "../../../logo.png")}, 422, NOT_READ),
        ({"logo": upload(bomb())}, 413, "Dieses Bild hat zu viele Bildpunkte."),
        ({"logo": upload(b"\0" * 2_100_000)}, 413, "Diese Datei ist zu groß."),
        ({"logo": upload(b"\0" * 50_000_000)}, 413, "Diese Datei ist zu groß."),
        ({"colour": ""}, 422, "Bitte wählen Sie eine Farbe."),
        ({"colour": "red;}"}, 422, "Bitte geben Sie eine Farbe wie #8a3a63 an."),
        ({"colour": "#8a3a6\u0663"}, 422, "Bitte geben Sie eine Farbe wie #8a3a63 an."),
    ],
    ids=[
        "SVG",
        "SVG called PNG",
        "empty",
        "a program",
        "bomb",
        "2.1 MB",
        "50 MB",
        "no colour",
        "CSS",
        "foreign digit",
    ],
)
def test_what_is_no_colour_or_picture_is_refused_by_the_field(
    manager: Client, here: Business, fields: dict[str, Any], status: int, sentence: str
) -> None:
    was = kept(here)
    for file in fields.values():
        getattr(file, "seek", lambda _place: None)(0)

    answer = send(manager, "look/", **({"colour": "#2a6f4e"} | fields))

    assert (answer.status_code, kept(here)) == (status, was)
    assert sentence in text(answer)


def test_the_logo_stands_in_the_rail_and_on_the_booking_page(manager: Client, here: Business) -> None:
    send(manager, "look/", logo=upload(picture()))
    address = f"/salon/logo.png?v={Logo.objects.of(here.organisation).get().digest}"

    wanted = (
        f'<img class="brand-logo" src="{address}" width="600" height="200" alt="{here.organisation.name}">'
    )
    assert wanted in look(manager, "").content.decode()
    assert wanted in Client().get("/salon/").content.decode()


def test_a_square_logo_stands_beside_the_name(manager: Client, here: Business) -> None:
    send(manager, "look/", logo=upload(picture(100, 100)))

    page = Client().get("/salon/").content.decode()

    assert f'height="100" alt="">{here.organisation.name}' in page
