"""A drag applies at once: the same change, mails and refusals as the pencil's (S27, S30)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from terminbuch.models import Booking, Delivery
from tests.builders import MONDAY_9, TUESDAY_9, berlin, make_booking
from tests.cast import Business, Cast
from tests.reading import everything, promised


def drag(client: Client, booking: Booking, **changes: str) -> Any:
    said = {"starts_at": "2026-11-23T09:00", "minutes": "60", "version": str(fresh(booking).version)}
    address = f"/-/staff/salon/bookings/{booking.uid}/move/"
    return client.post(address, said | changes, headers={"Accept-Language": "de"})


def said(answer: Any) -> str:
    """The sentence, with plain spaces."""
    return " ".join(answer.json()["sentence"].split())


def fresh(booking: Booking) -> Booking:
    return Booking.objects.of(booking.organisation_id).get(pk=booking.pk)


def served_by(booking: Booking) -> list[str]:
    return [row.resource.name for row in booking.allocations.filter(live=True)]


def test_dragged_to_another_time_and_resource_it_is_there_and_all_are_told(
    manager: Client, here: Business
) -> None:
    Delivery.objects.of(here.organisation).filter(booking=here.agreed).delete()
    ben, clara = str(here.salon.ben.uid), str(here.salon.clara.uid)

    answer = drag(manager, here.agreed, starts_at="2026-11-24T10:15", resource=clara, was_resource=ben)

    assert (answer.status_code, answer.json()) == (
        200,
        {
            "ok": True,
            "sentence": "Gespeichert. Eine E-Mail bekommen: Anna, Ben, Clara.",
            "undo_url": f"/-/staff/salon/bookings/{here.agreed.uid}/undo/",
            "version": fresh(here.agreed).version,
        },
    )
    assert (fresh(here.agreed).starts_at, served_by(here.agreed)) == (berlin(24, 10, 15), ["Clara"])
    assert sorted(promised(here.agreed)) == [
        ("booking_moved", "anna@example.org"),
        ("resource_moved", "ben@salon.example"),
        ("resource_moved", "clara@salon.example"),
    ]


def test_dragged_by_its_edge_it_only_lasts_longer(manager: Client, here: Business) -> None:
    booking = make_booking(here.salon.cut, at=TUESDAY_9, who="Carla")

    drag(manager, booking, starts_at="2026-11-24T09:00", minutes="90")

    assert (fresh(booking).starts_at, fresh(booking).ends_at) == (TUESDAY_9, berlin(24, 10, 30))


def test_what_is_in_the_way_is_said_with_the_window_to_settle_it(manager: Client, here: Business) -> None:
    make_booking(here.salon.cut, at=TUESDAY_9, who="Carla", resource_id=here.salon.ben.pk)
    before = everything(here.organisation)

    answer = drag(manager, here.agreed, starts_at="2026-11-24T09:15")

    assert (answer.status_code, said(answer)) == (
        409,
        "Ben hat um 09:00 Uhr schon eine Buchung. Frei ist Ben wieder um 10:00 Uhr.",
    )
    assert manager.get(answer.json()["window_url"]).status_code == 200
    assert "on=2026-11-24&at=09%3A15&minutes=60" in answer.json()["window_url"]
    assert everything(here.organisation) == before


def test_outside_of_hours_it_is_asked_in_the_window(manager: Client, here: Business) -> None:
    answer = drag(manager, here.agreed, starts_at="2026-11-23T20:00")

    assert (answer.status_code, answer.json()["sentence"]) == (
        409,
        "Das liegt außerhalb der Öffnungszeiten. Trotzdem eintragen?",
    )


def test_onto_somebody_who_cannot_serve_it_it_stays(manager: Client, here: Business) -> None:
    room, ben = str(here.salon.room.uid), str(here.salon.ben.uid)

    answer = drag(manager, here.agreed, resource=room, was_resource=ben)

    assert (answer.status_code, served_by(here.agreed)) == (409, ["Ben"])


def test_an_old_calendar_changes_nothing(manager: Client, here: Business) -> None:
    assert drag(manager, here.agreed, starts_at="2026-11-23T12:00", version="99").status_code == 409
    assert fresh(here.agreed).starts_at == MONDAY_9


def test_it_can_be_undone_by_what_was_answered(manager: Client, here: Business) -> None:
    said = drag(manager, here.agreed, starts_at="2026-11-23T12:00").json()

    undone = manager.post(said["undo_url"], {"version": said["version"]})

    assert (undone.status_code, fresh(here.agreed).starts_at) == (303, MONDAY_9)


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_at": ""},
        {"starts_at": "2026-02-31T09:00"},
        {"starts_at": "9999-12-31T23:59"},
        {"starts_at": "2026-11-23T25:99"},
        {"starts_at": "2027-03-28T02:30"},
        {"starts_at": "2026-11-23T09:00\x00"},
        {"minutes": "-30"},
        {"minutes": "0"},
        {"minutes": "viel"},
    ],
)
def test_what_cannot_be_read_moves_nothing(manager: Client, here: Business, changes: dict[str, str]) -> None:
    before = everything(here.organisation)

    answer = drag(manager, here.agreed, **changes)

    assert (answer.status_code, answer.json()["sentence"]) == (422, "Diese Zeit ist nicht zu lesen.")
    assert everything(here.organisation) == before


def test_another_business_has_no_such_booking(manager: Client, cast: Cast) -> None:
    assert drag(manager, cast.next_door.agreed).status_code == 404
