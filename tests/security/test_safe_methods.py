"""Looking changes nothing: scanners, prefetching browsers and search engines look everywhere (SEC-07)."""

from __future__ import annotations

import pytest

from tests.cast import Cast, signed_in
from tests.routes import SAFE, address, routes
from tests.security.dump import dump


@pytest.mark.parametrize("route", routes())
def test_a_look_at_an_address_leaves_every_row_as_it_was(cast: Cast, route: str) -> None:
    clients = [signed_in(user) for user in cast.people.values()]
    before = dump()

    for client in clients:
        for method in SAFE:
            client.generic(method, address(route, cast.here.values))

    assert dump() == before


def test_the_dump_would_show_a_change(cast: Cast) -> None:
    before = dump()

    cast.here.salon.organisation.save(update_fields=["name"])
    unchanged = dump()
    cast.here.salon.organisation.name = "Salon Berta"
    cast.here.salon.organisation.save()

    assert unchanged == before
    assert dump() != before
