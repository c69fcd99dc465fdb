from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from terminbuch.models import Absence, Case, Delivery, HistoryEntry, Resource
from tests.builders import SUNDAY_18, berlin, change
from tests.cast import Business, Cast, signed_in
from tests.security.dump import dump
from tests.staff_pages.pages import Answer, text

LIST = "/-/staff/salon/absences/"
NEW = f"{LIST}new/"
GERMAN = {"Accept-Language": "de"}
MONDAY = {"since": "2026-11-23", "until": "2026-11-23", "length": "range"}


def enter(client: Client, **said: str) -> Answer:
    """The window as it opens, with these presses."""
    form = {"who": "ben", "length": "today", "kind": "illness"}
    return client.post(NEW, form | said, headers=GERMAN)


def entered(here: Business) -> Absence:
    return Absence.objects.of(here.organisation).exclude(pk=here.absence.pk).get()


def test_the_window_has_today_and_ill_set_and_asks_who(manager: Client) -> None:
    page = manager.get(NEW, headers=GERMAN)

    assert "Wer fällt aus? Wer B Ben C Clara Raum 1 Wie lange? Heute Bis morgen" in text(page)
    assert page.content.decode().count(" checked") == 2
    assert "Sobald klar ist, wer wann ausfällt" in text(page)


def test_three_presses_enter_the_day_and_lead_to_the_board(manager: Client, here: Business) -> None:
    answer = enter(manager)

    absence = entered(here)
    assert (answer.status_code, answer.url) == (303, f"/-/staff/salon/board/{absence.disruption.uid}/")
    assert (absence.resource, absence.kind) == (here.salon.ben, "illness")
    assert (absence.starts_at, absence.ends_at) == (berlin(22, 0), berlin(23, 0))
    assert absence.created_by is not None


@pytest.mark.parametrize(
    ("length", "ends_at"), [("today", berlin(23, 0)), ("tomorrow", berlin(24, 0)), ("open", None)]
)
def test_each_press_means_whole_days(manager: Client, here: Business, length: str, ends_at: object) -> None:
    enter(manager, length=length)

    assert (entered(here).starts_at, entered(here).ends_at) == (berlin(22, 0), ends_at)


def test_hours_count_by_the_clock_of_the_place(manager: Client, here: Business) -> None:
    change(here.salon.location, zone_name="America/New_York")

    enter(manager, **MONDAY, since_time="9:00", until_time="10.30")

    assert (entered(here).starts_at, entered(here).ends_at) == (berlin(23, 15), berlin(23, 16, 30))


def test_what_customers_may_read_and_what_they_may_not_are_kept_apart(
    manager: Client, here: Business
) -> None:
    enter(manager, sentence="Ben ist leider erkrankt.", reason="Grippe")

    assert (entered(here).public_sentence, entered(here).reason) == ("Ben ist leider erkrankt.", "Grippe")


def test_looking_says_how_many_bookings_are_hit_and_changes_nothing(manager: Client, here: Business) -> None:
    before = dump()

    page = enter(manager, **MONDAY, do="look")

    assert "2 Buchungen sind betroffen. Ab sofort kann niemand mehr Ben" in text(page)
    assert (page.status_code, dump()) == (200, before)


def test_nobody_hit_is_said_too(manager: Client) -> None:
    assert "Keine Buchung ist betroffen." in text(enter(manager, do="look"))


def test_the_number_is_the_number_of_cases(manager: Client, here: Business) -> None:
    enter(manager, **MONDAY)

    cases = Case.objects.of(here.organisation).filter(disruption__absence=entered(here))
    assert {case.booking for case in cases} == {here.agreed, here.requested}


def test_nobody_is_written_to(manager: Client, here: Business) -> None:
    count = Delivery.objects.of(here.organisation).count()

    enter(manager, **MONDAY)

    assert Delivery.objects.of(here.organisation).count() == count


def test_sent_twice_it_is_entered_once(manager: Client, here: Business) -> None:
    answers = [enter(manager).url for _ in range(2)]

    assert answers[0] == answers[1]
    assert entered(here).resource == here.salon.ben


def test_a_press_in_the_calendar_names_resource_and_day(manager: Client) -> None:
    today = manager.get(NEW, {"resource": "ben", "on": "2026-11-22"}).content.decode()
    monday = manager.get(NEW, {"resource": "ben", "on": "2026-11-23"}).content.decode()

    assert 'value="ben" required checked' in today
    assert 'value="today" checked' in today
    assert 'value="range" checked' in monday
    assert monday.count('value="2026-11-23"') == 2


@pytest.mark.parametrize(
    "query", [{"on": "2026-13-99"}, {"on": "x", "resource": "nobody"}, {"on": "9999-12-31"}]
)
def test_a_link_that_cannot_be_read_opens_the_window_all_the_same(
    manager: Client, query: dict[str, str]
) -> None:
    assert manager.get(NEW, query).status_code == 200


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"who": ""}, "Bitte sagen Sie, wer ausfällt."),
        ({"length": "range"}, "Bitte sagen Sie, ab wann."),
        ({**MONDAY, "until": "2026-11-22"}, "Das Ende liegt vor dem Anfang."),
        ({**MONDAY, "since": "2026-11-20", "until": "2026-11-21"}, "Das ist schon vorbei."),
        ({**MONDAY, "since": "2126-11-23"}, "Bitte nennen Sie einen Tag, den es im Kalender gibt."),
        ({**MONDAY, "until": "2099-01-01"}, "Bitte prüfen Sie das Jahr."),
        ({**MONDAY, "since_time": "25:00"}, "Bitte geben Sie eine Uhrzeit wie 16:15 an."),
        ({"sentence": "x" * 201}, "Bitte nehmen Sie höchstens 200 Zeichen. Das sind 201."),
        ({"reason": "eine\nzweite"}, "Bitte lassen Sie Zeilenumbrüche und Steuerzeichen weg."),
    ],
)
def test_what_cannot_be_entered_is_said_and_changes_nothing(
    manager: Client, here: Business, said: dict[str, str], sentence: str
) -> None:
    before = dump()

    answer = enter(manager, **said)

    assert (answer.status_code, dump()) == (422, before)
    assert sentence in text(answer)


@pytest.mark.parametrize("name", ["who", "length", "kind", "since", "until_time", "sentence"])
@pytest.mark.parametrize("value", ["\x00", "\u202e", "-1", "9" * 400, "0001-01-01", "<script>", "[]"])
def test_nonsense_is_never_a_breakdown(manager: Client, name: str, value: str) -> None:
    for do in ("", "look"):
        assert enter(manager, **MONDAY | {name: value, "do": do}).status_code < 500


def test_the_list_says_who_is_away_and_what_is_open(manager: Client) -> None:
    enter(manager, **MONDAY, reason="Grippe")

    page = text(manager.get(LIST, headers=GERMAN))

    assert (
        "Kommt B Ben Krank Montag, 23. November, ganzer Tag"
        " Grippe. Eingetragen um 18:00 von Manager. 2 Buchungen offen"
    ) in page
    assert "Raum 1 Anderes Donnerstag, 1. Juli 2027, ganzer Tag" in page


def test_nobody_away_is_said(manager: Client, here: Business) -> None:
    long_ago = SUNDAY_18 - timedelta(days=300)
    change(here.absence, starts_at=long_ago, ends_at=long_ago + timedelta(days=1))

    assert "Niemand fällt aus." in text(manager.get(LIST, headers=GERMAN))


@pytest.mark.parametrize(("person", "word"), [("resource: own", "Krank"), ("read only", "Abwesend")])
def test_why_somebody_is_away_is_for_those_who_need_it(cast: Cast, person: str, word: str) -> None:
    enter(signed_in(cast.people["manager"]), reason="Grippe")

    page = text(signed_in(cast.people[person]).get(LIST, headers=GERMAN))

    assert f"B Ben {word} Sonntag, 22. November, ganzer Tag" in page
    assert ("Grippe" in page) is (word == "Krank")
    assert "Abwesenheit zurücknehmen" not in page


def test_another_ones_absence_is_not_shown_to_whoever_sees_the_own_bookings(cast: Cast) -> None:
    enter(signed_in(cast.people["manager"]))

    assert "Ben" not in text(signed_in(cast.people["resource: another's"]).get(LIST))


def test_it_can_be_shortened_and_what_is_no_longer_hit_is_spared(manager: Client, here: Business) -> None:
    enter(manager, **MONDAY)
    absence = entered(here)

    answer = _edit(manager, absence, **MONDAY, until_time="9:30", since_time="8:00")

    cases = Case.objects.of(here.organisation).filter(disruption__absence=absence).order_by("was_starts_at")
    assert answer.url == f"/-/staff/salon/board/{absence.disruption.uid}/"
    assert [case.state for case in cases] == ["planned", "spared"]
    assert entered(here).ends_at == berlin(23, 9, 30)


def test_the_window_to_change_it_shows_it_as_it_is(manager: Client, here: Business) -> None:
    enter(manager, **MONDAY, until_time="9:30")

    page = manager.get(f"{LIST}{entered(here).uid}/edit/", headers=GERMAN)

    assert "1 Buchung liegt in dieser Zeit." in text(page)
    assert 'value="09:30"' in page.content.decode()


def test_a_change_of_somebody_else_is_noticed(manager: Client, here: Business) -> None:
    enter(manager, **MONDAY)
    absence = entered(here)
    change(absence, version=7)

    answer = _edit(manager, absence, version="1", **MONDAY, until_time="9:30")

    assert answer.status_code == 409
    assert "Diese Abwesenheit ist gerade von jemand anderem geändert worden." in text(answer)
    assert entered(here).ends_at == berlin(24, 0)


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "²"])
def test_a_version_that_is_none_changes_nothing(manager: Client, here: Business, version: str) -> None:
    enter(manager)

    assert _edit(manager, entered(here), version=version, **MONDAY).status_code == 409


def test_withdrawing_asks_first_and_says_what_happens(manager: Client, here: Business) -> None:
    enter(manager, **MONDAY)
    before = dump()

    page = manager.get(f"{LIST}{entered(here).uid}/withdraw/", headers=GERMAN)

    assert "Ben kann für diese Zeit sofort wieder gebucht werden." in text(page)
    assert "2 Buchungen, bei denen noch nichts geschah, bleiben, wie sie sind." in text(page)
    assert dump() == before


def test_a_withdrawn_absence_blocks_nothing_and_twice_is_harmless(manager: Client, here: Business) -> None:
    enter(manager, **MONDAY)
    address = f"{LIST}{entered(here).uid}/withdraw/"

    statuses = [manager.post(address).status_code for _ in range(2)]

    assert statuses == [303, 303]
    assert entered(here).withdrawn_at == SUNDAY_18
    assert manager.get(address).headers["Location"] == LIST
    assert "Zurückgenommen B Ben Krank" in text(manager.get(LIST, headers=GERMAN))


def test_who_did_it_stands_in_the_log(manager: Client, here: Business) -> None:
    enter(manager)

    entry = HistoryEntry.objects.of(here.organisation).filter(what="absence_recorded").latest("pk")
    assert (entry.actor, entry.source, entry.member) == ("member", "staff", entered(here).created_by)


@pytest.mark.parametrize("page", ["edit/", "withdraw/"])
def test_the_salon_next_door_is_not_there(manager: Client, cast: Cast, page: str) -> None:
    address = f"{LIST}{cast.next_door.absence.uid}/{page}"

    assert [manager.get(address).status_code, manager.post(address).status_code] == [404, 404]


def test_a_resource_of_the_salon_next_door_cannot_be_away_here(manager: Client, cast: Cast) -> None:
    Resource.objects.of(cast.next_door.organisation).filter(slug="ben").update(slug="fremd")

    assert enter(manager, who="fremd").status_code == 422


def _edit(client: Client, absence: Absence, *, version: str | None = None, **said: str) -> Answer:
    form = {"version": version if version is not None else str(absence.version), **said}
    return client.post(f"{LIST}{absence.uid}/edit/", form, headers=GERMAN)
