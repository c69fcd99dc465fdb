from __future__ import annotations

import logging
import re

import pytest
from django.test import RequestFactory

from terminbuch.booking_pages import errors
from terminbuch.booking_pages.views import services
from terminbuch.models import OldSlug
from tests.booking_pages.reader import Browser, read
from tests.builders import Salon


@pytest.mark.parametrize(
    "path",
    ["/nobody/", "/-/", "/-/manage/", "/-salon/", "/Salon/", "/salon/cut/book/x/", "/salon/%00/", "/%FF/"],
)
def test_what_is_not_there(visitor: Browser, salon: Salon, path: str) -> None:
    answer = visitor.get(path)

    page = read(answer)
    assert (answer.status_code, page.heading) == (404, "Diese Seite gibt es nicht.")
    assert "Bitte prüfen Sie die Adresse" in page.text


def test_in_english(english: Browser, db: None) -> None:
    page = read(english.get("/nobody/"))

    assert (page.language, page.heading) == ("en", "There is no such page.")


def test_an_old_slug_of_nobody_is_not_there(visitor: Browser, salon: Salon) -> None:
    OldSlug.objects.create(slug="anna-hair", organisation=salon.organisation)

    assert visitor.get("/anna-hai/").status_code == 404


def test_a_bug_shows_a_number_and_nothing_else(
    visitor: Browser, salon: Salon, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_organisation: object) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(services, "online_services", broken)
    with caplog.at_level(logging.ERROR):
        answer = visitor.get("/salon/")

    page = read(answer)
    (number,) = re.findall(r"Nummer: ([0-9a-f]{8})", page.text)
    assert (answer.status_code, page.heading) == (500, "Bei uns ist etwas schiefgegangen.")
    assert "secret" not in answer.content.decode()
    assert f"error number {number}" in caplog.text


@pytest.mark.parametrize("handler", [errors.bad_request, errors.not_allowed, errors.not_found])
def test_pages_for_errors_need_no_database(handler: object) -> None:
    request = RequestFactory().get("/")

    answer = handler(request, Exception("why"))  # type: ignore[operator]

    assert answer.status_code in {400, 403, 404}
    assert "why" not in answer.content.decode()
