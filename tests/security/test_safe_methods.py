"""Looking changes nothing: scanners, prefetching browsers and search engines look everywhere (SEC-07)."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import connection

from tests.cast import Cast, signed_in
from tests.routes import SAFE, address, from_the_first, handfuls, routes
from tests.security.dump import dump

# HEAD and OPTIONS go the way of GET or none, whatever the database.
METHODS = SAFE if connection.vendor == "sqlite" else ("GET",)


@pytest.mark.parametrize("some", handfuls(routes()), ids=from_the_first)
def test_a_look_at_an_address_leaves_every_row_as_it_was(cast: Cast, some: list[str]) -> None:
    clients, values = [signed_in(user) for user in cast.people.values()], cast.here.values
    before = dump()

    for route in some:
        for client, method in product(clients, METHODS):
            client.generic(method, address(route, values))
        assert (route, dump()) == (route, before)


def test_the_dump_would_show_a_change(cast: Cast) -> None:
    before = dump()

    cast.here.salon.organisation.save(update_fields=["name"])
    unchanged = dump()
    cast.here.salon.organisation.name = "Salon Berta"
    cast.here.salon.organisation.save()

    assert unchanged == before
    assert dump() != before
