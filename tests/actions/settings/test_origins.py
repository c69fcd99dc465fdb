"""Web sites that may show the booking pages: told apart as browsers tell them apart (SEC-29)."""

from __future__ import annotations

import pytest

from terminbuch.actions.settings.origins import NoOrigin, is_origin, origin_of


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://www.example.org", "https://www.example.org"),
        (" HTTPS://WWW.Example.org/praxis?x=1#top ", "https://www.example.org"),
        ("https://example.org:443/", "https://example.org"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("https://müller.example", "https://xn--mller-kva.example"),
    ],
)
def test_of_an_address_the_site_is_kept(typed: str, origin: str) -> None:
    assert origin_of(typed) == origin
    assert is_origin(origin)


@pytest.mark.parametrize(
    "typed",
    [
        "", "*", "https://*", "https://*.example.org", "example.org", "//example.org", "javascript:alert(1)",
        "data:text/html,x", "ftp://example.org", "https://", "https:///x", "https://user@example.org",
        "https://user:pw@example.org", "https://exa mple.org", "https://example.org:99999",
        "https://example.org:x", "https://[::1", "https://example.org;script-src", "https://-example.org",
        "https://example.org\x00", "https://" + "a" * 64 + ".org", "https://" + "a." * 150 + "org", "null",
    ],
)  # fmt: skip
def test_what_names_no_site_is_refused(typed: str) -> None:
    with pytest.raises(NoOrigin):
        origin_of(typed)


@pytest.mark.parametrize("said", [None, 1, "https://example.org/", "HTTPS://example.org", "https://a b"])
def test_only_what_browsers_write_reaches_the_table(said: object) -> None:
    assert not is_origin(said)
