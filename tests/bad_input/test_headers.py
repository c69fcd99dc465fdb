"""Hosts, proxies, methods, odd bytes, and names of the business next door."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from ipaddress import ip_network
from wsgiref.types import WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings

from terminbuch.actions.keys import new_key
from terminbuch.actions.links import manage_token
from terminbuch.config.environment import Network
from terminbuch.config.proxy import behind_proxies
from terminbuch.mail.letters import letter
from terminbuch.mail.occasion import occasion
from terminbuch.models import Delivery, Member
from tests.bad_input.outcomes import Watch, accepted, forbidden, not_found, refused, unchanged
from tests.booking_pages.reader import Browser
from tests.booking_pages.steps import ANNA, CUT, MONDAY_10, bookings, manage, open_form, send
from tests.builders import (
    SUNDAY_18,
    Salon,
    change,
    make_booking,
    make_location,
    make_member,
    make_resource,
    make_service,
    needs,
    open_weekly,
)
from tests.cast import signed_in
from tests.routes import address, routes

PROXY = "10.0.0.1"
TRUSTED = (ip_network("10.0.0.0/8"),)
FORGED = {
    "HTTP_X_FORWARDED_FOR": "203.0.113.9",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_FORWARDED": "for=203.0.113.9;host=evil.example;proto=https",
}


def asked_through(trusted: tuple[Network, ...], **environ: str) -> WSGIEnvironment:
    """What the program behind the proxies is told of a request."""
    told: list[WSGIEnvironment] = []

    def program(heard: WSGIEnvironment, _start: object) -> list[bytes]:
        told.append(heard)
        return []

    request: WSGIEnvironment = {**environ}
    setup_testing_defaults(request)
    behind_proxies(program, trusted)(request, lambda *_: lambda _: None)
    return told[0]


@pytest.mark.parametrize("peer", ["198.51.100.7", "10.0.0.1 ", "", "unix:"])
def test_what_a_stranger_says_of_its_way_is_not_heard(peer: str) -> None:
    """H002."""
    told = asked_through(TRUSTED, REMOTE_ADDR=peer, **FORGED)

    assert (told["REMOTE_ADDR"], told["wsgi.url_scheme"]) == (peer, "http")
    assert FORGED.keys().isdisjoint(told)


FORWARDED = {
    "one": ("203.0.113.9", "203.0.113.9"),
    "a forged one before it": ("192.0.2.1, 203.0.113.9", "203.0.113.9"),
    "two proxies": ("203.0.113.9, 10.0.0.2", "203.0.113.9"),
    "nothing": ("", PROXY),
    "no address": ("evil", PROXY),
    "no address behind one": ("evil, 203.0.113.9", "203.0.113.9"),
    "with a port": ("203.0.113.9:4711", PROXY),
    "only proxies": ("10.0.0.3, 10.0.0.2", "10.0.0.3"),
    "IPv6": ("2001:db8::1", "2001:db8::1"),
}


@pytest.mark.parametrize("case", FORWARDED.values(), ids=FORWARDED)
def test_a_trusted_proxy_says_who_the_visitor_is(case: tuple[str, str]) -> None:
    said, visitor = case

    told = asked_through(
        TRUSTED, REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=said, HTTP_X_FORWARDED_PROTO="https"
    )

    assert (told["REMOTE_ADDR"], told["wsgi.url_scheme"]) == (visitor, "https")


@pytest.mark.parametrize("trusted", [(), TRUSTED], ids=["no proxy", "a proxy"])
def test_no_header_changes_the_page(salon: Salon, visitor: Browser, trusted: tuple[Network, ...]) -> None:
    """H002: the links of the page stay ours, whoever hands the request on."""
    page = visitor.get(CUT).content
    odd = {**FORGED, "HTTP_X_FORWARDED_PROTO": "gopher"}

    told = asked_through(trusted, PATH_INFO=CUT, HTTP_HOST="localhost", REMOTE_ADDR=PROXY, **odd)
    answer = visitor.request(**told)

    assert (answer.status_code, answer.content) == (200, page)


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost:8000@evil.example", "", "\x00"]
)
def test_another_host_is_refused(salon: Salon, visitor: Browser, watch: Watch, host: str) -> None:
    for path in (CUT, "/", "/healthz", "/-/staff/-/login/"):
        seen = watch(partial(visitor.get, path, headers={"Host": host}))

        refused(seen)
        assert seen.status == 400
        assert "evil.example" not in seen.answer.content.decode()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense", "SAME-ORIGIN"])
def test_a_form_of_another_site_is_forbidden(salon: Salon, visitor: Browser, watch: Watch, site: str) -> None:
    booking = make_booking(salon.cut)

    for path in (
        CUT,
        f"{CUT}book/",
        manage(booking, "cancel/"),
        manage(booking, "move/"),
        manage(booking, "attend/"),
    ):
        said = {**ANNA, "start": MONDAY_10, "key": new_key()}
        seen = watch(partial(visitor.post, path, said, headers={"Sec-Fetch-Site": site}))

        forbidden(seen)
        assert seen.log[0].startswith("foreign form: ")


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "PUT", "PATCH", "DELETE", "BREW"])
def test_other_methods_are_refused_everywhere(salon: Salon, visitor: Browser, method: str) -> None:
    """H012; the staff's pages ask for the form's token first."""
    booking = make_booking(salon.cut)
    named = {"slug": "salon", "organisation": "salon", "service": "cut", "token": manage_token(booking)}
    # All that is known by a uid may have this one: the method is refused before anybody looks.
    values = defaultdict[str, object](lambda: booking.uid, named, name="x", number=1)

    statuses = {route: visitor.generic(method, address(route, values)).status_code for route in routes()}

    assert set(statuses.values()) <= {405, 302, 404}
    assert [
        route for route, status in statuses.items() if status != 405 and not route.startswith("/-/")
    ] == []


@pytest.mark.parametrize(
    "query", ["utm=%00%ff%c0%af", "%ff=%fe", "a[]=1&a[b]=2", "?" * 3000, "lang=%00&tz=%ff&at=%00&with=%ff"]
)
def test_odd_bytes_in_the_question_do_no_harm(
    salon: Salon, visitor: Browser, watch: Watch, query: str
) -> None:
    """H014."""
    booking = make_booking(salon.cut)

    for path in ("/salon/", CUT, manage(booking), manage(booking, "move/")):
        seen = watch(partial(visitor.get, f"{path}?{query}"))
        unchanged(seen)
        assert seen.status == 200


@pytest.fixture
def theirs(salon: Salon, next_door: Salon) -> dict[str, str]:
    """Names and ids that exist next door only."""
    mallory = make_resource(next_door.organisation, "Mallory")
    cellar = make_location(next_door.organisation, "keller")
    shave = make_service(next_door.organisation, "shave")
    open_weekly(mallory, cellar)
    needs(shave, mallory)
    return {"service": "shave", "with": "mallory", "at": "keller"}


def test_next_doors_names_are_unknown_here(
    salon: Salon, theirs: dict[str, str], visitor: Browser, watch: Watch
) -> None:
    """H004: in the path, in the query and in the start."""
    form = open_form(visitor)
    page = form.fields["action"]
    told = form.fields | ANNA

    for action, start in (
        (page.replace("/cut/", f"/{theirs['service']}/"), MONDAY_10),
        (f"{page}&with={theirs['with']}", MONDAY_10),
        (f"{page}&at={theirs['at']}", MONDAY_10),
        (page, f"{MONDAY_10} {theirs['with']}"),
    ):
        not_found(watch(partial(visitor.post, action, {**told, "start": start}), personal=ANNA.values()))


IDS = (
    "organisation",
    "organisation_id",
    "service",
    "service_id",
    "location",
    "location_id",
    "resource",
    "resource_id",
)


def test_ids_of_rows_in_a_form_count_for_nothing(
    salon: Salon, next_door: Salon, visitor: Browser, watch: Watch
) -> None:
    """H004: a row's id is never asked for, so those of next door are sent in vain."""
    ids = dict.fromkeys(IDS, str(next_door.organisation.pk)) | {"resource_id": str(next_door.ben.pk)}
    form = open_form(visitor)

    seen = watch(lambda: send(visitor, form, **ANNA, **ids))

    accepted(seen)
    assert [each.people() for each in bookings(salon.organisation.pk)] in ([["Ben"]], [["Clara"]])
    assert len(bookings(next_door.organisation.pk)) == 1


def test_one_path_on_two_organisations_is_kept_by_no_cache_between_them(
    salon: Salon, visitor: Browser
) -> None:
    """H008: the language is part of the key, and whatever shows free times or a person is asked for anew."""
    booking = make_booking(salon.cut)
    paths = ("/salon/", CUT, manage(booking), "/barber/", "/barber/cut/")

    headers = [visitor.get(path).headers for path in paths]

    assert {each["Vary"] for each in headers} == {"Accept-Language"}
    kept = [each["Cache-Control"].removeprefix("private, ") for each in headers]
    assert kept == ["no-cache", "no-cache", "no-store", "no-cache", "no-cache"]


def test_somebody_who_works_for_both_saves_where_the_form_was(salon: Salon, next_door: Salon) -> None:
    """H006: the address of a form names the organisation; no "present" one is kept aside."""
    change(salon.cut, needs_approval=True)
    request = make_booking(salon.cut)
    clara = make_member(salon.organisation)
    Member.objects.create(organisation=next_door.organisation, user=clara.user, role="manager")
    browser = signed_in(clara.user)
    browser.get("/-/staff/barber/")

    elsewhere = browser.post(f"/-/staff/barber/bookings/{request.uid}/accept/")
    here = browser.post(f"/-/staff/salon/bookings/{request.uid}/accept/")

    assert (elsewhere.status_code, here.status_code) == (404, 303)


def test_mails_name_the_configured_host(salon: Salon, visitor: Browser, watch: Watch) -> None:
    """H002: no header of a request reaches the link in a mail."""
    form = open_form(visitor).fields | ANNA
    visitor.post(form.pop("action"), form, headers={"X-Forwarded-Host": "evil.example"})
    delivery = Delivery.objects.of(salon.organisation).get(kind="booking_confirmed")

    said = letter(occasion(delivery, now=SUNDAY_18))

    assert str(said).count(settings.BASE_URL) > 0
    assert "evil.example" not in str(said)
