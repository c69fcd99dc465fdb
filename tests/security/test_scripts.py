"""Whatever words stand in the tables, a page shows them as words (SEC-21)."""

from __future__ import annotations

import pytest

from tests.booking_pages.reader import Node, read
from tests.cast import Cast, signed_in
from tests.routes import address, routes
from tests.security.columns import columns_of_words, fill

PAYLOADS = {
    "an element": "<b data-evil>",
    "out of an attribute": '" data-evil x="',
    "out of a quoted one": "' data-evil x='",
    "a script": "</script><b data-evil>",
    "a template": "{{ 7|add:7700 }}{% now 'Y' %}",
}


def elements(node: Node) -> list[Node]:
    below = [child for child in node.children if isinstance(child, Node)]
    return below + [each for child in below for each in elements(child)]


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_no_word_becomes_a_part_of_a_page(cast: Cast, payload: str) -> None:
    values, shown = cast.here.values, 0
    fill(columns_of_words(), payload)

    for person in ("owner", "nobody"):
        client = signed_in(cast.people[person])
        for route in routes():
            answer = client.get(address(route, values), {"lang": "de", "name": payload})
            if not answer.headers.get("Content-Type", "").startswith("text/html"):
                continue
            page = read(answer)
            assert [each for each in elements(page.root) if "data-evil" in each.attributes] == []
            assert "7707" not in page.root.text
            shown += payload in page.root.text
    assert shown > 5


@pytest.mark.parametrize(
    "address_", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x"]
)
def test_no_link_runs_a_script(cast: Cast, address_: str) -> None:
    organisation = cast.here.organisation
    organisation.imprint_url = organisation.privacy_url = address_
    organisation.save()

    for path in ("/salon/", "/salon/accessibility/", address("/-/manage/<str:token>/", cast.here.values)):
        links = read(signed_in(None).get(path)).root.all("a")
        assert [link.get("href") for link in links if link.get("href") == address_] == []
