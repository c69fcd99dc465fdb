"""One week of one resource: hours, single days, absences and limits, as a picture and in words."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from terminbuch.availability import Window
from terminbuch.models import Absence, Candidate, Schedule, ScheduleException
from terminbuch.staff_pages.weeks.picture import Piece, away, opened
from tests.builders import (
    TUESDAY_9,
    TUESDAY_10,
    berlin,
    change,
    make_location,
    make_resource,
    needs,
    open_weekly,
)
from tests.cast import Business, Cast, signed_in
from tests.queries.asked import number_of_queries
from tests.staff_pages.pages import text

PAGE = "/-/staff/salon/hours/overview/"
BEN = f"{PAGE}?resource=ben&on=2026-11-25"
GERMAN = {"Accept-Language": "de"}
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
RECT = re.compile(r'<rect data-kind="(\w+)" x="(\d+)" y="0" width="(\d+)" height="10"/>')


def test_the_week_says_what_holds_on_each_day(manager: Client, here: Business) -> None:
    _only_on(here, TUESDAY, time(10), time(12))

    page = text(manager.get(BEN, headers=GERMAN))

    assert "Wochenübersicht 23. bis 29. November" in page
    assert "Montag, 23. November 09:00 bis 17:00 Ändern" in page
    assert "Dienstag, 24. November 10:00 bis 12:00 nur an diesem Tag Ändern" in page
    assert "Sonntag, 29. November geschlossen Ändern" in page


def test_the_picture_shows_the_same(manager: Client, here: Business) -> None:
    _only_on(here, TUESDAY, time(10), time(12))
    _absent(here, resource=here.salon.ben)

    drawn = RECT.findall(manager.get(BEN).content.decode())

    week = [("open", "540", "480"), ("other", "600", "120"), ("away", "540", "60")]
    assert drawn == [*week, *[("open", "540", "480")] * 3]


def test_absences_and_closures_stand_on_their_day(manager: Client, here: Business) -> None:
    _absent(here, resource=here.salon.ben, reason="Zahnarzt")
    _absent(here, location=here.salon.location, kind=Absence.Kind.CLOSURE)
    _absent(here, resource=here.salon.clara)

    page = text(manager.get(BEN, headers=GERMAN))

    assert (
        "09:00 bis 17:00 Ändern : Dienstag, 24. November"
        " Urlaub Dienstag, 24. November, 09:00 bis 10:00 Uhr"
        " Geschlossen Dienstag, 24. November, 09:00 bis 10:00 Uhr Mittwoch" in page
    )


def test_what_is_withdrawn_or_over_is_not_shown(manager: Client, here: Business) -> None:
    _absent(here, resource=here.salon.ben, withdrawn_at=TUESDAY_9)
    _absent(here, resource=here.salon.ben, starts_at=berlin(1, 9), ends_at=berlin(2, 9))

    assert "Urlaub" not in text(manager.get(BEN, headers=GERMAN))


def test_limits_are_said_as_they_hold_for_this_resource(manager: Client, here: Business) -> None:
    change(here.salon.cut, notice_minutes=120, max_per_day=8)
    Candidate.objects.of(here.organisation).filter(
        resource=here.salon.ben, requirement__service=here.salon.cut
    ).update(duration_minutes=75)

    page = text(manager.get(BEN, headers=GERMAN))

    assert "Schneiden Dauer 1 Std. 15 Min." in page
    assert "Vorlauf 2 Std." in page
    assert "Höchstens am Tag 8" in page


def test_a_resource_that_no_service_needs_says_so(manager: Client) -> None:
    page = text(manager.get(f"{PAGE}?resource=raum-1", headers=GERMAN))

    assert "Noch braucht keine Leistung diese Ressource, also wird nichts von ihr angeboten." in page


def test_of_several_locations_each_is_named(manager: Client, here: Business) -> None:
    open_weekly(here.salon.ben, make_location(here.organisation, "nord", name="Nord"), days=range(1))

    page = text(manager.get(BEN, headers=GERMAN))

    assert "Mitte: 09:00 bis 17:00 Ändern : Montag, 23. November Nord: 09:00 bis 17:00 Ändern" in page
    assert "Mitte: 09:00 bis 17:00 Ändern : Dienstag, 24. November Nord: geschlossen" in page


@pytest.mark.parametrize(
    ("who", "shown", "may_change"),
    [
        ("owner", "Ben", True),
        ("reception", "Ben", False),
        ("read only", "Ben", False),
        ("resource: another's", "Clara", False),
    ],
)
def test_everybody_sees_what_is_theirs_to_see(cast: Cast, who: str, shown: str, may_change: bool) -> None:
    page = text(signed_in(cast.people[who]).get(PAGE, headers=GERMAN))

    assert page.startswith(f"Die Woche von {shown} –")
    assert ("Wochenzeiten ändern" in page) is may_change


@pytest.mark.parametrize("asked", ["resource=nobody", "resource=", "resource=%00"])
def test_nobody_unknown_has_a_week(manager: Client, asked: str) -> None:
    assert manager.get(f"{PAGE}?{asked}").status_code == 404


def test_whoever_is_only_booked_sees_no_colleague(cast: Cast) -> None:
    assert signed_in(cast.people["resource: own"]).get(f"{PAGE}?resource=clara").status_code == 404


@pytest.mark.parametrize("on", ["", "gestern", "9999-12-31", "2026-02-30", "%00", "-1"])
def test_an_odd_day_opens_this_week(manager: Client, on: str) -> None:
    assert "16. bis 22. November" in text(manager.get(f"{PAGE}?on={on}", headers=GERMAN))


def test_more_days_and_absences_ask_no_more_questions(manager: Client, here: Business) -> None:
    _only_on(here, TUESDAY, time(10), time(12))
    _absent(here, resource=here.salon.ben)
    few = number_of_queries(lambda: manager.get(BEN))
    _only_on(here, MONDAY, time(10), time(12))
    _absent(here, resource=here.salon.ben, kind=Absence.Kind.TRAINING)
    needs(here.colour, make_resource(here.organisation, "Dora"))

    assert number_of_queries(lambda: manager.get(BEN)) == few


def test_hours_past_midnight_go_on_the_next_day() -> None:
    night = Window(time(20), time(2))

    assert opened(night, 0, is_other=False) == Piece("open", 1200, 1440)
    assert opened(night, -1, is_other=False) == Piece("open", 0, 120)
    assert opened(Window(time(9), time(17)), -1, is_other=False) is None


def test_an_absence_without_end_fills_the_day() -> None:
    gone = Absence(starts_at=TUESDAY_9, ends_at=None)

    assert away(gone, MONDAY, BERLIN) is None
    assert away(gone, TUESDAY, BERLIN) == Piece("away", 540, 1440)
    assert away(gone, date(2026, 12, 24), BERLIN) == Piece("away", 0, 1440)


def test_where_clocks_go_on_the_clock_of_the_wall_counts() -> None:
    nine, ten = (datetime(2027, 3, 28, hour, tzinfo=BERLIN) for hour in (9, 10))

    assert away(Absence(starts_at=nine, ends_at=ten), nine.date(), BERLIN) == Piece("away", 540, 600)


def _only_on(here: Business, day: date, opens: time, closes: time) -> None:
    schedule = Schedule.objects.of(here.organisation).get(resource=here.salon.ben)
    ScheduleException.objects.create(
        organisation=here.organisation, schedule=schedule, on_date=day, opens=opens, closes=closes
    )


def _absent(here: Business, **fields: object) -> None:
    values = {"starts_at": TUESDAY_9, "ends_at": TUESDAY_10, "kind": Absence.Kind.HOLIDAY}
    Absence.objects.create(organisation=here.organisation, **values | fields)
