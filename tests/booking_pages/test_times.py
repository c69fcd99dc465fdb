from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from terminbuch.models import Hold
from tests.booking_pages.reader import Browser, read
from tests.booking_pages.steps import CUT, MONDAY_9, hold
from tests.builders import (
    MONDAY_10,
    Salon,
    berlin,
    change,
    make_booking,
    make_location,
    make_resource,
    make_service,
    needs,
    occupy,
    open_weekly,
)

HALF_HOURS = [f"{hour:02}:{minute:02}" for hour in range(9, 17) for minute in (0, 30)][:-1]


def test_the_page_shows_the_times_of_the_first_day_that_has_some(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get(CUT))

    assert (page.language, page.title) == ("de", "Wann passt es Ihnen? – Salon Anna")
    assert page.heading == "Wann passt es Ihnen?"
    assert "Montag, 23. November Vormittag 09:00" in page.text
    assert page.times == HALF_HOURS
    assert page.starts[0] == MONDAY_9


def test_in_english(english: Browser, salon: Salon) -> None:
    page = read(english.get(CUT))

    assert (page.language, page.heading) == ("en", "When suits you?")
    assert "Monday 23 November Morning 09:00" in page.text
    assert "Times in Berlin (CET, UTC+1)" in page.text


def test_the_earliest_times_are_one_press_away(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get(CUT))

    assert "Am frühesten frei: 09:00 morgen , Montag, 23. November, Zeit in Berlin 09:30 morgen" in page.text


def test_each_time_is_heard_with_its_day_and_place(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get(CUT))

    assert "09:00 , Montag, 23. November, Zeit in Berlin" in page.buttons


def test_days_with_free_times_are_links(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get(CUT))

    day = page.link("Dienstag, 24. November, viele freie Zeiten")
    assert day == "/salon/cut/?month=2026-11&date=2026-11-24"
    assert "Sonntag, 29. November, viele freie Zeiten" not in page.links
    assert "Dienstag, 24. November Vormittag" in read(visitor.get(day)).text


def test_the_mark_of_a_day_says_how_much_is_free(visitor: Browser, salon: Salon) -> None:
    for resource in (salon.ben, salon.clara):
        occupy(salon.cut, resource, berlin(23, 9), berlin(23, 15))
        occupy(salon.cut, resource, berlin(24, 9), berlin(24, 14))

    page = read(visitor.get(CUT))

    assert "Montag, 23. November, einige freie Zeiten" in page.links
    assert "Dienstag, 24. November, einige freie Zeiten" in page.links
    assert "Mittwoch, 25. November, viele freie Zeiten" in page.links


def test_past_weeks_are_not_drawn_and_the_next_month_follows(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get(CUT))

    assert [heading.text for heading in page.root.all("h3")][:2] == ["November 2026", "Dezember 2026"]
    november, _december = page.root.all("tbody")
    assert [row.text.split()[0] for row in november.all("tr")] == ["16", "23", "30"]


def test_months_can_be_turned_as_far_as_the_horizon_reaches(visitor: Browser, salon: Salon) -> None:
    later = read(visitor.get(CUT)).link("Januar 2027")

    page = read(visitor.get(later))

    assert "Januar 2027" in page.text
    assert page.link("Dezember 2026") == "/salon/cut/?month=2026-12"
    assert "Februar 2027" not in page.links  # 60 days end on 21 January
    assert "Freitag, 22. Januar" not in page.text


def test_a_day_without_free_times_says_where_it_goes_on(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get(f"{CUT}?date=2026-11-28"))

    assert (
        "Samstag, 28. November An diesem Tag ist nichts mehr frei. Danach als Erstes: 09:00 Mo, 30. November"
        in (page.text)
    )


def test_weeks_without_free_times_say_where_it_goes_on(visitor: Browser, salon: Salon) -> None:
    for resource in (salon.ben, salon.clara):
        occupy(salon.cut, resource, berlin(22, 0), berlin(31, 23, month=12))

    page = read(visitor.get(CUT))

    assert "In diesen Wochen ist nichts frei. Danach als Erstes: 09:00 Fr, 1. Januar 2027" in page.text


def test_nothing_free_at_all_says_whom_to_call(visitor: Browser, salon: Salon) -> None:
    change(salon.cut, horizon_days=0)

    page = read(visitor.get(CUT))

    assert "Zurzeit ist nichts frei. Bitte rufen Sie uns an: 030 1234567" in page.text
    assert page.buttons == []


def test_customers_choose_with_whom(visitor: Browser, salon: Salon) -> None:
    occupy(salon.cut, salon.ben, berlin(23, 9), berlin(23, 12))

    page = read(visitor.get(read(visitor.get(CUT)).link("B Ben")))

    assert "Bei Ben" in page.text
    assert page.times[0] == "12:00"


def test_nobody_is_asked_with_whom_where_there_is_one(visitor: Browser, salon: Salon) -> None:
    beard = make_service(salon.organisation, "beard")
    needs(beard, salon.ben, chosen=True)

    page = read(visitor.get("/salon/beard/"))

    assert "Bei wem?" not in page.text


def test_nobody_is_asked_where_the_business_decides(visitor: Browser, salon: Salon) -> None:
    course = make_service(salon.organisation, "course")
    needs(course, salon.ben, salon.clara)

    assert "Bei wem?" not in read(visitor.get("/salon/course/")).text


def test_customers_choose_where(visitor: Browser, salon: Salon) -> None:
    branch = make_location(salon.organisation, "nord", name="Nord", position=1)
    dana = make_resource(salon.organisation, "Dana")
    open_weekly(dana, branch)
    needs_of = salon.cut.requirements.get()
    needs_of.candidates.create(organisation=salon.organisation, resource=dana)

    page = read(visitor.get(read(visitor.get(CUT)).link("Nord")))

    assert "Wo? Mitte Nord" in page.text
    assert "Bei wem?" not in page.text


def test_a_link_may_name_a_person_who_does_not_serve(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get(f"{CUT}?with=nobody&at=nowhere"))

    assert "Bei Egal, wer Zeit hat" in page.text


def test_the_same_as_a_plain_list(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get(read(visitor.get(CUT)).link("Als Liste zeigen")))

    days = [heading.text for heading in page.root.all("h3")]
    assert days == [
        "Montag, 23. November", "Dienstag, 24. November", "Mittwoch, 25. November",
        "Donnerstag, 26. November", "Freitag, 27. November",
    ]  # fmt: skip
    assert page.times == HALF_HOURS * 5
    assert page.link("Als Kalender zeigen") == "/salon/cut/"


def test_the_list_is_turned_week_by_week(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get(read(visitor.get(f"{CUT}?view=list")).link("Woche danach")))

    assert "Mo, 30. November bis So, 6. Dezember" in page.text
    assert page.link("Woche davor") == "/salon/cut/?view=list&date=2026-11-23"
    assert "Woche danach" not in read(visitor.get(f"{CUT}?view=list&date=2027-01-18")).links


def test_the_list_says_where_it_goes_on(visitor: Browser, salon: Salon) -> None:
    for resource in (salon.ben, salon.clara):
        occupy(salon.cut, resource, berlin(22, 0), berlin(6, 0, month=12))

    page = read(visitor.get(f"{CUT}?view=list&date=2026-11-23"))

    assert "In diesen Wochen ist nichts frei. Danach als Erstes: 09:00 Mo, 7. Dezember" in page.text


def test_times_are_shown_by_the_clock_of_the_zone_that_was_chosen(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get(f"{CUT}?tz=America/New_York"))

    assert "Uhrzeiten in New York (UTC−5)" in page.text
    assert page.times[0] == "03:00"
    assert page.starts[0] == "2026-11-23T03:00:00-05:00"
    assert "tz=America%2FNew_York" in page.link("Dienstag, 24. November, viele freie Zeiten")


def test_zones_can_be_chosen_from_a_list(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get(read(visitor.get(f"{CUT}?with=ben")).link("Andere Zeitzone")))

    (chosen,) = (option for option in page.root.all("option") if "selected" in option.attributes)
    assert (page.heading, chosen.get("value")) == ("In welcher Zeitzone sind Sie?", "Europe/Berlin")
    assert [box.get("name") for box in page.root.all("input")] == ["with"]


@pytest.mark.parametrize(
    "zone", ["Factory", "localtime", "posixrules", "right/UTC", "/etc/passwd", "\x00", "x" * 999]
)
def test_what_is_no_zone_is_left_out(visitor: Browser, salon: Salon, zone: str) -> None:
    page = read(visitor.get(CUT, {"tz": zone}))

    assert "Uhrzeiten in Berlin (MEZ, UTC+1)" in page.text


@pytest.mark.parametrize(
    "query",
    [
        "date=9999-12-31", "date=0001-01-01", "date=2026-02-30", "date=x", "date=2020-01-01", "month=9999-12",
        "month=2026-13", "month=-1", "month=2020-01", "view=list&date=9999-12-31",
        "view=list&date=2020-01-01", "view=x", "utm=%00%ff%c0%af", "name=%ff", "date=%00",
    ],
)  # fmt: skip
def test_an_address_that_says_nonsense_shows_the_first_times(
    visitor: Browser, salon: Salon, query: str
) -> None:
    answer = visitor.get(f"{CUT}?{query}")

    assert (answer.status_code, read(answer).times[:2]) == (200, ["09:00", "09:30"])


def test_the_two_times_of_a_repeated_hour_are_told_apart(
    visitor: Browser, salon: Salon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: berlin(20, 18, month=10))
    night = make_service(salon.organisation, "night", duration_minutes=30)
    needs(night, salon.room)
    open_weekly(salon.room, salon.location, days=range(6, 7), opens=time(2), closes=time(4))

    page = read(visitor.get("/salon/night/?date=2026-10-25"))

    assert page.times == [
        "02:00 Uhr MESZ",
        "02:30 Uhr MESZ",
        "02:00 Uhr MEZ",
        "02:30 Uhr MEZ",
        "03:00",
        "03:30",
    ]
    assert [hold(visitor, start, "/salon/night/").status_code for start in page.starts[1::2]] == [
        303,
        303,
        303,
    ]


def test_a_press_on_a_time_keeps_it_and_leads_to_the_form(visitor: Browser, salon: Salon) -> None:
    answer = hold(visitor)

    (kept,) = Hold.objects.of(salon.organisation)
    assert (answer.status_code, kept.starts_at) == (303, berlin(23, 9))
    assert answer.url.startswith("/salon/cut/book/?start=2026-11-23T09%3A00%3A00%2B01%3A00&hold=")


def test_what_a_link_wished_for_goes_along(visitor: Browser, salon: Salon) -> None:
    answer = hold(visitor, path=f"{CUT}?lang=en&tz=Europe/Paris&with=ben&name=Anna&email=a%40example.org")

    for said in ("lang=en", "tz=Europe%2FParis", "with=ben", "name=Anna", "email=a%40example.org"):
        assert said in answer.url


def test_a_time_that_was_just_taken_is_refused_with_fresh_times(visitor: Browser, salon: Salon) -> None:
    make_booking(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk)

    answer = hold(visitor, "2026-11-23T10:00:00+01:00", path=f"{CUT}?with=ben")

    page = read(answer)
    assert (answer.status_code, page.title) == (409, "10:00 Uhr ist gerade vergeben worden. – Salon Anna")
    assert "10:00 Uhr ist gerade vergeben worden. Bitte wählen Sie eine andere Zeit." in page.text
    assert page.times[:2] == ["09:00", "11:00"]


@pytest.mark.parametrize(
    "start",
    [
        "2026-11-23T09:07:00+01:00",
        "2026-11-22T10:00:00+01:00",
        "1969-12-31T23:59:59Z",
        "2027-06-01T10:00:00+02:00",
    ],
)
def test_a_start_that_is_not_on_offer_is_refused(visitor: Browser, salon: Salon, start: str) -> None:
    answer = hold(visitor, start)

    assert answer.status_code == 409
    assert "Bitte wählen Sie eine der" in read(answer).text
    assert not Hold.objects.of(salon.organisation).exists()


@pytest.mark.parametrize(
    "start",
    [
        "", "x", "1780304400", "2027-02-29T10:00+01:00",
        "2026-06-30T23:59:60Z", "0001-01-01T00:00+14:00", "2026-11-23T09:00:00+01:00\x00",
        "２０２６-11-23T09:00Z", "2026-11-23T09:00:00+99:99",
    ],
)  # fmt: skip
def test_what_is_no_start_cannot_be_read(visitor: Browser, salon: Salon, start: str) -> None:
    answer = hold(visitor, start)

    assert (answer.status_code, read(answer).heading) == (400, "Das konnten wir nicht lesen.")
    assert not Hold.objects.of(salon.organisation).exists()


@pytest.mark.parametrize("start", ["2026-11-23T09:00", "2026-10-25T02:30"])
def test_a_start_without_offset_could_mean_two_moments(visitor: Browser, salon: Salon, start: str) -> None:
    answer = hold(visitor, start)

    page = read(answer)
    assert (answer.status_code, page.heading) == (400, "Dieser Beginn kann zwei Zeitpunkte meinen.")
    assert "Bitte ergänzen Sie den Abstand zur Weltzeit" in page.text


def test_the_last_moment_that_can_be_written_is_no_trouble(visitor: Browser, salon: Salon) -> None:
    assert hold(visitor, "9999-12-31T23:30:00-05:00").status_code == 400
    assert hold(visitor, "9998-12-31T23:30:00+00:00").status_code == 409


def test_nobody_keeps_a_time_with_somebody_who_does_not_serve(visitor: Browser, salon: Salon) -> None:
    assert hold(visitor, path=f"{CUT}?with=raum-1").status_code == 404
    assert hold(visitor, f"{MONDAY_9} raum-1").status_code == 404
    assert hold(visitor, path=f"{CUT}?at=nowhere").status_code == 404
    assert not Hold.objects.of(salon.organisation).exists()


def test_a_visitor_keeps_only_a_few_times_at_once(visitor: Browser, salon: Salon) -> None:
    change(salon.organisation, holds_per_visitor=1)
    hold(visitor)

    answer = hold(visitor, "2026-11-23T10:00:00+01:00")

    assert answer.status_code == 429
    assert "Für Sie sind schon mehrere Zeiten zurückgelegt." in read(answer).text


def test_a_visitor_presses_only_so_often_within_an_hour(
    visitor: Browser, salon: Salon, settings: Any
) -> None:
    settings.HOLDS_PER_VISITOR_HOUR = 1
    hold(visitor)

    answer = hold(visitor, "2026-11-23T10:00:00+01:00")

    assert answer.status_code == 429
    assert "Bitte versuchen Sie es in einer Stunde noch einmal oder rufen Sie uns an." in read(answer).text


@pytest.mark.parametrize("path", ["/salon/nothing/", "/salon/Cut/", "/nobody/cut/", "/mallory/cut/"])
def test_what_cannot_be_booked_is_not_there(visitor: Browser, salon: Salon, path: str) -> None:
    answer = visitor.get(path)

    assert (answer.status_code, read(answer).heading) == (404, "Diese Seite gibt es nicht.")


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_online": False}])
def test_an_internal_service_is_as_unknown_as_any_other_word(
    visitor: Browser, salon: Salon, fields: dict[str, bool]
) -> None:
    change(salon.cut, **fields)

    assert visitor.get(CUT).content == visitor.get("/salon/nix/").content


def test_the_number_of_queries_does_not_grow_with_the_bookings(visitor: Browser, salon: Salon) -> None:
    with CaptureQueriesContext(connection) as before:
        visitor.get(CUT)
    for hour in range(9, 16):
        make_booking(salon.cut, at=berlin(23, hour), who="Berta")

    with CaptureQueriesContext(connection) as after:
        visitor.get(CUT)

    assert len(after) <= len(before)
