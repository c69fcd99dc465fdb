"""The page that answers: is my scheduling safe right now? And the sign on every other page."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from terminbuch.actions import tasks
from terminbuch.actions.asking import COMMAND
from terminbuch.actions.deliveries import mark_sent, take_due
from terminbuch.actions.upkeep import run_chores
from terminbuch.models import Backup, CalendarConnection, Organisation
from tests.builders import SUNDAY_18, change, make_service, needs
from tests.cast import Business, Cast, make_cast, signed_in
from tests.queries.health.looked import drop_guard
from tests.staff_pages.pages import text

PAGE = "/-/staff/salon/health/"
GERMAN = {"Accept-Language": "de"}


@pytest.fixture
def all_is_well(here: Business) -> Business:
    """The failed mail was looked after, a backup exists, the worker works, and no calendar is connected."""
    CalendarConnection.objects.of(here.organisation).delete()
    change(here.organisation, imprint_url="https://salon.example/a", privacy_url="https://salon.example/b")
    Backup.objects.create(made_at=SUNDAY_18, file_name="salon.zip", checked_at=SUNDAY_18)
    tasks.finish(here.task.uid, organisation_id=here.organisation.pk, by=COMMAND, now=SUNDAY_18)
    while delivery := take_due(SUNDAY_18, lease=timedelta(minutes=1)):
        mark_sent(delivery, now=SUNDAY_18)
    run_chores(SUNDAY_18)
    return here


def test_where_all_is_well_the_answer_is_yes(manager: Client, all_is_well: Business) -> None:
    page = text(manager.get(PAGE, headers=GERMAN))

    assert (
        "Ist meine Planung gerade sicher? Ja. Keine Zeit ist doppelt vergeben,"
        " nichts Bestätigtes geht verloren, und E-Mails gehen hinaus. Alles noch einmal prüfen"
    ) in page
    assert "Keine Zeit doppelt vergeben 2 kommende Belegungen verglichen, keine überschneiden sich." in page
    assert "Hinweis" not in page


def test_what_is_not_well_stands_first_with_its_sentence_and_its_link(
    manager: Client, all_is_well: Business
) -> None:
    make_service(all_is_well.organisation, "tour", name_de="Führung")

    page = manager.get(PAGE, headers=GERMAN)

    assert (
        "Ja, bis auf einen Punkt. Keine Zeit ist doppelt vergeben. Führung: Niemand, der aktiv ist, kann sie."
        " Leistung öffnen Alles noch einmal prüfen Ansehen Führung"
    ) in text(page)
    assert page.content.decode().count('href="/-/staff/salon/services/tour/"') == 2


def test_several_points_are_counted(manager: Client, all_is_well: Business) -> None:
    for slug in ("tour", "walk"):
        make_service(all_is_well.organisation, slug)

    assert "Ja, bis auf 2 Punkte." in text(manager.get(PAGE, headers=GERMAN))


def test_hours_that_are_missing_lead_to_that_resource(manager: Client, all_is_well: Business) -> None:
    salon = all_is_well.salon
    salon.room.schedules.all().delete()
    needs(make_service(all_is_well.organisation, "tour"), salon.room)

    page = manager.get(PAGE, headers=GERMAN).content.decode()

    assert 'href="/-/staff/salon/hours/?resource=raum-1"' in page


@pytest.mark.django_db
def test_without_the_guard_the_answer_is_no() -> None:
    drop_guard()
    cast = make_cast()

    page = text(signed_in(cast.people["owner"]).get(PAGE, headers=GERMAN))

    assert "Nein. Bitte handeln Sie jetzt. Sperre gegen Doppelbuchungen: Die Sperre" in page


def test_who_may_not_change_it_gets_no_link_to_it(cast: Cast, all_is_well: Business) -> None:
    make_service(all_is_well.organisation, "tour")

    page = signed_in(cast.people["reception"]).get(PAGE, headers=GERMAN).content.decode()

    assert "Niemand, der aktiv ist, kann sie." in page
    assert "/services/tour/" not in page


def test_nothing_is_said_of_the_business_next_door(
    manager: Client, all_is_well: Business, cast: Cast
) -> None:
    make_service(cast.next_door.organisation, "secret", name_de="Geheim")

    answers = [manager.get(path, headers=GERMAN) for path in (PAGE, "/-/staff/salon/health.json")]

    assert ["Geheim" in answer.content.decode() for answer in answers] == [False, False]
    assert "Ja." in text(answers[0])


def test_looking_again_keeps_what_was_found(manager: Client, all_is_well: Business) -> None:
    make_service(all_is_well.organisation, "tour")

    answer = manager.post(PAGE, headers=GERMAN, follow=True)

    assert answer.redirect_chain == [(PAGE, 303)]
    assert "Alles ist eben geprüft worden." in text(answer)
    assert Organisation.objects.get(pk=all_is_well.organisation.pk).trouble_count == 1


def test_looking_changes_nothing(manager: Client, all_is_well: Business) -> None:
    make_service(all_is_well.organisation, "tour")

    manager.get(PAGE)

    assert Organisation.objects.get(pk=all_is_well.organisation.pk).trouble_count == 0


@pytest.mark.parametrize(
    ("looked_minutes_ago", "troubles", "said"),
    [(0, 0, ""), (0, 1, "1 Hinweis"), (15, 2, "2 Hinweise"), (16, 0, "1 Hinweis"), (None, 0, "")],
)
def test_every_page_shows_a_sign_while_something_is_not_well(
    manager: Client, here: Business, looked_minutes_ago: int | None, troubles: int, said: str
) -> None:
    looked_at = None if looked_minutes_ago is None else SUNDAY_18 - timedelta(minutes=looked_minutes_ago)
    change(here.organisation, looked_at=looked_at, trouble_count=troubles)

    page = text(manager.get("/-/staff/salon/tasks/", headers=GERMAN))

    assert f"Planung sicher? {said} Manager".replace("  ", " ") in page


def test_who_sees_own_bookings_only_sees_no_sign(cast: Cast) -> None:
    assert "Planung sicher?" not in text(
        signed_in(cast.people["resource: own"]).get("/-/staff/salon/", headers=GERMAN)
    )


def test_programs_get_the_same_answer(manager: Client, all_is_well: Business) -> None:
    make_service(all_is_well.organisation, "tour", name_en="Tour")

    answer = manager.get("/-/staff/salon/health.json", headers={"Accept-Language": "en"})

    told = json.loads(answer.content)
    assert (told["state"], told["answer"], told["looked_at"]) == (
        "warn",
        "Yes, but for one thing.",
        SUNDAY_18.isoformat(),
    )
    assert told["checks"][0] == {
        "code": "service_without_anyone",
        "about": "tour",
        "state": "warn",
        "title": "Tour",
        "sentence": "Nobody who is active can do it.",
        "link": "/-/staff/salon/services/tour/",
    }
    assert "no-store" in answer.headers["Cache-Control"]
