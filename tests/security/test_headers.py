"""What every answer carries: staff pages in no frame, cache or index (SEC-29), no cookie for customers."""

from __future__ import annotations

import re

import pytest

from tests.cast import Cast, signed_in
from tests.routes import address, routes

STAFF = [route for route in routes() if route.startswith("/-/staff/")]
# A file of our own, which the policy lets in, and data, which no browser runs.
OURS = re.compile(
    r'<script src="/static/terminbuch/built/[\w.-]+\.js" defer></script>'
    r'|<script type="application/json">[^<]*</script>'
)
OTHERS = [route for route in routes() if not route.startswith("/-/staff/")]


@pytest.mark.parametrize("route", STAFF)
@pytest.mark.parametrize("person", ["owner", "another business", "nobody"])
def test_a_staff_page_is_framed_kept_and_listed_by_nobody(cast: Cast, route: str, person: str) -> None:
    answer = signed_in(cast.people[person]).get(address(route, cast.here.values))

    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("route", OTHERS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_other_page_sets_or_reads_a_cookie(cast: Cast, route: str, method: str) -> None:
    answer = signed_in(cast.people["owner"]).generic(method, address(route, cast.here.values))

    assert answer.cookies == {}
    assert "cookie" not in answer.headers.get("Vary", "").lower()


def test_the_session_cookie_is_out_of_reach_of_scripts_and_foreign_pages(cast: Cast) -> None:
    client = signed_in(None)

    answer = client.post(
        "/-/staff/-/login/", {"username": "manager@salon.example", "password": "clara-im-salon"}
    )

    cookie = answer.cookies["session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


@pytest.mark.parametrize("route", STAFF)
def test_a_staff_page_holds_nothing_inline_and_nothing_foreign(cast: Cast, route: str) -> None:
    page = signed_in(cast.people["owner"]).get(address(route, cast.here.values)).content.decode()
    page = OURS.sub("", page)

    assert [
        word for word in ("<style", " style=", "<script", " onclick", "http://", "https://") if word in page
    ] == []
