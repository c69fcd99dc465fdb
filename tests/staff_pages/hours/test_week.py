"""The hours of everybody: what would follow is said before, and one press saves and hands over."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from terminbuch.actions.asking import COMMAND
from terminbuch.actions.booking import cancel
from terminbuch.actions.rules import Saving, set_weekly_hours
from terminbuch.models import Absence, Disruption, HistoryEntry, Resource, WeeklyHours
from terminbuch.queries.preview import HoursChange, digest
from tests.builders import SUNDAY_18, berlin, make_booking, make_location, open_weekly
from tests.cast import Business, Cast, signed_in
from tests.queries.preview.posted import hours, week
from tests.staff_pages.pages import Answer, text

PAGE = "/-/staff/salon/hours/?resource=ben"
GERMAN = {"Accept-Language": "de"}
NINE_TO_FIVE = {
    f"{field}-{day}": [clock]
    for day in range(5)
    for field, clock in (("opens", "09:00"), ("closes", "17:00"))
}


def send(client: Client, do: str, *, page: str = PAGE, **fields: Any) -> Answer:
    """Nine to five on weekdays, but for these fields ("opens-0" as opens_0)."""
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return client.post(page, {"do": do, **NINE_TO_FIVE, **named}, headers=GERMAN)


def seen(here: Business) -> str:
    return digest(hours(here.salon, week()).stored())


def bens_week(here: Business) -> list[tuple[int, str]]:
    rows = WeeklyHours.objects.of(here.organisation).filter(schedule__resource=here.salon.ben)
    return [(row.weekday, f"{row.opens:%H:%M}-{row.closes:%H:%M}") for row in rows]


def test_the_page_shows_the_week_of_the_first_one_and_how_to_turn_to_others(manager: Client) -> None:
    page = text(manager.get("/-/staff/salon/hours/", headers=GERMAN))

    assert "B Ben C Clara Raum 1 Vorschau ansehen Jede Woche Uhrzeiten in Berlin." in page
    assert "Vorschau Noch ist nichts geändert." in page


def test_fields_say_which_day_they_are_of(manager: Client) -> None:
    page = manager.get(PAGE, headers=GERMAN).content.decode()

    assert 'name="opens-0" inputmode="numeric" autocomplete="off" maxlength="20" value="09:00"' in page
    assert 'aria-label="Montag, von"' in page
    assert 'aria-label="Freitag: Zeitspanne 1 entfernen"' in page
    assert 'aria-label="Sonntag: Zeitspanne hinzufügen"' in page


def test_looking_says_what_would_follow_and_saves_nothing(manager: Client, here: Business) -> None:
    answer = send(manager, "look", opens_0=[], closes_0=[])

    assert (
        "Vorschau 2 Buchungen wären betroffen. Gespeichert ist noch nichts. So sähe es aus:"
        " Buchungen lägen außerhalb 2 buchbare Zeiten weniger in 30 Tagen"
    ) in text(answer)
    assert "Mo, 23.11., 09:00 Anna Mo, 23.11., 10:00 Berta" in text(answer)
    assert "Speichern und Plan ansehen Speichern, Buchungen behalten" in text(answer)
    assert bens_week(here)[0] == (0, "09:00-17:00")


def test_services_that_nobody_is_left_for_are_named(manager: Client) -> None:
    answer = manager.post(PAGE, {"do": "look"}, headers=GERMAN)

    assert "Leistungen ohne jemanden Ansatz färben 1" in text(answer)


def test_longer_hours_say_how_many_times_more(manager: Client) -> None:
    answer = text(send(manager, "look", closes_0=["18:00"]))

    assert "Keine Buchung wäre betroffen." in answer
    assert "buchbare Zeiten mehr in 30 Tagen" in answer
    assert "Speichern und Plan ansehen" not in answer


def test_changed_fields_are_tinted(manager: Client) -> None:
    answer = send(manager, "look", closes_0=["16:00"], was_0=["09:00-17:00"]).content.decode()

    assert 'aria-label="Montag, bis" data-changed' in answer
    assert 'aria-label="Montag, von" data-changed' not in answer


def test_of_many_the_first_are_listed_and_the_others_below(manager: Client, here: Business) -> None:
    for hour in (11, 12, 13, 14):
        make_booking(here.salon.cut, at=berlin(23, hour), who=f"Dora{hour}", resource_id=here.salon.ben.pk)

    assert "Dora12 2 weitere ansehen Mo, 23.11., 13:00 Dora13" in text(
        send(manager, "look", opens_0=[], closes_0=[])
    )


def test_spans_are_added_and_removed_without_script(manager: Client, here: Business) -> None:
    added = send(manager, "add-0").content.decode()
    removed = send(
        manager, "remove-0-1", opens_0=["09:00", "13:00"], closes_0=["12:00", "17:00"]
    ).content.decode()

    assert added.count('name="opens-0"') == 2
    assert "autofocus" in added
    assert removed.count('name="opens-0"') == 1
    assert 'value="12:00"' in removed
    assert bens_week(here)[0] == (0, "09:00-17:00")


def test_saving_keeps_the_bookings_where_they_are(manager: Client, here: Business) -> None:
    answer = send(manager, "keep", seen=seen(here), opens_0=[], closes_0=[])

    assert (answer.status_code, answer.headers["Location"]) == (
        303, "/-/staff/salon/hours/?resource=ben&location=mitte",
    )  # fmt: skip
    assert [day for day, _ in bens_week(here)] == [1, 2, 3, 4]
    assert "Gespeichert." in text(manager.get(PAGE, headers=GERMAN))
    assert not Disruption.objects.of(here.organisation).filter(what="hours").exists()


def test_saving_hands_the_bookings_to_the_assistant(manager: Client, here: Business) -> None:
    answer = send(manager, "hand-over", seen=seen(here), opens_0=[], closes_0=[])

    board = Disruption.objects.of(here.organisation).get(what="hours")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/-/staff/salon/board/{board.uid}/")
    assert {case.booking for case in board.cases.all()} == {here.agreed, here.requested}
    assert manager.get(answer.headers["Location"], headers=GERMAN).status_code == 200


def test_overlapping_spans_are_saved_as_one(manager: Client, here: Business) -> None:
    send(manager, "keep", seen=seen(here), opens_0=["09:00", "11:00"], closes_0=["12:00", "14:00"])

    assert bens_week(here)[0] == (0, "09:00-14:00")


def test_the_end_of_the_day_is_24_oclock(manager: Client, here: Business) -> None:
    send(manager, "keep", seen=seen(here), opens_0=["18:00"], closes_0=["24:00"])

    assert bens_week(here)[0] == (0, "18:00-00:00")
    assert 'value="24:00"' in manager.get(PAGE, headers=GERMAN).content.decode()


def test_blank_spans_are_nothing(manager: Client, here: Business) -> None:
    send(manager, "keep", seen=seen(here), opens_0=["09:00", " "], closes_0=["17:00", ""])

    assert bens_week(here)[0] == (0, "09:00-17:00")
    assert not HistoryEntry.objects.of(here.organisation).filter(what="hours_changed").exists()


@pytest.mark.parametrize(
    ("opens", "closes", "sentence"),
    [
        (["9 Uhr"], ["12:00"], "Bitte geben Sie eine Uhrzeit wie 16:15 an."),
        (["09:00"], [""], "Bitte geben Sie eine Uhrzeit wie 16:15 an."),
        (["25:00"], ["26:00"], "Bitte geben Sie eine Uhrzeit wie 16:15 an."),
        (["09:00\x00"], ["12:00"], "Bitte geben Sie eine Uhrzeit wie 16:15 an."),
        (["09:00"], ["09:00"], "Diese Zeitspanne hat keine Länge."),
        (["09:00", "10:00"], ["12:00", "09:30"], "Zusammen dauern diese Zeitspannen länger als einen Tag."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_saved(
    manager: Client, here: Business, opens: list[str], closes: list[str], sentence: str
) -> None:
    looked, saved = (
        send(manager, do, seen=seen(here), opens_0=opens, closes_0=closes) for do in ("look", "keep")
    )

    assert (looked.status_code, saved.status_code) == (200, 422)
    for answer in (looked, saved):
        assert sentence in text(answer)
        assert "Fehler: Öffnungszeiten von Ben" in text(answer)
    assert bens_week(here)[0] == (0, "09:00-17:00")


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(manager: Client, here: Business) -> None:
    shown = seen(here)
    asked = hours(here.salon, week(tuesday=""))
    set_weekly_hours(asked, Saving(shown), by=COMMAND, now=SUNDAY_18)

    answer = send(manager, "keep", seen=shown, closes_0=["16:00"])

    assert answer.status_code == 409
    assert "Jemand anders hat das eben geändert." in text(answer)
    assert "Seite neu laden" in text(answer)
    assert [day for day, _ in bens_week(here)] == [0, 2, 3, 4]


def test_a_change_meanwhile_is_noticed_after_looking_as_well(manager: Client, here: Business) -> None:
    shown = seen(here)
    set_weekly_hours(hours(here.salon, week(tuesday="")), Saving(shown), by=COMMAND, now=SUNDAY_18)

    assert f'name="seen" value="{shown}"' in send(manager, "look", seen=shown).content.decode()


def test_places_are_chosen_where_there_are_several(manager: Client, here: Business) -> None:
    wedding = make_location(here.organisation, "wedding", name="Wedding", position=1)
    open_weekly(here.salon.ben, wedding, days=range(5, 6))
    page = "/-/staff/salon/hours/?resource=ben&location=wedding"

    assert "Mitte Wedding" in text(manager.get(page, headers=GERMAN))
    there = HoursChange(here.organisation.pk, here.salon.ben.pk, wedding.pk, week=((),) * 7)
    send(manager, "keep", page=page, seen=digest(there.stored()))
    assert there.stored() == week()


def test_absences_and_closed_days_stand_below(manager: Client, here: Business) -> None:
    away = {"organisation": here.organisation, "starts_at": berlin(24, 0), "ends_at": berlin(25, 0)}
    Absence.objects.create(resource=here.salon.ben, kind="illness", **away)
    Absence.objects.create(location=here.salon.location, kind="closure", **away)
    Absence.objects.create(resource=here.salon.clara, kind="training", **away)

    page = text(manager.get(PAGE, headers=GERMAN))

    assert page.count("Dienstag, 24. November, ganzer Tag") == 2
    assert "Fortbildung" not in page


@pytest.mark.parametrize("query", ["resource=nobody", "location=nowhere", "resource=ben&location=%00"])
def test_what_is_not_there_is_not_found(manager: Client, query: str) -> None:
    assert manager.get(f"/-/staff/salon/hours/?{query}").status_code == 404


def test_who_is_no_longer_active_is_not_shown(manager: Client, here: Business) -> None:
    Resource.objects.of(here.organisation).filter(slug="ben").update(is_active=False)

    assert manager.get(PAGE).status_code == 404


def test_only_who_sets_rules_finds_the_page_in_the_navigation(cast: Cast) -> None:
    found = {
        who: "Öffnungszeiten"
        in text(signed_in(cast.people[who]).get("/-/staff/salon/tasks/", headers=GERMAN))
        for who in ("owner", "manager", "reception", "read only")
    }

    assert found == {"owner": True, "manager": True, "reception": False, "read only": False}


@pytest.mark.parametrize("junk", ["add-9", "add-", "remove-0-99", "remove", "\x00", "add-0-1-2", "keep-0"])
def test_odd_buttons_change_nothing(manager: Client, here: Business, junk: str) -> None:
    assert send(manager, junk).status_code == 200
    assert bens_week(here)[0] == (0, "09:00-17:00")


def test_a_flood_of_fields_is_cut(manager: Client) -> None:
    many = ["09:00"] * 15

    answer = send(manager, "look", opens_0=many, closes_0=["10:00"] * 15, was_0=many)

    assert (answer.status_code, answer.content.decode().count('name="opens-0"')) == (200, 4)


def test_a_cancelled_booking_is_not_affected(manager: Client, here: Business) -> None:
    cancel(here.agreed.pk, by=COMMAND, now=SUNDAY_18)

    assert "1 Buchung wäre betroffen." in text(send(manager, "look", opens_0=[], closes_0=[]))
