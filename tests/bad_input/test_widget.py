"""What another site may put into the address of a frame. Messages between windows: frontend/embed."""

from __future__ import annotations

from functools import partial

import pytest

from tests.bad_input.outcomes import Watch, not_found, unchanged
from tests.booking_pages.reader import Browser, Page, read
from tests.booking_pages.steps import CUT, manage
from tests.builders import Salon, change, make_booking

SHOP, OTHER_SHOP = "https://shop.example", "https://other.example"
SCRIPT = '"><script>alert(1)</script>'


@pytest.fixture
def framed(salon: Salon, next_door: Salon) -> Salon:
    """Each business may be shown by a site of its own; what else stands in the table is nonsense."""
    change(
        salon.organisation, embedding_origins=[SHOP, "*", f"{SHOP};script-src *", f"{SHOP}\r\nX: y", "'none'"]
    )
    change(next_door.organisation, embedding_origins=[OTHER_SHOP])
    return salon


@pytest.mark.parametrize("path", [f"/salon/{SCRIPT}/", f"/{SCRIPT}/", "/salon/CUT/"])
def test_a_name_that_is_none_leads_nowhere(framed: Salon, visitor: Browser, watch: Watch, path: str) -> None:
    """M008."""
    seen = watch(partial(visitor.get, path))

    not_found(seen)
    assert _scripts(seen.page) == 0


WORDS = {
    "M008": {"embed": SCRIPT, "lang": SCRIPT, "tz": SCRIPT, "with": SCRIPT, "at": SCRIPT},
    "M004": {"name": "<img src=x onerror=alert(1)>", "email": SCRIPT, "note": "</textarea><script>"},
    "a script's address": {"embed": "javascript:alert(1)"},
    "a list": {"embed": f"{SHOP} {OTHER_SHOP}"},
    "next door's site": {"embed": OTHER_SHOP},
    "everybody": {"embed": "*"},
}


@pytest.mark.parametrize("query", WORDS.values(), ids=WORDS)
def test_what_a_site_says_stays_text(
    framed: Salon, visitor: Browser, watch: Watch, query: dict[str, str]
) -> None:
    for path in ("/salon/", CUT, f"{CUT}book/?start=2026-11-23T09%3A00%3A00%2B01%3A00"):
        seen = watch(partial(visitor.get, path, query_params=query | _query(path)))

        unchanged(seen)
        assert _scripts(seen.page) == 1
        assert not seen.page.root.all("img")
        assert "data-embed" not in seen.page.root.all("html")[0].attributes


def _query(path: str) -> dict[str, str]:
    return {"start": "2026-11-23T09:00:00+01:00"} if "?" in path else {}


def _scripts(page: Page) -> int:
    """One of our own stands in the head of a page; nothing else runs."""
    return len(page.root.all("script"))


def test_two_businesses_on_one_site_share_nothing(framed: Salon, visitor: Browser) -> None:
    """M010: no cookie, and each may be framed by its own sites alone, whatever the table holds."""
    ours = visitor.get(CUT, {"embed": SHOP})
    theirs = visitor.get("/barber/cut/", {"embed": OTHER_SHOP})

    policies = [each.headers["Content-Security-Policy"] for each in (ours, theirs)]
    assert [policy.rpartition("frame-ancestors ")[2] for policy in policies] == [
        f"'self' {SHOP}",
        f"'self' {OTHER_SHOP}",
    ]
    assert not visitor.cookies
    assert SHOP not in theirs.content.decode()


OWN = ("/static/", "/salon/", "/-/manage/", "#", "?", "data:,")
FETCHED = {"script": "src", "link": "href", "img": "src", "use": "href", "form": "action"}


def test_nothing_is_fetched_from_elsewhere(framed: Salon, visitor: Browser) -> None:
    """M012: what a browser loads by itself; a real one is watched in tests/journeys."""
    booking = make_booking(framed.cut)

    for path in ("/salon/", CUT, manage(booking), manage(booking, "booked/"), manage(booking, "cancel/")):
        page = read(visitor.get(path, {"embed": SHOP}))
        fetched = [node.get(name) for tag, name in FETCHED.items() for node in page.root.all(tag)]
        assert [each for each in fetched if each and not each.startswith(OWN)] == []
