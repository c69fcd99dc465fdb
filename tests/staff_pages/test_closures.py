from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from terminbuch.models import Absence, Case, Location
from terminbuch.queries import absences
from tests.builders import berlin, change, make_booking, make_location
from tests.cast import Business, Cast
from tests.security.dump import dump
from tests.staff_pages.pages import Answer, text

LIST = "/-/staff/salon/closures/"
NEW, HOLIDAYS = f"{LIST}new/", f"{LIST}holidays/"
GERMAN = {"Accept-Language": "de"}
MONDAY = {"where": "mitte", "since": "2026-11-23", "until": "2026-11-23"}
BERLIN = {"where": "mitte", "country": "DE", "region": "BE", "year": "2027"}
CHRISTMAS = {"where": "mitte", "country": "DE", "region": "BE", "year": "2026"}


def close(client: Client, **said: str) -> Answer:
    return client.post(NEW, MONDAY | said, headers=GERMAN)


def closures(here: Business) -> list[Absence]:
    rows = Absence.objects.of(here.organisation).filter(location__isnull=False)
    return list(rows.order_by("starts_at"))


def test_a_closed_day_hits_everybody_there(manager: Client, here: Business) -> None:
    answer = close(manager, sentence="Wir bauen um.", reason="Handwerker")

    (closed,) = closures(here)
    assert (answer.status_code, answer.url) == (303, f"/-/staff/salon/board/{closed.disruption.uid}/")
    assert (closed.kind, closed.public_sentence, closed.reason) == ("closure", "Wir bauen um.", "Handwerker")
    assert (closed.starts_at, closed.ends_at) == (berlin(23, 0), berlin(24, 0))
    assert Case.objects.of(here.organisation).filter(disruption=closed.disruption).count() == 2


def test_nobody_can_book_on_a_closed_day(manager: Client, client: Client, here: Business) -> None:
    close(manager)

    page = client.get("/salon/cut/", {"date": "2026-11-23"}, headers=GERMAN)

    assert "An diesem Tag ist nichts mehr frei." in text(page)


def test_looking_says_how_many_are_hit(manager: Client) -> None:
    before = dump()

    page = close(manager, do="look")

    assert "2 Buchungen sind betroffen." in text(page)
    assert dump() == before


def test_the_board_of_a_closed_day_says_so(manager: Client) -> None:
    page = manager.get(close(manager).url, headers=GERMAN)

    assert "Mitte ist geschlossen. Montag, 23. November, ganzer Tag." in text(page)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"where": "nowhere"}, "Sobald klar ist"),
        ({"since": ""}, "Bitte sagen Sie, ab wann."),
        ({"until": "2026-11-01"}, "Das Ende liegt vor dem Anfang."),
        ({"since_time": "x"}, "Bitte"),
        ({"sentence": "x" * 500}, "Bitte nehmen Sie höchstens 200 Zeichen."),
    ],
)
def test_what_cannot_be_entered_changes_nothing(manager: Client, said: dict[str, str], sentence: str) -> None:
    before = dump()

    answer = close(manager, **said)

    assert (answer.status_code, dump()) == (422, before)
    assert sentence in text(answer)


def test_a_place_next_door_cannot_be_closed(manager: Client, cast: Cast) -> None:
    change(cast.next_door.salon.location, slug="fremd")

    assert close(manager, where="fremd").status_code == 422


def test_the_page_offers_what_is_left_of_the_year_to_be_ticked(manager: Client) -> None:
    page = manager.get(HOLIDAYS, CHRISTMAS, headers=GERMAN)

    assert "An diesen Tagen ist Mitte geschlossen" in text(page)
    assert "Freitag, 25. Dezember Erster Weihnachtstag Samstag, 26. Dezember Zweiter" in text(page)
    assert "Neujahr" not in text(page)
    assert page.content.decode().count('name="day"') == 2


def test_ticked_holidays_become_closed_days_in_the_business_language(manager: Client, here: Business) -> None:
    answer = _enter(manager, ["2027-03-08", "2027-05-01"])

    assert (answer.status_code, answer.url) == (303, LIST)
    assert [(each.kind, each.reason, each.starts_at) for each in closures(here)] == [
        ("public_holiday", "Frauentag", berlin(8, 0, month=3).replace(year=2027)),
        ("public_holiday", "Erster Mai", berlin(1, 0, month=5).replace(year=2027)),
    ]
    assert "2 Tage eingetragen." in text(manager.get(LIST, headers=GERMAN))
    stored = Location.objects.of(here.organisation).get()
    assert (stored.country, stored.region) == ("DE", "BE")


def test_entered_twice_they_are_closed_once(manager: Client, here: Business) -> None:
    for _ in range(2):
        _enter(manager, ["2027-03-08"])

    assert len(closures(here)) == 1
    assert "Nichts Neues war angehakt" in text(manager.get(LIST, headers=GERMAN))


def test_what_is_closed_already_is_marked(manager: Client) -> None:
    _enter(manager, ["2027-03-08"])

    page = manager.get(HOLIDAYS, BERLIN, headers=GERMAN)

    assert "Montag, 8. März Frauentag schon geschlossen" in text(page)
    assert 'value="2027-03-08"' not in page.content.decode()


def test_a_day_that_is_no_holiday_is_not_closed(manager: Client, here: Business) -> None:
    _enter(manager, ["2027-03-09", "x", "", "2026-11-23"])

    assert closures(here) == []


def test_bookings_on_a_holiday_get_a_plan(manager: Client, here: Business) -> None:
    make_booking(here.salon.cut, at=berlin(25, 10, month=12))

    _enter(manager, ["2026-12-25"], **CHRISTMAS)

    (case,) = Case.objects.of(here.organisation).filter(state="planned")
    assert case.proposal["kind"] in {"offer", "phone"}
    assert "1 Buchung offen" in text(manager.get(LIST, headers=GERMAN))


def test_the_choice_of_last_time_is_the_next_one(manager: Client) -> None:
    _enter(manager, ["2027-01-06"], region="BY")

    page = manager.get(HOLIDAYS, headers=GERMAN).content.decode()

    assert '<option value="BY" selected>Bayern</option>' in page


@pytest.mark.parametrize(
    "query",
    [
        {"country": "ZZ"},
        {"region": "XX"},
        {"year": "1"},
        {"year": "9" * 30},
        {"country": "\x00", "region": "["},
    ],
)
def test_nonsense_is_never_a_breakdown(manager: Client, query: dict[str, str]) -> None:
    assert manager.get(HOLIDAYS, query).status_code == 200
    assert manager.post(HOLIDAYS, BERLIN | query | {"day": "2027-03-08"}).status_code == 303


def test_a_place_that_is_not_there_has_no_holidays(manager: Client) -> None:
    assert manager.get(HOLIDAYS, {"where": "nowhere"}).status_code == 404


def test_each_place_is_closed_for_itself(manager: Client, here: Business) -> None:
    there = make_location(here.organisation, "nord", name="Nord", position=1)

    _enter(manager, ["2027-03-08"], where="nord")

    closed = [
        absences.closed_days(place, date(2027, 3, 8), date(2027, 3, 8))
        for place in (here.salon.location, there)
    ]
    assert closed == [set(), {date(2027, 3, 8)}]


def _enter(client: Client, days: list[str], **said: str) -> Answer:
    return client.post(HOLIDAYS, BERLIN | said | {"day": days}, headers=GERMAN)
