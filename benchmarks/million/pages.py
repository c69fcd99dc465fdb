"""Every page that answers, as the owner sees it; what customers see, as a customer."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from django.test import Client

from tests.cast import Business, signed_in
from tests.routes import address, routes

from .doing import Doing

HOME, SERVICE = "/-/staff/<slug:organisation>/", "/<name:slug>/<name:service>/"
FULL = "2026-11-23"
"""A Monday on which every diary is full."""
MORE = [
    *(f"{HOME}?view={view}&on={FULL}" for view in ("day", "week", "week&resource=*", "month", "list")),
    *(f"{HOME}calendar/feed/?view={view}&on={FULL}" for view in ("day", "week")),
    f"{HOME}day-sheet/?from={FULL}",
    *(f"{HOME}customers/?{asked}" for asked in ("q=weber", "q=4930", "page=7", "double=1")),
    f"{HOME}settings/history/?page=20",
    f"{SERVICE}?month=2026-12",
    f"{SERVICE}?month=2026-12&date=2026-12-15",
]
"""What one sees only who asks for more than the bare address."""


def pages(business: Business, whose: str, *, others: bool) -> Iterator[Doing]:
    """``others``: those, too, that are nobody's in particular. Everything was asked for once then."""
    values = business.values
    owner, customer = (_browser(signed_in(who)) for who in (business.owner, None))
    for route in [*routes(), *MORE]:
        if not (others or "<" in route):
            continue
        is_staffs = route.startswith("/-/staff/")
        page = _Page(owner if is_staffs else customer, address(route, values))
        if page.answers():
            yield Doing("page", route, whose, page.ask)
            if route.startswith("/<name:slug>"):
                yield Doing("page", f"{route} (kept)", whose, page.ask, kept=True)


def _browser(client: Client) -> Client:
    """At an address that the installation knows."""
    client.defaults["SERVER_NAME"] = "localhost"
    return client


class _Page:
    def __init__(self, client: Client, path: str) -> None:
        self._client, self._path = client, path

    def answers(self) -> bool:
        """Raises AssertionError where it breaks; many only lead elsewhere, or want something sent."""
        status = self._client.get(self._path).status_code
        assert status < HTTPStatus.INTERNAL_SERVER_ERROR, f"{self._path}: {status}"
        return status == HTTPStatus.OK

    def ask(self, _round: int) -> None:
        status = self._client.get(self._path).status_code
        assert status == HTTPStatus.OK, f"{self._path}: {status}"
