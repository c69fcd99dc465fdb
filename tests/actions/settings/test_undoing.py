"""What was set is taken back as long as nothing was built on it."""

from __future__ import annotations

import uuid
from datetime import date, time
from typing import Any

import pytest

from terminbuch.actions import settings
from terminbuch.actions.asking import Actor
from terminbuch.actions.refusals import NotYours
from terminbuch.actions.rules.refusals import BuiltUpon
from terminbuch.actions.settings import Contradiction, StillUsed
from terminbuch.actions.settings.undoing import OnItsOwnPage, take_back, untouched
from terminbuch.models import HistoryEntry, Question, Resource, ServiceGroup
from tests.actions.settings.test_changing import enter, write
from tests.builders import SUNDAY_18, Salon, make_booking, make_resource, make_service, needs

QUESTION: dict[str, Any] = {"kind": "text", "label_de": "Länge?", "label_en": "Length?"}


def last(salon: Salon) -> HistoryEntry:
    return HistoryEntry.objects.of(salon.organisation).filter(booking=None).latest("pk")


def undo(entry: HistoryEntry, by: Actor) -> None:
    take_back(entry.uid, organisation_id=entry.organisation_id, by=by, now=SUNDAY_18)


def test_a_change_is_taken_back_and_both_are_logged(salon: Salon, clara: Actor) -> None:
    write("resource", salon.ben, clara, name="Benjamin", hue=200)
    done = last(salon)

    undo(done, clara)

    salon.ben.refresh_from_db()
    assert (salon.ben.name, salon.ben.hue) == ("Ben", 60)
    assert (last(salon).facts["was"], last(salon).facts["to"]) == (done.facts["to"], done.facts["was"])


def test_days_and_times_come_back_as_days_and_times(salon: Salon, clara: Actor) -> None:
    write("service", salon.cut, clara, until_date=date(2026, 12, 24))
    write("service", salon.cut, clara, until_date=None)
    undo(last(salon), clara)
    write("organisation", salon.organisation, clara, day_sheet_at=time(19))
    write("organisation", salon.organisation, clara, day_sheet_at=time(20))
    undo(last(salon), clara)

    salon.cut.refresh_from_db()
    salon.organisation.refresh_from_db()
    assert (salon.cut.until_date, salon.organisation.day_sheet_at) == (date(2026, 12, 24), time(19))


def test_another_column_may_have_changed_since(salon: Salon, clara: Actor) -> None:
    write("resource", salon.ben, clara, name="Benjamin")
    done = last(salon)
    write("resource", salon.ben, clara, hue=200)

    undo(done, clara)

    salon.ben.refresh_from_db()
    assert (salon.ben.name, salon.ben.hue) == ("Ben", 200)


def test_what_was_changed_again_since_is_left(salon: Salon, clara: Actor) -> None:
    write("resource", salon.ben, clara, name="Benjamin")
    done = last(salon)
    write("resource", salon.ben, clara, name="Benny")

    with pytest.raises(BuiltUpon):
        undo(done, clara)

    salon.ben.refresh_from_db()
    assert salon.ben.name == "Benny"


def test_twice_is_once(salon: Salon, clara: Actor) -> None:
    write("resource", salon.ben, clara, name="Benjamin")
    done = last(salon)
    undo(done, clara)

    with pytest.raises(BuiltUpon):
        undo(done, clara)


def test_what_was_added_goes_again_unless_it_is_used(salon: Salon, clara: Actor) -> None:
    mia = enter("resource", salon, clara, name="Mia", slug="mia")
    undo(last(salon), clara)
    zoe = enter("resource", salon, clara, name="Zoe", slug="zoe")
    needs(make_service(salon.organisation, "tour"), zoe)

    with pytest.raises(StillUsed):
        undo(last(salon), clara)

    left = set(Resource.objects.of(salon.organisation).values_list("name", flat=True))
    assert (mia.name in left, zoe.name in left) == (False, True)


def test_what_was_removed_comes_again(salon: Salon, clara: Actor) -> None:
    row = enter("question", salon, clara, service_id=salon.cut.pk, **QUESTION)
    key, seen = salon.organisation.pk, settings.seen("question", row)
    settings.remove("question", row.pk, organisation_id=key, seen=seen, by=clara, now=SUNDAY_18)

    undo(last(salon), clara)

    back = Question.objects.of(salon.organisation).get()
    assert (back.service, back.label_de, back.kind) == (salon.cut, "Länge?", "text")


def test_an_order_is_put_back(salon: Salon, clara: Actor) -> None:
    people = [salon.ben.pk, salon.clara.pk, salon.room.pk]
    settings.arrange("resource", people[::-1], organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18)
    done = last(salon)

    undo(done, clara)

    assert list(Resource.objects.of(salon.organisation).values_list("pk", flat=True)) == people
    with pytest.raises(BuiltUpon):
        undo(done, clara)


def test_an_address_that_somebody_has_taken_meanwhile_is_refused_with_its_reason(
    salon: Salon, clara: Actor
) -> None:
    write("resource", salon.ben, clara, slug="benjamin")
    done = last(salon)
    make_resource(salon.organisation, "Ben")

    with pytest.raises(Contradiction) as refused:
        undo(done, clara)

    assert set(refused.value.problems) == {"slug"}


@pytest.mark.parametrize(
    ("subject", "values"),
    [
        ("organisation", {"requires_second_factor": True}),
        ("organisation", {"hostname": "salon.example"}),
        ("resource", {"is_active": False}),
    ],
)
def test_what_needs_more_than_a_click_is_changed_on_its_own_page(
    salon: Salon, clara: Actor, subject: str, values: dict[str, Any]
) -> None:
    write(subject, salon.room if subject == "resource" else salon.organisation, clara, **values)

    with pytest.raises(OnItsOwnPage):
        undo(last(salon), clara)


def test_a_service_that_was_added_is_removed_on_its_own_page(salon: Salon, clara: Actor) -> None:
    enter(
        "service",
        salon,
        clara,
        slug="tour",
        name_de="Führung",
        name_en="Tour",
        duration_minutes=60,
        step_minutes=30,
    )

    with pytest.raises(OnItsOwnPage):
        undo(last(salon), clara)


def test_what_the_settings_do_not_know_is_left(salon: Salon, clara: Actor) -> None:
    """As another version of the program may have written it."""
    write("resource", salon.ben, clara, name="Benjamin")
    entry = last(salon)
    entry.facts["subject"] = "moon"
    entry.save()

    with pytest.raises(OnItsOwnPage):
        undo(entry, clara)


def test_only_what_the_settings_wrote_is_taken_back(salon: Salon, clara: Actor) -> None:
    booking = make_booking(salon.cut)

    with pytest.raises(OnItsOwnPage):
        undo(booking.history_entries.get(), clara)


def test_nobody_takes_back_what_another_business_did(salon: Salon, mallory: Salon, clara: Actor) -> None:
    write("resource", mallory.ben, clara, name="Benjamin")

    for uid in (last(mallory).uid, uuid.uuid4()):
        with pytest.raises(NotYours):
            take_back(uid, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18)

    mallory.ben.refresh_from_db()
    assert mallory.ben.name == "Benjamin"


def test_a_list_of_entries_is_judged_at_once(salon: Salon, clara: Actor) -> None:
    for name in ("Benjamin", "Benny"):
        write("resource", salon.ben, clara, name=name)
    group = enter("group", salon, clara, name_de="Haare", name_en="Hair")
    ServiceGroup.objects.of(salon.organisation).filter(pk=group.pk).delete()
    entries = list(HistoryEntry.objects.of(salon.organisation).order_by("pk"))

    assert untouched(entries, salon.organisation.pk) == {entries[1].pk}
