"""The conflict inbox: both sides in words, one press to decide, and what was decided lately."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from terminbuch.actions.deed import deed
from terminbuch.actions.outside import conflicts
from terminbuch.models import (
    Booking,
    BusyTime,
    CalendarEntry,
    Case,
    Conflict,
    Delivery,
    HistoryEntry,
    OutsideCalendar,
)
from tests.builders import MONDAY_9, MONDAY_10, SUNDAY_18, change, make_busy_time, make_calendar
from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import Answer, text

PAGE = "/-/staff/salon/conflicts/"
GERMAN = {"Accept-Language": "de"}
HALF = timedelta(minutes=30)


@pytest.fixture
def private(here: Business) -> OutsideCalendar:
    return make_calendar(here.salon.ben, "Privat", receives=True)


@pytest.fixture
def dentist(private: OutsideCalendar) -> BusyTime:
    return make_busy_time(private, MONDAY_9 + HALF, MONDAY_10)


@pytest.fixture
def overlap(private: OutsideCalendar, dentist: BusyTime) -> Conflict:
    """Over Anna's appointment."""
    [case] = deed(conflicts.open_overlaps)(private, [dentist.event.remote_id], now=SUNDAY_18)
    return case


def own(private: OutsideCalendar, booking: Booking, kind: str) -> Conflict:
    """Our entry for this booking was dragged by half an hour, or deleted."""
    CalendarEntry.objects.create(
        organisation=booking.organisation, booking=booking, calendar=private, is_there=True,
        moved_since=SUNDAY_18, missing_since=SUNDAY_18 if kind == "deleted" else None,
    )  # fmt: skip
    return deed(conflicts.open_own)(
        private, booking, kind, remote_id="/2.ics", starts_at=booking.starts_at + HALF,
        ends_at=booking.ends_at + HALF, facts={}, now=SUNDAY_18,
    )  # fmt: skip


def many(private: OutsideCalendar) -> Conflict:
    change(private, paused_at=SUNDAY_18)
    return deed(conflicts.open_own)(
        private,
        None,
        "many",
        remote_id="",
        starts_at=None,
        ends_at=None,
        now=SUNDAY_18,
        facts={"gone": 6, "moved": 1, "standing": 9},
    )


def read(client: Client) -> str:
    return text(client.get(PAGE, headers=GERMAN))


def press(client: Client, case: Conflict, do: str, **fields: object) -> Answer:
    sent = {"do": do, "version": case.version} | fields
    return client.post(f"{PAGE}{case.uid}/", sent, headers=GERMAN, follow=True)


def test_both_sides_stand_beside_what_can_be_done(manager: Client, overlap: Conflict) -> None:
    assert (
        "Konflikte 1 offen"
        " Hier widersprechen sich eine Buchung und ein verbundener Kalender."
        " Bevor Sie entscheiden, wird nichts geändert."
        " 09:00 Mo, 23.11. Anna Schneiden, 1 Std., Ben Auch im Kalender belegt"
        " „Privat“ (Ben): Mo, 23. November, 09:30 bis 10:00 Uhr"
        " Es wurde eingetragen, nachdem der Termin vereinbart war."
        " Andere Zeiten anbieten : Anna Jemand anderem geben : Anna Zählt nicht : Anna Beides behalten : Anna"
    ) in read(manager)


def test_our_own_entries_stand_there_with_their_ways_out(
    manager: Client, private: OutsideCalendar, here: Business
) -> None:
    own(private, here.agreed, "moved")
    own(private, here.requested, "deleted")
    many(private)

    page = read(manager)

    assert (
        "Im Kalender verschoben „Privat“ (Ben): Mo, 23. November, 09:30 bis 10:30 Uhr"
        " Hier hat der Termin noch die alte Zeit; der Kunde weiß von nichts."
        " Neue Zeit übernehmen : Anna Im Kalender zurückstellen : Anna"
    ) in page
    assert (
        "Im Kalender gelöscht „Privat“ (Ben): steht nicht mehr da"
        " Hier steht der Termin noch; der Kunde weiß von nichts."
        " Termin absagen : Berta Wieder eintragen : Berta"
    ) in page
    assert "Ben Viele Änderungen auf einmal „Privat“ (Ben): 6 gelöscht und 1 verschoben, von 9" in page


def test_the_new_time_is_taken_over_in_the_edit_window(
    manager: Client, private: OutsideCalendar, here: Business
) -> None:
    own(private, here.agreed, "moved")

    page = manager.get(PAGE).content.decode()

    assert f"bookings/{here.agreed.uid}/edit/?on=2026-11-23&amp;at=09%3A30&amp;minutes=60" in page


def test_the_navigation_counts_only_what_stands(
    manager: Client, overlap: Conflict, dentist: BusyTime
) -> None:
    assert "Konflikte 1 offen" in text(manager.get("/-/staff/salon/", headers=GERMAN))
    assert "1 Konflikt mit einem Kalender ist zu entscheiden" in text(
        manager.get("/-/staff/salon/tasks/", headers=GERMAN)
    )

    dentist.delete()

    assert "Konflikte" not in text(manager.get("/-/staff/salon/", headers=GERMAN))
    assert "Kein Konflikt ist offen." in read(manager)


@pytest.mark.parametrize(
    ("do", "said", "ending"),
    [
        ("ignore", "Es zählt nicht und sperrt keine Zeit mehr.", "Zählt nicht"),
        ("keep", "Beides bleibt, wie es ist.", "Beides bleibt"),
    ],
)
def test_a_press_decides_and_can_be_taken_back(
    do: str, said: str, ending: str, manager: Client, overlap: Conflict
) -> None:
    answer = press(manager, overlap, do)

    assert answer.redirect_chain == [(PAGE, 303)]
    assert said in text(answer)
    assert f"Mo, 23.11. {ending} „Privat“ (Ben). Manager, So, 22.11., 18:00 Rückgängig : Anna" in text(answer)

    overlap.refresh_from_db()
    assert "Es ist wieder zu entscheiden. Hier widersprechen sich" in text(
        press(manager, overlap, "take_back")
    )


@pytest.mark.parametrize("kind", ["moved", "deleted"])
def test_our_entry_is_written_again(
    kind: str, manager: Client, private: OutsideCalendar, here: Business
) -> None:
    answer = press(manager, own(private, here.agreed, kind), "put_back")

    assert "Der Termin wird wieder in den Kalender geschrieben." in text(answer)
    assert Delivery.objects.of(here.organisation).filter(kind="calendar", booking=here.agreed).exists()


@pytest.mark.parametrize(
    ("do", "said"),
    [
        ("restore", "Alle Termine werden wieder in den Kalender geschrieben."),
        ("follow", "Die Änderungen werden eine nach der anderen behandelt."),
    ],
)
def test_a_paused_calendar_goes_on(do: str, said: str, manager: Client, private: OutsideCalendar) -> None:
    assert said in text(press(manager, many(private), do))


def test_other_times_are_looked_for_on_a_board(manager: Client, overlap: Conflict, here: Business) -> None:
    answer = press(manager, overlap, "offer")

    board = Case.objects.of(here.organisation).get(state="planned").disruption
    assert answer.redirect_chain == [(f"/-/staff/salon/board/{board.uid}/", 303)]
    assert "Ben: Im Kalender steht etwas anderes." in text(answer)
    assert "Plan ansehen : Anna" in read(manager)


def test_what_has_changed_meanwhile_is_said(manager: Client, overlap: Conflict) -> None:
    press(manager, overlap, "keep")

    answer = press(manager, overlap, "ignore")

    assert answer.status_code == 409
    assert "Hier hat sich inzwischen etwas geändert. Bitte sehen Sie noch einmal nach." in text(answer)


@pytest.mark.parametrize(("do", "version"), [("", 1), ("keep", "¹"), ("keep", ""), ("offer", "9" * 5000)])
def test_an_odd_form_changes_nothing(do: str, version: object, manager: Client, overlap: Conflict) -> None:
    answer = press(manager, overlap, do, version=version)

    overlap.refresh_from_db()
    assert (answer.status_code in {409, 422}, overlap.is_open) == (True, True)


def test_whose_calendar_it_is_decides_what_counts(cast: Cast, overlap: Conflict) -> None:
    """But offers nobody other times, and gives nothing to others."""
    ben = signed_in(cast.people["resource: own"])

    assert "der Termin vereinbart war. Zählt nicht : Anna Beides behalten : Anna" in read(ben)
    assert press(ben, overlap, "offer").status_code == 422
    assert "Beides bleibt, wie es ist." in text(press(ben, overlap, "keep"))


@pytest.mark.parametrize("who", ["resource: another's", "another business", "no business"])
def test_nobody_else_sees_or_decides_it(who: str, cast: Cast, overlap: Conflict) -> None:
    client = signed_in(cast.people[who])

    assert "09:30" not in read(client)
    assert press(client, overlap, "keep").status_code == 404
    assert Conflict.objects.of(overlap.organisation_id).get(pk=overlap.pk).is_open


def test_who_only_reads_sees_it_and_decides_nothing(cast: Cast, overlap: Conflict) -> None:
    client = signed_in(cast.people["read only"])

    assert "der Termin vereinbart war. Zuletzt erledigt" in read(client)
    assert press(client, overlap, "keep").status_code == 404


def test_the_booking_tells_what_became_of_it(manager: Client, overlap: Conflict, here: Business) -> None:
    page = f"/-/staff/salon/bookings/{here.agreed.uid}/"
    waits = "Ein Kalender widerspricht diesem Termin. Bitte entscheiden Sie."
    assert waits in text(manager.get(page, headers=GERMAN))

    press(manager, overlap, "ignore")

    said = text(manager.get(page, headers=GERMAN))
    assert waits not in said
    assert "Was im Kalender steht, zählt nicht durch Manager" in said
    assert "Konflikt mit einem Kalender automatisch" in said
    assert not HistoryEntry.objects.of(here.organisation).filter(what="conflict_kept").exists()
