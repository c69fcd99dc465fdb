"""A service comes with what it needs, and is copied with all that belongs to it."""

from __future__ import annotations

from typing import Any

import pytest

from terminbuch.actions import settings
from terminbuch.actions.asking import Actor
from terminbuch.actions.booking.people import serving
from terminbuch.actions.refusals import NotYours
from terminbuch.actions.settings import Contradiction
from terminbuch.models import HistoryEntry, Question, Requirement, Resource, Service
from terminbuch.queries.preview import Skill, skills_of
from tests.builders import MONDAY_9, SUNDAY_18, Salon, change, make_booking, needs

PERM = {
    "slug": "perm", "name_de": "Dauerwelle", "name_en": "Perm", "duration_minutes": 90, "step_minutes": 30,
    "notice_minutes": 0,
}  # fmt: skip


def offer(salon: Salon, by: Actor, *able: Resource, **values: Any) -> Service:
    return settings.offer(
        PERM | values, [each.pk for each in able], organisation_id=salon.organisation.pk, by=by, now=SUNDAY_18
    )


def needed(service: Service) -> list[Requirement]:
    return list(Requirement.objects.of(service.organisation_id).filter(service=service))


def logged(salon: Salon) -> list[str]:
    return [row.what for row in HistoryEntry.objects.of(salon.organisation)]


def test_a_new_service_can_be_booked_with_those_who_can_do_it(salon: Salon, clara: Actor) -> None:
    perm = offer(salon, clara, salon.ben)

    assert logged(salon) == ["setting_added", "setting_added", "skills_changed"]
    assert serving(make_booking(perm, at=MONDAY_9)) == [salon.ben]


@pytest.mark.parametrize(("count", "is_chosen"), [(1, False), (2, True)])
def test_where_several_can_do_it_the_customer_chooses(
    salon: Salon, clara: Actor, count: int, is_chosen: bool
) -> None:
    perm = offer(salon, clara, *[salon.ben, salon.clara][:count])

    assert [row.chosen_by_customer for row in needed(perm)] == [is_chosen]


def test_somebody_elses_people_serve_nobody(salon: Salon, mallory: Salon, clara: Actor) -> None:
    with pytest.raises(NotYours):
        offer(salon, clara, mallory.ben)

    assert (Service.objects.of(salon.organisation).count(), logged(salon)) == (1, [])


def test_a_contradiction_leaves_nothing_behind(salon: Salon, clara: Actor) -> None:
    with pytest.raises(Contradiction) as refused:
        offer(salon, clara, salon.ben, slug="cut", duration_minutes=0)

    assert list(refused.value.problems) == ["duration_minutes", "slug"]
    assert Service.objects.of(salon.organisation).count() == 1


def test_a_further_need_comes_with_those_who_meet_it(salon: Salon, clara: Actor) -> None:
    values = {"service_id": salon.cut.pk, "position": 1, "label_de": "Raum", "label_en": "Room"}

    room = settings.need(
        values, [salon.room.pk], organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18
    )

    assert (needed(salon.cut)[1], skills_of(room)) == (room, (Skill(salon.room.pk),))


def test_a_copy_has_everything_but_what_is_said_otherwise(salon: Salon, clara: Actor) -> None:
    change(salon.cut, price_de="45 €", buffer_after_minutes=10)
    needs(salon.cut, salon.room, everyone=True, duration_minutes=30)
    Question.objects.create(
        organisation=salon.organisation, service=salon.cut, kind="choice", label_de="Wie lang?",
        label_en="How long?", choices_de=["kurz", "lang"], choices_en=["short", "long"], is_required=True,
    )  # fmt: skip

    copy = settings.duplicate(
        salon.cut.pk, {"slug": "copy", "name_de": "Kopie", "is_online": False},
        organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18,
    )  # fmt: skip

    assert written(copy) == written(salon.cut) | {"slug": "copy", "name_de": "Kopie", "is_online": False}
    assert parts(copy) == parts(salon.cut)


def test_a_service_of_somebody_else_is_not_copied(salon: Salon, mallory: Salon, clara: Actor) -> None:
    with pytest.raises(NotYours):
        settings.duplicate(
            mallory.cut.pk, {"slug": "copy"}, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18
        )


def written(service: Service) -> dict[str, Any]:
    return settings.SUBJECTS["service"].values(service)


def parts(service: Service) -> list[Any]:
    """Questions and requirements, but for whose they are."""
    asked = Question.objects.of(service.organisation_id).filter(service=service)
    questions = [settings.SUBJECTS["question"].values(row) | {"service_id": 0} for row in asked]
    rows = needed(service)
    all_needed = [settings.SUBJECTS["requirement"].values(row) | {"service_id": 0} for row in rows]
    return [questions, all_needed, [skills_of(row) for row in rows]]
