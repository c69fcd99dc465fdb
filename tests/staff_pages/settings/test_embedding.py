"""The way to the booking page: its address, its QR code, and the business's own web site."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from terminbuch.models import Organisation
from tests.builders import change
from tests.cast import Business
from tests.staff_pages.pages import text
from tests.staff_pages.settings.sent import PAGE, look, send

SITES = "https://www.salon.example/termine\n\nHTTPS://Salon.example\nhttps://salon.example"


def sites(here: Business) -> Any:
    return Organisation.objects.get(pk=here.organisation.pk).embedding_origins


def test_sites_are_kept_as_browsers_write_them(manager: Client, here: Business) -> None:
    answer = send(manager, "embedding/", embedding_origins=SITES)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}embedding/")
    assert sites(here) == ["https://www.salon.example", "https://salon.example"]


def test_these_sites_may_frame_the_booking_page(manager: Client, here: Business) -> None:
    send(manager, "embedding/", embedding_origins=SITES)

    policy = Client().get("/salon/").headers["Content-Security-Policy"]

    assert "frame-ancestors 'self' https://www.salon.example https://salon.example" in policy


def test_none_is_a_choice(manager: Client, here: Business) -> None:
    change(here.organisation, embedding_origins=["https://salon.example"])

    send(manager, "embedding/", embedding_origins="")

    assert sites(here) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("*", "„*“ ist keine Internetseite."),
        ("https://salon.example\nsalon.example", "„salon.example“ ist keine Internetseite."),
        ("https://salon.example; script-src *", "ist keine Internetseite."),
        ("javascript:alert(1)", "ist keine Internetseite."),
        ("https://salon.example\x00", "Steuerzeichen"),
        ("\n".join(f"https://s{number}.example" for number in range(21)), "höchstens 20 Internetseiten"),
        ("https://" + "a" * 10_000, "höchstens 4000 Zeichen"),
    ],
)
def test_what_is_no_site_is_refused_by_the_field(
    manager: Client, here: Business, typed: str, sentence: str
) -> None:
    was = sites(here)

    answer = send(manager, "embedding/", embedding_origins=typed)

    assert (answer.status_code, sites(here)) == (422, was)
    assert sentence in text(answer)


def test_the_lines_to_copy_are_those_of_this_business(manager: Client) -> None:
    page = text(look(manager, "embedding/"))

    assert (
        '<script src="http://localhost:8000/embed.js" defer></script> '
        '<terminbuch-booking organisation="salon"></terminbuch-booking>'
    ) in page
    assert "http://localhost:8000/salon/" in page


def test_the_address_is_the_business_s_own_where_it_has_one(manager: Client, here: Business) -> None:
    change(here.organisation, hostname="termine.salon.example")

    page = text(look(manager, "embedding/"))

    assert "http://termine.salon.example:8000/salon/" in page
    assert "http://termine.salon.example:8000/embed.js" in page


def test_the_qr_code_comes_as_drawing_and_as_picture(manager: Client) -> None:
    drawing, pixels = look(manager, "embedding/qr.svg"), look(manager, "embedding/qr.png")

    assert drawing.headers["Content-Type"] == "image/svg+xml"
    assert b'<svg xmlns="http://www.w3.org/2000/svg"' in drawing.content
    with Image.open(BytesIO(pixels.content)) as picture:
        assert picture.format == "PNG"
        assert picture.width == picture.height > 300
    assert pixels.headers["Content-Disposition"] == 'attachment; filename="salon.png"'
