"""Two businesses and two languages in one process never mix, however the requests are shuffled (SEC-33)."""

from __future__ import annotations

import random
from itertools import product

from tests.cast import Business, Cast, signed_in
from tests.routes import address, parts, routes

CUSTOMERS = [route for route in routes() if "slug" in parts(route) or "token" in parts(route)]
WORDS = {"de": "Sprache der Seite", "en": "Language of the page"}
REQUESTS = 300


def test_shuffled_requests_get_their_own_business_and_language(cast: Cast) -> None:
    visitor = signed_in(None)
    pages = {business.organisation.slug: _named(business) for business in (cast.here, cast.next_door)}
    asked = list(product(pages, ("de", "en"), CUSTOMERS))
    shuffled = random.Random(7).choices(asked, k=REQUESTS)

    for slug, language, route in shuffled:
        business = pages[slug]
        (other,) = pages.keys() - {slug}
        answer = visitor.get(address(route, business.values), {"lang": language})

        assert f"Haus {other}".encode() not in answer.content
        if answer.headers["Content-Type"].startswith("text/html") and answer.status_code == 200:
            page = answer.content.decode()
            assert f"Haus {slug}" in page
            assert f'<html lang="{language}"' in page


def _named(business: Business) -> Business:
    """With a name that stands on all of its pages."""
    business.organisation.name = f"Haus {business.organisation.slug}"
    business.organisation.save()
    return business


def test_staff_of_two_businesses_see_each_apart(cast: Cast) -> None:
    owner, mallory = (signed_in(cast.people[who]) for who in ("owner", "another business"))
    for business in (cast.here, cast.next_door):
        _named(business)

    for _ in range(5):
        here, there = owner.get("/-/staff/salon/"), mallory.get("/-/staff/barber/")
        assert "Haus barber" not in here.content.decode()
        assert "Haus salon" not in there.content.decode()
