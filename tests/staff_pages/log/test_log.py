"""Everything that was set can be read: by whom, from what to what, the latest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from terminbuch.actions import settings
from terminbuch.actions.asking import Actor
from terminbuch.actions.rules import (
    Saving,
    change_service_times,
    set_candidates,
    set_exception,
    set_weekly_hours,
)
from terminbuch.models import HistoryEntry, Member
from terminbuch.queries.preview import (
    ExceptionChange,
    HoursChange,
    Skill,
    SkillsChange,
    TimesChange,
    digest,
    times_of,
)
from tests.builders import SUNDAY_18, make_service, needs, staff
from tests.cast import Business, Cast
from tests.queries.preview.posted import week, windows
from tests.staff_pages.pages import text

PAGE = "/-/staff/salon/settings/history/"
GERMAN = {"Accept-Language": "de"}

type Deed = Callable[[Business, Actor], None]


@pytest.fixture
def clara(cast: Cast) -> Actor:
    """Who manages the salon and is named Manager in the cast."""
    return staff(Member.objects.of(cast.here.organisation).get(role="manager"))


def write(here: Business, by: Actor, subject: str, row: Any, **values: Any) -> None:
    key, seen = here.organisation.pk, settings.seen(subject, row)
    settings.change(subject, row.pk, values, organisation_id=key, seen=seen, by=by, now=SUNDAY_18)


def column(here: Business, by: Actor) -> None:
    write(
        here,
        by,
        "service",
        here.salon.cut,
        needs_approval=True,
        until_date=date(2026, 12, 24),
        price_de="39 €",
    )


def hours(here: Business, by: Actor) -> None:
    salon = here.salon
    change = HoursChange(
        here.organisation.pk, salon.ben.pk, salon.location.pk, week=week("09:00-12:00 13:00-18:00", "")
    )
    set_weekly_hours(change, Saving(digest(change.stored())), by=by, now=SUNDAY_18)


def on_a_date(here: Business, by: Actor) -> None:
    salon = here.salon
    whose = (here.organisation.pk, salon.ben.pk, salon.location.pk)
    change = ExceptionChange(*whose, on_date=date(2026, 12, 24), windows=windows("09:00-12:00"))
    set_exception(change, Saving(digest(None)), by=by, now=SUNDAY_18)


def times(here: Business, by: Actor) -> None:
    cut = here.salon.cut
    wanted = replace(times_of(cut), duration_minutes=45, horizon_days=None)
    change = TimesChange(here.organisation.pk, service_id=cut.pk, times=wanted)
    change_service_times(change, Saving(digest(change.stored())), by=by, now=SUNDAY_18)


def skills(here: Business, by: Actor) -> None:
    requirement = needs(make_service(here.organisation, "tour", name_de="Führung"), here.salon.ben)
    skilled = (Skill(here.salon.ben.pk, duration_minutes=90), Skill(here.salon.clara.pk))
    change = SkillsChange(here.organisation.pk, requirement_id=requirement.pk, skills=skilled)
    set_candidates(change, Saving(digest(change.stored())), by=by, now=SUNDAY_18)


def added(here: Business, by: Actor) -> None:
    values = {"name_de": "Haare", "name_en": "Hair"}
    settings.add("group", values, organisation_id=here.organisation.pk, by=by, now=SUNDAY_18)


TOLD: dict[Deed, str] = {
    column: """Geändert Leistung: Schneiden Preis (deutsch): 39 € statt leer
 Angeboten bis: Donnerstag, 24. Dezember 2026 statt leer Braucht Zustimmung: ja statt nein
 Manager, So, 22.11., 18:00 Zurücknehmen""",
    hours: """Geändert Öffnungszeiten: Ben Montag: 09:00–12:00, 13:00–18:00 statt 09:00–17:00
 Dienstag: geschlossen statt 09:00–17:00 Manager, So, 22.11., 18:00 Zurücknehmen""",
    on_a_date: """Geändert Öffnungszeiten an einem Tag: Ben
 Donnerstag, 24. Dezember 2026: 09:00–12:00 statt wie jede Woche Manager""",
    times: """Geändert Zeiten einer Leistung: Schneiden Dauer (Minuten): 45 statt 60
 Im Voraus buchbar (Tage): leer statt 60 Manager""",
    skills: "Geändert Wer eine Leistung kann: Führung Wer: Ben (90 Min.), Clara statt Ben Manager",
    added: "Hinzugefügt Gruppe von Leistungen: Haare Manager, So, 22.11., 18:00 Zurücknehmen",
}


@pytest.mark.parametrize(("deed", "told"), TOLD.items(), ids=[deed.__name__ for deed in TOLD])
def test_what_was_set_is_told_in_words(
    manager: Client, here: Business, clara: Actor, deed: Deed, told: str
) -> None:
    deed(here, clara)

    assert " ".join(told.split()) in text(manager.get(PAGE, headers=GERMAN))


@pytest.mark.parametrize(
    ("what", "facts", "told"),
    [
        (
            "member_changed",
            {"who": "ben@salon.example", "was": "resource", "role": "reception"},
            "Geändert Rolle: ben@salon.example Rolle: Empfang statt Eigene Termine",
        ),
        (
            "member_left",
            {"who": "ben@salon.example"},
            "Gegangen Team: ben@salon.example automatisch",
        ),
        ("logo_removed", {}, "Entfernt Logo automatisch"),
        (
            "mail_server_changed",
            {"name": "mx.example", "was": {}, "to": {"host": "mx.example", "port": 587}},
            "Geändert E-Mail-Server: mx.example E-Mail-Server: mx.example statt leer Port: 587 statt leer",
        ),
    ],
)
def test_what_others_write_is_told_as_well(
    manager: Client, here: Business, what: str, facts: dict[str, Any], told: str
) -> None:
    HistoryEntry.objects.create(
        organisation=here.organisation, what=what, actor="system", source="page", at=SUNDAY_18, facts=facts
    )

    assert told in text(manager.get(PAGE, headers=GERMAN))


def test_what_another_version_wrote_is_told_by_its_own_word(manager: Client, here: Business) -> None:
    HistoryEntry.objects.create(
        organisation=here.organisation, what="mail_moon", actor="system", source="worker", at=SUNDAY_18
    )

    assert "Geändert mail_moon automatisch, So, 22.11., 18:00" in text(manager.get(PAGE, headers=GERMAN))


@pytest.mark.parametrize(
    ("topic", "shown"),
    [
        ("", {"Gruppe von Leistungen", "Öffnungszeiten: Ben", "Eingeladen"}),
        ("offer", {"Gruppe von Leistungen"}),
        ("hours", {"Öffnungszeiten: Ben"}),
        ("team", {"Eingeladen"}),
        ("mail", set()),
        ("\x00", {"Gruppe von Leistungen", "Öffnungszeiten: Ben", "Eingeladen"}),
    ],
)
def test_one_topic_is_picked_out(
    manager: Client, here: Business, clara: Actor, topic: str, shown: set[str]
) -> None:
    for deed in (hours, added):
        deed(here, clara)

    page = text(manager.get(PAGE, {"topic": topic}, headers=GERMAN))

    assert {
        words for words in ("Gruppe von Leistungen", "Öffnungszeiten: Ben", "Eingeladen") if words in page
    } == shown


def test_where_nothing_was_set_it_says_what_will_stand_here(manager: Client) -> None:
    assert "Hier ist noch nichts geändert worden." in text(manager.get(f"{PAGE}?topic=mail", headers=GERMAN))


def test_a_long_log_is_turned_over_page_by_page(manager: Client, here: Business, clara: Actor) -> None:
    for number in range(40):
        write(here, clara, "resource", here.salon.ben, name=f"Ben {number}")
        here.salon.ben.refresh_from_db()

    first = manager.get(f"{PAGE}?topic=business", headers=GERMAN)
    second = manager.get(f"{PAGE}?topic=&page=2", headers=GERMAN)

    assert ("Ältere" in text(first), "Eingeladen" in text(first)) == (False, False)
    assert ("Neuere" in text(second), "Eingeladen" in text(second)) == (True, True)


@pytest.mark.parametrize("page", ["0", "-1", "99999", "x", "²", "", "1\x00"])
def test_a_page_that_means_nothing_is_the_first(manager: Client, page: str) -> None:
    answer = manager.get(PAGE, {"page": page}, headers=GERMAN)

    assert (answer.status_code, "Eingeladen" in text(answer)) == (200, True)


def test_only_the_latest_change_of_a_rule_offers_to_take_it_back(
    manager: Client, here: Business, clara: Actor
) -> None:
    hours(here, clara)
    salon = here.salon
    change = HoursChange(here.organisation.pk, salon.ben.pk, salon.location.pk, week=week(""))
    set_weekly_hours(change, Saving(digest(change.stored())), by=clara, now=SUNDAY_18)

    assert text(manager.get(f"{PAGE}?topic=hours", headers=GERMAN)).count("Zurücknehmen") == 1


def test_the_log_is_the_business_own(manager: Client, cast: Cast, clara: Actor) -> None:
    added(cast.next_door, replace(clara, member=None))

    assert "Gruppe von Leistungen" not in text(manager.get(PAGE, headers=GERMAN))


def test_the_settings_lead_here(manager: Client) -> None:
    assert f'href="{PAGE}"' in manager.get("/-/staff/salon/settings/").content.decode()
