"""The pages around: the first page, the colours, the statement on accessibility."""

from __future__ import annotations

import pytest

from terminbuch.models import Organisation
from tests.booking_pages.reader import Browser, read
from tests.builders import Salon, change, make_organisation


def test_the_only_business_is_the_first_page(visitor: Browser, salon: Salon) -> None:
    answer = visitor.get("/?lang=en&embed=x")

    assert (answer.status_code, answer.url) == (302, "/salon/?lang=en&embed=x")


def test_of_several_businesses_none_is_named(visitor: Browser, salon: Salon) -> None:
    make_organisation("mallory", name="Mallory")

    page = read(visitor.get("/"))

    assert page.heading == "Termin buchen"
    assert "Mallory" not in page.text
    assert "Salon" not in page.text


def test_an_empty_installation_has_a_first_page(english: Browser, db: None) -> None:
    assert not Organisation.objects.exists()

    assert read(english.get("/")).heading == "Book an appointment"


def test_the_colours_are_a_sheet_of_their_own(visitor: Browser, salon: Salon) -> None:
    change(salon.organisation, colour="#0a7d5c")
    change(salon.ben, hue=230)
    change(salon.clara, is_active=False)

    answer = visitor.get("/salon/style.css")

    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.content.decode() == ":root{--accent:#0a7d5c}.tint-ben{--hue:230}.tint-raum-1{--hue:60}\n"


def test_the_colours_are_sent_once(visitor: Browser, salon: Salon) -> None:
    etag = visitor.get("/salon/style.css").headers["ETag"]

    same = visitor.get("/salon/style.css", headers={"If-None-Match": etag})
    change(salon.organisation, colour="#0a7d5c")
    other = visitor.get("/salon/style.css", headers={"If-None-Match": etag})

    assert [(answer.status_code, len(answer.content) > 0) for answer in (same, other)] == [
        (304, False),
        (200, True),
    ]
    assert same.headers["ETag"] == etag


def test_nobody_has_no_colours(visitor: Browser, db: None) -> None:
    assert visitor.get("/nobody/style.css").status_code == 404


@pytest.mark.parametrize("path", ["/salon/", "/salon/cut/"])
def test_the_statement_is_linked_from_every_page(visitor: Browser, salon: Salon, path: str) -> None:
    statement = read(visitor.get(read(visitor.get(path)).link("Barrierefreiheit")))

    assert statement.heading == "Barrierefreiheit dieser Seiten"
    assert "Auf diesen Seiten buchen Sie Termine bei Salon Anna" in statement.text
    assert "(WCAG) 2.2, Stufe AA" in statement.text
    assert "bei 400 % Vergrößerung" in statement.text
    assert statement.link("hallo@salon.example") == "mailto:hallo@salon.example"


def test_imprint_and_privacy_are_linked_where_they_are_given(visitor: Browser, salon: Salon) -> None:
    change(
        salon.organisation,
        imprint_url="https://salon.example/imprint",
        privacy_url="https://salon.example/privacy",
    )

    page = read(visitor.get("/salon/"))

    assert page.link("Impressum") == "https://salon.example/imprint"
    assert page.link("Datenschutz") == "https://salon.example/privacy"
    assert page.link("030 1234567") == "tel:0301234567"
    assert "Salon Anna, Lindenstraße 12, 10969 Berlin" in page.text
