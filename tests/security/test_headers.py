"""What every answer carries: staff pages in no frame, cache or index (SEC-29), no cookie for customers."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from tests.cast import Cast, signed_in
from tests.routes import address, routes

STAFF = [route for route in routes() if route.startswith("/-/staff/")]
PREVIEW = "/-/staff/<slug:organisation>/settings/letters/<slug:kind>/<slug:spoken>/preview/"
# A file of our own, which the policy lets in, and data, which no browser runs.
OURS = re.compile(
    r'<script src="/static/terminbuch/built/[\w.-]+\.js" defer></script>'
    r'|<script type="application/json">[^<]*</script>'
)
OTHERS = [route for route in routes() if not route.startswith("/-/staff/")]


@pytest.mark.parametrize("route", [route for route in STAFF if route != PREVIEW])
def test_a_staff_page_is_framed_kept_and_listed_by_nobody(cast: Cast, route: str) -> None:
    asked = address(route, cast.here.values)

    for person in ("owner", "another business", "nobody"):
        answer = signed_in(cast.people[person]).get(asked)
        policy = answer.headers["Content-Security-Policy"].split("; ")
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self'" in policy
        assert "style-src 'self'" in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_preview_of_a_mail_is_framed_by_our_own_page_and_runs_nothing(cast: Cast) -> None:
    answer = signed_in(cast.people["owner"]).get(address(PREVIEW, cast.here.values))

    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert "frame-ancestors 'self'" in policy
    assert "sandbox" in policy
    assert not any(rule.startswith("script-src") for rule in policy)
    assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == (
        "no-store",
        "nosniff",
    )


@pytest.mark.parametrize("route", OTHERS)
def test_no_other_page_sets_or_reads_a_cookie(cast: Cast, route: str) -> None:
    owner, asked = signed_in(cast.people["owner"]), address(route, cast.here.values)

    for method in ("GET", "POST"):
        answer = owner.generic(method, asked)
        assert answer.cookies == {}
        assert "cookie" not in answer.headers.get("Vary", "").lower()


def test_the_session_cookie_is_out_of_reach_of_scripts_and_foreign_pages(cast: Cast) -> None:
    client = signed_in(None)

    answer = client.post(
        "/-/staff/-/login/", {"username": "manager@salon.example", "password": "clara-im-salon"}
    )

    cookie = answer.cookies["session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


@pytest.mark.parametrize("route", [route for route in STAFF if route != PREVIEW])
def test_a_staff_page_holds_nothing_inline_and_nothing_foreign(cast: Cast, route: str) -> None:
    """A picture or a file is no page, and our own address is nothing foreign."""
    answer = signed_in(cast.people["owner"]).get(address(route, cast.here.values))
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    page = OURS.sub("", answer.content.decode()).replace(settings.BASE_URL, "") if is_page else ""

    assert [
        word
        for word in ("<style", " style=", "<script", " onclick", 'src="http', 'href="http', 'action="http')
        if word in page
    ] == []
