"""What every answer carries: staff pages in no frame, cache or index (SEC-29), no cookie for customers."""

from __future__ import annotations

import re
from itertools import product

import pytest
from django.conf import settings

from tests.cast import Cast, signed_in
from tests.routes import address, from_the_first, handfuls, routes
from tests.staff_pages.pages import Answer

STAFF = [route for route in routes() if route.startswith("/-/staff/")]
PREVIEW = "/-/staff/<slug:organisation>/settings/letters/<slug:kind>/<slug:spoken>/preview/"
# A file of our own, which the policy lets in, and data, which no browser runs.
OURS = re.compile(
    r'<script src="/static/terminbuch/built/[\w.-]+\.js" defer></script>'
    r'|<script type="application/json">[^<]*</script>'
)
PAGES = handfuls([route for route in STAFF if route != PREVIEW])
FOREIGN = ("<style", " style=", "<script", " onclick", 'src="http', 'href="http', 'action="http')
OTHERS = [route for route in routes() if not route.startswith("/-/staff/")]


@pytest.mark.parametrize("some", PAGES, ids=from_the_first)
@pytest.mark.parametrize("person", ["owner", "another business", "nobody"])
def test_a_staff_page_is_framed_kept_and_listed_by_nobody(cast: Cast, some: list[str], person: str) -> None:
    client, values = signed_in(cast.people[person]), cast.here.values

    for route in some:
        answer = client.get(address(route, values))
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


@pytest.mark.parametrize("some", handfuls(OTHERS), ids=from_the_first)
def test_no_other_page_sets_or_reads_a_cookie(cast: Cast, some: list[str]) -> None:
    owner, values = signed_in(cast.people["owner"]), cast.here.values

    for route, method in product(some, ("GET", "POST")):
        answer = owner.generic(method, address(route, values))
        assert (route, answer.cookies) == (route, {})
        assert "cookie" not in answer.headers.get("Vary", "").lower()


def test_the_session_cookie_is_out_of_reach_of_scripts_and_foreign_pages(cast: Cast) -> None:
    client = signed_in(None)

    answer = client.post(
        "/-/staff/-/login/", {"username": "manager@salon.example", "password": "clara-im-salon"}
    )

    cookie = answer.cookies["session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


@pytest.mark.parametrize("some", PAGES, ids=from_the_first)
def test_a_staff_page_holds_nothing_inline_and_nothing_foreign(cast: Cast, some: list[str]) -> None:
    owner, values = signed_in(cast.people["owner"]), cast.here.values

    for route in some:
        page = OURS.sub("", _page(owner.get(address(route, values))))
        assert (route, [word for word in FOREIGN if word in page]) == (route, [])


def _page(answer: Answer) -> str:
    """A picture or a file is no page, and our own address is nothing foreign."""
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.content.decode().replace(settings.BASE_URL, "") if is_page else ""
