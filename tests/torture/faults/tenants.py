"""T1: a query that forgets whose rows are asked for is seen by whoever works elsewhere (SEC-33)."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.torture.checks.x14 import strangers
from tests.torture.clients import Asking, Client
from tests.torture.house import House
from tests.torture.life.staff import Staff
from tests.torture.life.town import Town
from tests.torture.processes import Server
from tests.torture.step import SQLITE, Findings, Size, step
from tests.torture.steps.storm import Storm

PAGES = ("", "customers/", "tasks/", "more/")


@step("T1-tenants", title="control: a query without its tenant is seen by others", limit=40, short=SQLITE)
def tenant_filter_off(house: House, luck: random.Random, size: Size) -> Findings:
    """The very same walk finds nothing on a build that is whole."""
    slots = size.pick(30, 12)
    whole = house.web(1)
    Storm(house, luck, whole, attempts=slots, slots=slots, clients=4, patience=30 * size.patience).blow()
    sound = _seen(house, luck, whole)
    broken = _seen(house, luck, house.web(1, application="tests.torture.faults.unfiltered:application"))
    missed = [f"{page} of {slug} shows {', '.join(others)}" for (slug, page), others in sound.items()]
    missed += [] if broken else ["nobody sees that the filter by tenant is off"]
    return Findings({"pages of others' rows": len(broken)}, missed)


def _seen(house: House, luck: random.Random, servers: Sequence[Server]) -> dict[tuple[str, str], list[str]]:
    """By tenant and page, the others of whom something stands there."""
    found = {}
    for number, tenant in enumerate(house.people.tenants):
        client = Client(number, servers, luck)
        owner = Staff(
            house, Town(house.people, luck), Asking(client, house.journal, house.people), tenant, luck
        )
        owner.sign_in()
        for page in PAGES:
            answer = client.ask("GET", f"{owner.root}{page}")
            assert answer.status == 200, (page, answer.status)
            if others := strangers(answer.body, tenant.slug, house.people.tenants):
                found[tenant.slug, page] = others
        client.close()
    return found
