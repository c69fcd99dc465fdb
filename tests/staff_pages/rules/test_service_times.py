"""How long a service takes: what would follow is said before, and one press saves and hands over."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from django.test import Client

from terminbuch.actions.asking import COMMAND
from terminbuch.actions.rules import Saving, change_service_times
from terminbuch.models import Disruption, HistoryEntry, Service
from terminbuch.queries.preview import Times, digest, times_of
from tests.builders import MONDAY_9, SUNDAY_18, change, make_booking
from tests.cast import Business
from tests.queries.preview.posted import times
from tests.staff_pages.pages import Answer, text

SERVICE = "/-/staff/salon/services/cut/"
PAGE = f"{SERVICE}times/"
GERMAN = {"Accept-Language": "de"}
CUT = Times(60, 30, 0, 0, 0, 60, 1)


def send(client: Client, do: str, **fields: Any) -> Answer:
    """The cut's times as they are, but for these fields."""
    return client.post(PAGE, {"do": do, "seen": digest(CUT), **asdict(CUT), **fields}, headers=GERMAN)


def stored(here: Business) -> Times:
    return times_of(Service.objects.of(here.organisation).get(slug="cut"))


def sit_together(here: Business) -> None:
    """Two seats, and both are taken at nine."""
    change(here.salon.cut, capacity=2)
    make_booking(here.salon.cut, at=MONDAY_9, who="Dora", resource_id=here.salon.ben.pk)


TOGETHER = {"seen": digest(Times(60, 30, 0, 0, 0, 60, 2)), "capacity": "1"}


def test_the_page_shows_the_times_and_that_nothing_is_changed(manager: Client) -> None:
    page = manager.get(PAGE, headers=GERMAN)

    assert "Schneiden Zeiten Online Vorschau ansehen Zeiten" in text(page)
    assert text(page).count("Vorschau Noch ist nichts geändert.") == 1
    assert 'name="duration_minutes" inputmode="numeric" autocomplete="off" maxlength="20" value="60"' in (
        page.content.decode()
    )
    assert '<label for="duration_minutes">Dauer (Min.)</label>' in page.content.decode()


def test_looking_says_what_would_follow_and_saves_nothing(manager: Client, here: Business) -> None:
    answer = send(manager, "look", duration_minutes="120")

    assert "Vorschau Keine Buchung wäre betroffen. Gespeichert ist noch nichts. So sähe es aus:" in text(
        answer
    )
    assert "buchbare Zeiten weniger in 30 Tagen" in text(answer)
    assert 'value="120" data-changed' in answer.content.decode()
    assert stored(here) == CUT


def test_shorter_steps_say_how_many_times_more(manager: Client) -> None:
    assert "buchbare Zeiten mehr in 30 Tagen" in text(send(manager, "look", step_minutes="15"))


def test_a_length_that_fits_nowhere_leaves_the_service_without_anyone(manager: Client) -> None:
    assert "Leistungen ohne jemanden Schneiden 1" in text(send(manager, "look", duration_minutes="600"))


def test_bookings_without_a_seat_are_named(manager: Client, here: Business) -> None:
    sit_together(here)

    answer = text(send(manager, "look", **TOGETHER))

    assert "1 Buchung wäre betroffen." in answer
    assert "Mo, 23.11., 09:00 Dora" in answer
    assert "Speichern und Plan ansehen Speichern, Buchungen behalten" in answer


def test_saving_keeps_the_bookings_as_they_are(manager: Client, here: Business) -> None:
    sit_together(here)

    answer = send(manager, "keep", **TOGETHER)

    assert (answer.status_code, answer.headers["Location"]) == (303, SERVICE)
    assert stored(here) == CUT
    assert "Gespeichert." in text(manager.get(SERVICE, headers=GERMAN))
    assert not Disruption.objects.of(here.organisation).filter(what="service").exists()


def test_saving_hands_the_bookings_to_the_assistant(manager: Client, here: Business) -> None:
    sit_together(here)

    answer = send(manager, "hand-over", **TOGETHER)

    board = Disruption.objects.of(here.organisation).get(what="service")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/-/staff/salon/board/{board.uid}/")
    assert [str(case.booking.customer) for case in board.cases.all()] == ["Dora"]
    assert manager.get(answer.headers["Location"], headers=GERMAN).status_code == 200


def test_all_times_are_saved(manager: Client, here: Business) -> None:
    wanted = Times(45, 15, 5, 10, 120, 90, 3)

    assert send(manager, "keep", **asdict(wanted)).status_code == 303
    assert stored(here) == wanted


def test_without_a_last_day_there_is_no_end(manager: Client, here: Business) -> None:
    send(manager, "keep", horizon_days=" ")

    assert stored(here).horizon_days is None
    assert 'name="horizon_days" inputmode="numeric" autocomplete="off" maxlength="20" value=""' in (
        manager.get(PAGE).content.decode()
    )


def test_the_same_again_changes_nothing(manager: Client, here: Business) -> None:
    assert send(manager, "keep").status_code == 303
    assert not HistoryEntry.objects.of(here.organisation).filter(what="service_changed").exists()


@pytest.mark.parametrize(
    ("field", "typed", "bounds"),
    [
        ("duration_minutes", "", "1 bis 10080"),
        ("duration_minutes", "0", "1 bis 10080"),
        ("duration_minutes", "10081", "1 bis 10080"),
        ("duration_minutes", "eine Stunde", "1 bis 10080"),
        ("duration_minutes", "٣٠", "1 bis 10080"),
        ("duration_minutes", "30\x00", "1 bis 10080"),
        ("duration_minutes", "9" * 5000, "1 bis 10080"),
        ("step_minutes", "1441", "1 bis 1440"),
        ("buffer_before_minutes", "-5", "0 bis 1440"),
        ("buffer_after_minutes", "1441", "0 bis 1440"),
        ("notice_minutes", "525601", "0 bis 525600"),
        ("horizon_days", "3651", "0 bis 3650"),
        ("capacity", "0", "1 bis 1000"),
        ("capacity", "1001", "1 bis 1000"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_saved(
    manager: Client, here: Business, field: str, typed: str, bounds: str
) -> None:
    looked, saved = (send(manager, do, **{field: typed}) for do in ("look", "keep"))

    assert (looked.status_code, saved.status_code) == (200, 422)
    for answer in (looked, saved):
        assert f"Bitte geben Sie eine ganze Zahl von {bounds} an." in text(answer)
        assert f'aria-invalid="true" aria-describedby="{field}-error"' in answer.content.decode()
        assert "Fehler: Schneiden" in text(answer)
    assert stored(here) == CUT


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(manager: Client, here: Business) -> None:
    asked = times(here.salon.cut, step_minutes=20)
    change_service_times(asked, Saving(digest(CUT)), by=COMMAND, now=SUNDAY_18)

    answer = send(manager, "keep", duration_minutes="45")

    assert answer.status_code == 409
    assert "Jemand anders hat das eben geändert." in text(answer)
    assert "Seite neu laden" in text(answer)
    assert stored(here) == asked.times


def test_a_change_meanwhile_is_noticed_after_looking_as_well(manager: Client, here: Business) -> None:
    change_service_times(
        times(here.salon.cut, step_minutes=20), Saving(digest(CUT)), by=COMMAND, now=SUNDAY_18
    )

    assert f'name="seen" value="{digest(CUT)}"' in send(manager, "look").content.decode()


@pytest.mark.parametrize("do", ["look", "keep"])
def test_notice_beyond_the_last_day_is_said_at_its_field(manager: Client, here: Business, do: str) -> None:
    answer = send(manager, do, notice_minutes="2880", horizon_days="1")

    assert answer.status_code == (200 if do == "look" else 422)
    assert "So viel Vorlauf reicht über die Tage hinaus, die im Voraus buchbar sind" in text(answer)
    assert stored(here) == CUT


@pytest.mark.parametrize("slug", ["tour", "nothing"])
def test_services_of_others_are_not_found(manager: Client, slug: str) -> None:
    page = f"/-/staff/salon/services/{slug}/times/"

    assert [manager.get(page).status_code, manager.post(page, {"do": "keep"}).status_code] == [404, 404]


def test_an_internal_service_has_its_rules_too(manager: Client, here: Business) -> None:
    change(here.salon.cut, is_online=False, is_active=False)

    assert send(manager, "keep", duration_minutes="45").status_code == 303
    assert stored(here).duration_minutes == 45
