from __future__ import annotations

import pytest

from terminbuch.models import Service, ServiceGroup
from tests.booking_pages.reader import Browser, read
from tests.builders import Salon, change, make_service, needs


def a_service(salon: Salon, slug: str, **fields: object) -> Service:
    service = make_service(salon.organisation, slug, **fields)
    needs(service, salon.ben)
    return service


@pytest.fixture
def colours(salon: Salon) -> ServiceGroup:
    group = ServiceGroup.objects.create(organisation=salon.organisation, name_de="Farbe", name_en="Colour")
    fields = {
        "name_de": "Strähnen", "name_en": "Highlights", "text_de": "Wir prüfen Ihre Anfrage",
        "price_de": "ab 110 €", "price_en": "from €110", "duration_minutes": 150, "group": group,
    }  # fmt: skip
    a_service(salon, "highlights", **fields)
    return group


def test_the_price_list(visitor: Browser, salon: Salon, colours: ServiceGroup) -> None:
    page = read(visitor.get("/salon/"))

    assert page.heading == "Was dürfen wir für Sie tun?"
    assert "Farbe Strähnen ab 110 € 2 Std. 30 Min. Wir prüfen Ihre Anfrage Schneiden 1 Std." in page.text
    assert page.link("Strähnen ab 110 € 2 Std. 30 Min. Wir prüfen Ihre Anfrage") == "/salon/highlights/"


def test_in_english(english: Browser, salon: Salon, colours: ServiceGroup) -> None:
    page = read(english.get("/salon/"))

    assert page.heading == "What can we do for you?"
    assert "Colour Highlights from €110 2 hr 30 min Cut 1 hr" in page.text


def test_a_service_without_price_shows_its_length_instead(visitor: Browser, salon: Salon) -> None:
    assert read(visitor.get("/salon/")).link("Schneiden 1 Std.") == "/salon/cut/"


def test_internal_services_are_not_listed(visitor: Browser, salon: Salon, colours: ServiceGroup) -> None:
    change(salon.cut, is_online=False)

    page = read(visitor.get("/salon/"))

    assert "Strähnen" in page.text
    assert "Schneiden" not in page.text


def test_few_services_need_no_search(visitor: Browser, salon: Salon) -> None:
    assert read(visitor.get("/salon/")).root.all("form", role="search") == []


@pytest.fixture
def many(salon: Salon, colours: ServiceGroup) -> None:
    for number in range(6):
        a_service(salon, f"service-{number}", name_de=f"Leistung {number}", name_en=f"Service {number}")


@pytest.mark.parametrize("words", ["strähnen", "FARBE", "anfrage farbe", "  Strähnen  "])
def test_from_eight_services_on_they_can_be_searched(
    visitor: Browser, many: None, salon: Salon, words: str
) -> None:
    page = read(visitor.get("/salon/", {"q": words}))

    assert len(page.root.all("form", role="search")) == 1
    assert [link.get("href") for link in page.root.all("a", **{"class": "service"})] == ["/salon/highlights/"]


def test_a_search_keeps_what_the_links_carry(visitor: Browser, many: None) -> None:
    page = read(visitor.get("/salon/?lang=en&with=ben&tz=Europe/Paris"))

    (form,) = page.root.all("form", role="search")
    kept = {box.get("name"): box.get("value") for box in form.all("input", type="hidden")}
    assert kept == {"lang": "en", "tz": "Europe/Paris", "with": "ben"}


@pytest.mark.parametrize("words", ["Dauerwelle", "\x00", "<script>alert(1)</script>", "%'--"])
def test_a_search_without_result_leads_back(visitor: Browser, many: None, words: str) -> None:
    page = read(visitor.get("/salon/", {"q": words}))

    assert f"Zu „{words}“ haben wir nichts gefunden." in page.text
    assert page.link("Alle Leistungen zeigen") == "/salon/"
    assert len(page.root.all("script")) == 1  # our own, in the head


def test_a_business_without_services_says_whom_to_call(visitor: Browser, salon: Salon) -> None:
    change(salon.cut, is_active=False)

    page = read(visitor.get("/salon/"))

    assert "Zurzeit ist nichts online buchbar. Bitte rufen Sie uns an: 030 1234567" in page.text


def test_what_a_link_wishes_for_goes_along(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get("/salon/?with=ben&date=2026-11-25&name=Anna&lang=en"))

    address = page.link("Cut 1 hr")
    assert address == "/salon/cut/?lang=en&with=ben&date=2026-11-25&name=Anna"


def test_too_much_to_fill_in_is_left_out(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get("/salon/", {"name": "x" * 121, "phone": "030 1234567"}))

    assert page.link("Schneiden 1 Std.") == "/salon/cut/?phone=030+1234567"
