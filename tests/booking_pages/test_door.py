"""What holds for every page: headers, language, frames, foreign forms; and looking changes nothing."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from terminbuch.booking_pages.posts import visitor_address
from terminbuch.models import Booking, OldSlug
from tests.booking_pages.reader import Answer, Browser, read
from tests.booking_pages.steps import ANNA, CUT, MONDAY_9, again, bookings, hold, manage, open_form
from tests.builders import Salon, change
from tests.reading import everything

FORM = f"{CUT}book/?start=2026-11-23T12%3A00%3A00%2B01%3A00"
PUBLIC = ["/salon/", CUT, f"{CUT}?view=list", f"{CUT}?view=zones", "/salon/-/accessibility/"]
PERSONAL = [
    "",
    "booked/",
    "cancel/",
    "move/",
    "attend/",
    "calendar.ics",
    "move/?start=2026-11-23T12:00:00%2B01:00",
]
ELSEWHERE = "https://shop.example"


def every_page(booking: Booking) -> list[str]:
    return [*PUBLIC, FORM, "/salon/style.css", *(manage(booking, page) for page in PERSONAL)]


def test_no_page_sets_a_cookie(visitor: Browser, booking: Booking) -> None:
    answers = [visitor.get(page) for page in every_page(booking)]

    assert [answer.status_code for answer in answers] == [200] * len(answers)
    assert not visitor.cookies
    assert not any("Cookie" in answer.headers.get("Vary", "") for answer in answers)


def test_looking_changes_nothing(visitor: Browser, salon: Salon, booking: Booking) -> None:
    before = everything(salon.organisation)

    for page in [*every_page(booking), manage(booking, "cancelled/"), manage(booking, "moved/")]:
        visitor.get(page)
        visitor.head(page)
        visitor.options(page)

    assert everything(salon.organisation) == before


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_are_not_for_pages(visitor: Browser, booking: Booking, method: str) -> None:
    answers = [getattr(visitor, method)(page) for page in every_page(booking)]

    assert {answer.status_code for answer in answers} == {405}


def test_nothing_comes_from_elsewhere_and_nothing_stands_inline(visitor: Browser, booking: Booking) -> None:
    for page in every_page(booking)[:-2]:
        shown = read(visitor.get(page)).root if page != "/salon/style.css" else None
        if shown is None:
            continue
        loaded = [node.get("src") for node in shown.all("script")] + [
            node.get("href") for node in shown.all("link") if node.get("rel") == "stylesheet"
        ]
        assert [address for address in loaded if not address.startswith("/")] == []
        assert shown.all("style") == []


def test_the_policy_allows_only_our_own(visitor: Browser, salon: Salon) -> None:
    policy = visitor.get(CUT).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy


def test_personal_pages_are_kept_nowhere(visitor: Browser, booking: Booking) -> None:
    for page in [FORM, *(manage(booking, each) for each in PERSONAL), "/-/manage/unknown/"]:
        headers = visitor.get(page).headers
        assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("private, no-store", "noindex")
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_free_times_are_asked_for_anew(visitor: Browser, salon: Salon) -> None:
    headers = visitor.get(CUT).headers

    assert (headers["Cache-Control"], headers["Vary"]) == ("private, no-cache", "Accept-Language")


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en-US", "en"),
        ("fr,en;q=0.3", "en"),
        ("fr", "de"),
        ("", "de"),
        ("*", "de"),
        ("en;q=0", "de"),
        ("x" * 9999, "de"),
    ],
)
def test_the_language_is_the_browsers_else_the_organisations(salon: Salon, asked: str, spoken: str) -> None:
    assert read(Browser(headers={"Accept-Language": asked}).get("/salon/")).language == spoken


def test_a_chosen_language_travels_along(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get("/salon/?lang=en"))
    assert page.language == "en"

    times = read(visitor.get(page.link("Cut 1 hr")))
    form = read(visitor.get(hold(visitor, path=f"{CUT}?lang=en").url))

    assert (times.language, form.language) == ("en", "en")
    assert "lang=en" in form.fields["action"]
    assert times.link("Deutsch DE") == "?lang=de"


@pytest.mark.parametrize("language", ["../../etc/passwd", "fr", "DE", "\x00", "de'--"])
def test_an_unknown_language_is_left_out(visitor: Browser, salon: Salon, language: str) -> None:
    page = read(visitor.get("/salon/", {"lang": language}))

    assert page.language == "de"
    assert page.link("Schneiden 1 Std.") == "/salon/cut/"


def test_an_old_address_leads_to_the_present_one(visitor: Browser, salon: Salon) -> None:
    OldSlug.objects.create(slug="anna-hair", organisation=salon.organisation)

    answer = visitor.get("/anna-hair/cut/?with=ben&lang=en")

    assert (answer.status_code, answer.url) == (301, "/salon/cut/?with=ben&lang=en")


def send_from(client: Browser, site: str | None) -> Answer:
    headers = {} if site is None else {"Sec-Fetch-Site": site}
    return client.post(CUT, {"start": MONDAY_9}, headers=headers)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "whatever"])
def test_a_form_of_another_site_is_refused(visitor: Browser, salon: Salon, site: str) -> None:
    answer = send_from(visitor, site)

    assert (answer.status_code, read(answer).heading) == (
        403,
        "Dieses Formular kam von einer anderen Website.",
    )
    assert everything(salon.organisation)["Hold"] == []


@pytest.mark.parametrize("site", ["same-origin", "none", None])
def test_our_own_forms_and_programs_are_heard(salon: Salon, site: str | None) -> None:
    strict = Browser(enforce_csrf_checks=True)

    assert send_from(strict, site).status_code == 303


def test_no_other_site_cancels_in_a_customers_name(visitor: Browser, booking: Booking) -> None:
    answer = visitor.post(
        manage(booking, "cancel/"), {"email": "anna@example.org"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert (answer.status_code, again(booking).status) == (403, "confirmed")


@pytest.fixture
def shop(salon: Salon) -> str:
    """A site that may show the salon's pages in a frame."""
    change(
        salon.organisation,
        embedding_origins=[ELSEWHERE, "javascript:alert(1)", "https://x.example; script-src *"],
    )
    return ELSEWHERE


def test_allowed_sites_may_frame_the_pages(visitor: Browser, shop: str, booking: Booking) -> None:
    for page in (CUT, FORM, manage(booking), manage(booking, "booked/"), "/salon/nothing/"):
        headers = visitor.get(page).headers
        assert headers["Content-Security-Policy"].endswith(f"frame-ancestors 'self' {shop}")
        assert "X-Frame-Options" not in headers


def test_a_frame_is_named_on_the_page_and_travels_along(visitor: Browser, shop: str) -> None:
    page = read(visitor.get("/salon/", {"embed": shop}))

    (html,) = page.root.all("html")
    assert ("data-embed" in html.attributes, html.get("data-embed-origin")) == (True, shop)
    assert page.link("Schneiden 1 Std.") == "/salon/cut/?embed=https%3A%2F%2Fshop.example"
    assert "embed=https" in open_form(visitor, path=f"{CUT}?embed={shop}").fields["action"]


@pytest.mark.parametrize("site", ["https://evil.example", "javascript:alert(1)", "*", "\x00"])
def test_a_site_that_is_not_allowed_is_not_named(visitor: Browser, shop: str, site: str) -> None:
    page = read(visitor.get("/salon/", {"embed": site}))

    (html,) = page.root.all("html")
    assert "data-embed" not in html.attributes
    assert page.link("Schneiden 1 Std.") == "/salon/cut/"


def test_another_host_is_not_ours(visitor: Browser, salon: Salon) -> None:
    assert visitor.get(CUT, headers={"Host": "evil.example"}).status_code == 400
    assert b"evil.example" not in visitor.get(CUT, headers={"X-Forwarded-Host": "evil.example"}).content


def test_a_whole_way_in_english_without_script_and_cookie(english: Browser, salon: Salon) -> None:
    services = read(english.get("/salon/"))
    times = read(english.get(services.link("Cut 1 hr")))
    form = open_form(english, times.starts[2])
    fields = form.fields | ANNA
    booked = english.post(fields.pop("action"), fields)

    (booking,) = bookings(salon.organisation.pk)
    assert read(english.get(booked.url)).heading == "Your appointment is booked."
    assert booking.language == "en"
    assert not english.cookies


@pytest.mark.parametrize(
    ("seen", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_visitors_are_counted_by_address_or_household(seen: str, counted: str) -> None:
    assert visitor_address(RequestFactory().get("/", REMOTE_ADDR=seen)) == counted
