"""Where one is signed in, and when that ends."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client

from terminbuch.actions.logins import sessions
from terminbuch.actions.logins.refusals import NothingThere
from terminbuch.models import Member
from tests.builders import SUNDAY_18, make_member
from tests.cast import just_signed_in
from tests.staff_pages.logins.conftest import Clock
from tests.staff_pages.logins.ways import GERMAN, YOU, is_signed_in, sign_in
from tests.staff_pages.pages import text

CALENDAR, FEED = "/-/staff/salon/", "/-/staff/salon/calendar/feed/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0"


def test_one_sees_where_one_is_signed_in(signed_in_clara: Client, clara: Member) -> None:
    other = Client(REMOTE_ADDR="192.0.2.7")
    sign_in(other, clara.user.email, **{"User-Agent": FIREFOX})

    UserSession.objects.update(created_at=SUNDAY_18)  # the library reads the clock past the test's

    page = text(signed_in_clara.get(YOU, headers=GERMAN))

    assert "Ein Browser, den wir nicht kennen (dieser hier) Seit Sonntag, 22. November, 17:00 Uhr" in page
    assert "Firefox, Windows Seit Sonntag, 22. November, 17:00 Uhr, von 192.0.2.7" in page


def test_all_other_sign_ins_are_ended(signed_in_clara: Client, clara: Member) -> None:
    other = Client()
    sign_in(other, clara.user.email)

    signed_in_clara.post(f"{YOU}sessions/end/")

    assert (is_signed_in(signed_in_clara), is_signed_in(other)) == (True, False)


def test_one_sign_in_is_ended(signed_in_clara: Client, clara: Member) -> None:
    others = [Client(), Client()]
    for other in others:
        sign_in(other, clara.user.email)
    there = UserSession.objects.get(session_key=others[0].session.session_key)

    signed_in_clara.post(f"{YOU}sessions/{there.pk}/end/")

    assert [is_signed_in(other) for other in others] == [False, True]


def test_nobody_ends_somebody_else_s_sign_in(signed_in_clara: Client, clara: Member) -> None:
    ben, his = make_member(clara.organisation, "Ben"), Client()
    sign_in(his, ben.user.email)
    there = UserSession.objects.get(user=ben.user)

    answer = signed_in_clara.post(f"{YOU}sessions/{there.pk}/end/")

    assert (answer.status_code, is_signed_in(his)) == (404, True)
    with pytest.raises(NothingThere):
        sessions.end_one(clara.user.pk, there.pk)


@pytest.mark.parametrize("minutes", [240, 241])
def test_after_four_idle_hours_one_signs_in(signed_in_clara: Client, clock: Clock, minutes: int) -> None:
    clock(minutes=minutes)

    assert is_signed_in(signed_in_clara) == (minutes == 240)


def test_a_calendar_that_only_stands_open_is_not_in_use(signed_in_clara: Client, clock: Clock) -> None:
    for hour in range(1, 5):
        clock(hours=hour)
        signed_in_clara.get(FEED)
    clock(minutes=241)

    assert not is_signed_in(signed_in_clara)


def test_whoever_works_stays_signed_in_for_twelve_hours_and_no_longer(
    signed_in_clara: Client, clock: Clock
) -> None:
    seen = []
    for hour in range(3, 15, 3):
        clock(hours=hour)
        seen.append(signed_in_clara.get(CALENDAR).status_code)
    clock(hours=12, seconds=1)

    assert (seen, is_signed_in(signed_in_clara)) == ([200] * 4, False)


def test_the_operator_sets_both_ends(signed_in_clara: Client, clock: Clock, settings: LazySettings) -> None:
    settings.SIGN_IN_IDLE_MINUTES, settings.SIGN_IN_HOURS = 10, 1
    clock(minutes=9)
    first = is_signed_in(signed_in_clara)
    clock(minutes=20)

    assert (first, is_signed_in(signed_in_clara)) == (True, False)


def test_a_session_that_does_not_know_its_age_begins_now(clara: Member, clock: Clock) -> None:
    client = Client()
    client.force_login(clara.user)
    first = is_signed_in(client)
    clock(minutes=241)

    assert (first, is_signed_in(client)) == (True, False)


def test_a_session_that_ended_leaves_nothing_behind(signed_in_clara: Client, clock: Clock) -> None:
    was = signed_in_clara.session.session_key
    clock(hours=5)
    signed_in_clara.get(CALENDAR)

    assert not signed_in_clara.session.exists(was or "")


def test_looking_writes_the_session_every_five_minutes_only(
    clara: Member, clock: Clock, django_assert_num_queries: object
) -> None:
    client = Client()
    client.force_login(clara.user)
    just_signed_in(client)
    seen = []
    for minutes in (1, 4, 6, 7):
        clock(minutes=minutes)
        client.get(YOU)
        seen.append(client.session["seen_at"])

    assert seen[0] == seen[1]
    assert seen[2] == seen[3] == seen[0] + 360


def test_upkeep_forgets_what_ran_out_and_nothing_else(clara: Member, clock: Clock) -> None:
    old, new = Client(), Client()
    sign_in(old, clara.user.email)
    now = clock(hours=12, seconds=1)
    sign_in(new, clara.user.email)

    sessions.forget_old(now)

    assert [row.session_key for row in UserSession.objects.all()] == [new.session.session_key]
    assert [row.session_key for row in Session.objects.all()] == [new.session.session_key]
