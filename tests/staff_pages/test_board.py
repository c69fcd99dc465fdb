from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from terminbuch.actions import absences, assistant
from terminbuch.actions import booking as deeds
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.models import Booking, Case, Delivery, Disruption, Hold
from tests.booking_pages.steps import again
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    Salon,
    berlin,
    change,
    make_booking,
    make_member,
    make_salon,
    staff,
)
from tests.cast import Cast, signed_in
from tests.made_once import made_once
from tests.reading import promised
from tests.security.dump import dump
from tests.staff_pages.pages import Answer, text

GERMAN = {"Accept-Language": "de"}
TEN = berlin(23, 10)
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def salon(db: None) -> Salon:
    return made_once(make_salon)


@pytest.fixture
def clara(salon: Salon) -> Client:
    return signed_in(make_member(salon.organisation, "Dora").user)


@pytest.fixture
def anna(salon: Salon) -> Booking:
    """At nine with Ben; Clara is free then."""
    return make_booking(salon.cut, at=MONDAY_9, who="Anna", resource_id=salon.ben.pk)


@pytest.fixture
def berta(salon: Salon) -> Booking:
    """At ten with Ben, while Clara serves somebody else."""
    make_booking(salon.cut, at=TEN, who="Carla", resource_id=salon.clara.pk)
    return make_booking(salon.cut, at=TEN, who="Berta", resource_id=salon.ben.pk)


def ill(salon: Salon, **fields: Any) -> Disruption:
    """Ben is ill on Monday, and there is a plan."""
    values: dict[str, Any] = {
        "organisation_id": salon.organisation.pk, "resource_id": salon.ben.pk, "location_id": None,
        "starts_at": berlin(23, 0), "ends_at": berlin(24, 0), "kind": "illness",
    }  # fmt: skip
    by = staff(make_member(salon.organisation, f"M{uuid.uuid4().hex[:6]}"))
    disruption = absences.record(AbsenceRequest(**values | fields), by=by, now=SUNDAY_18)
    assistant.plan(disruption.uid, organisation_id=salon.organisation.pk, by=by, now=SUNDAY_18)
    return disruption


def address(disruption: Disruption, step: str = "") -> str:
    return f"/-/staff/salon/board/{disruption.uid}/{step}"


def look(client: Client, disruption: Disruption) -> str:
    return text(client.get(address(disruption), headers=GERMAN))


def case_of(booking: Booking) -> Case:
    return Case.objects.of(booking.organisation_id).get(booking=booking)


def send(client: Client, disruption: Disruption, *bookings: Booking, **said: str) -> Answer:
    """With the boxes as they stand on the page."""
    uids = [str(case_of(booking).uid) for booking in bookings]
    boxes = {f"{box}-{uid}": "yes" for uid in uids for box in ("resource", "customer")}
    return client.post(address(disruption, "send/"), {"send": uids, **boxes, **said}, headers=GERMAN)


def test_the_board_says_what_happened_and_how_good_the_plan_is(
    clara: Client, salon: Salon, anna: Booking, berta: Booking
) -> None:
    page = look(clara, ill(salon))

    assert "Ben ist krank. Montag, 23. November, ganzer Tag. Eingetragen um 18:00 von M" in page
    assert (
        "Für alle 2 Buchungen zusammen geplant: 1 behält ihre Uhrzeit,"
        " 1 verschiebt sich innerhalb eines Tages."
    ) in page
    assert (
        "behalten ihre Zeit 1 neu vereinbart 0 wartet auf Antwort 1 bitte anrufen 0 abgesagt 0 Jetzt zu tun"
    ) in page
    assert "09:00 Anna Schneiden, 1 Std. Behält 09:00 Uhr, bei Clara" in page
    assert "Anna, Clara und Ben bekommen je eine E-Mail." in page
    assert "10:00 Berta Schneiden, 1 Std. Bekommt diese Zeiten angeboten" in page
    assert "2 Vorschläge sind bereit. 4 Menschen werden informiert." in page
    assert "2 Umbuchungen senden" in page


def test_today_is_said_as_today(clara: Client, salon: Salon) -> None:
    assert "Ben ist heute krank." in look(clara, ill(salon, starts_at=berlin(22, 0), ends_at=berlin(23, 0)))


def test_nobody_hit_is_said_with_the_way_on(clara: Client, salon: Salon) -> None:
    page = look(clara, ill(salon))

    assert "Keine Buchung ist betroffen. Niemand muss informiert werden." in page
    assert "senden" not in page


def test_looking_changes_nothing(clara: Client, salon: Salon, anna: Booking) -> None:
    disruption = ill(salon)
    before = dump()

    look(clara, disruption)
    clara.get(f"/-/staff/salon/cases/{case_of(anna).uid}/choose/")

    assert dump() == before


def test_who_keeps_the_time_is_moved_to_somebody_else_and_all_are_told(
    clara: Client, salon: Salon, anna: Booking
) -> None:
    disruption = ill(salon)

    answer = send(clara, disruption, anna)

    assert (answer.status_code, answer.url) == (303, address(disruption))
    assert case_of(anna).state == "kept"
    assert promised(anna)[-3:] == [
        ("booking_moved", "anna@example.org"),
        ("resource_moved", "ben@salon.example"),
        ("resource_moved", "clara@salon.example"),
    ]
    page = look(clara, disruption)
    assert "1 gesendet." in page
    assert (
        "Erledigt 09:00 Anna Schneiden, 1 Std. Behält 09:00 Uhr, bei Clara Seit 18:00 Uhr, durch Dora."
        in page
    )


def test_the_boxes_say_who_hears_of_it(clara: Client, salon: Salon, anna: Booking) -> None:
    disruption, before = ill(salon), promised(anna)

    clara.post(address(disruption, "send/"), {"send": [str(case_of(anna).uid)]})

    assert case_of(anna).state == "kept"
    assert promised(anna) == before


def test_a_personal_sentence_goes_along(clara: Client, salon: Salon, anna: Booking) -> None:
    disruption = ill(salon)

    send(clara, disruption, anna, **{f"text-{case_of(anna).uid}": "Bis bald!"})

    told = Delivery.objects.of(salon.organisation).get(booking=anna, kind="booking_moved")
    assert told.facts["personal_text"] == "Bis bald!"


def test_who_is_offered_times_is_waited_for(clara: Client, salon: Salon, berta: Booking) -> None:
    disruption = ill(salon)

    send(clara, disruption, berta)

    page = look(clara, disruption)
    assert "Wartet auf Antwort 10:00 Berta Schneiden, 1 Std. Wartet auf Antwort bis 22:00 Uhr" in page
    assert Hold.objects.of(salon.organisation).filter(booking=berta).count() == 3
    assert "behalten ihre Zeit 0 neu vereinbart 0 wartet auf Antwort 1" in page


def test_what_is_not_ticked_is_not_sent(clara: Client, salon: Salon, anna: Booking, berta: Booking) -> None:
    disruption = ill(salon)

    send(clara, disruption, anna)

    assert (case_of(anna).state, case_of(berta).state) == ("kept", "planned")


def test_nothing_ticked_is_said_and_changes_nothing(clara: Client, salon: Salon, anna: Booking) -> None:
    disruption = ill(salon)
    before = dump()

    answer = send(clara, disruption)

    assert (answer.status_code, dump()) == (422, before)
    assert "Bitte haken Sie an, was gesendet werden soll." in text(answer)


@pytest.mark.parametrize("sentence", ["x" * 501, "\x00"])
def test_a_sentence_that_cannot_be_mailed_sends_nothing_and_stays(
    clara: Client, salon: Salon, anna: Booking, berta: Booking, sentence: str
) -> None:
    disruption = ill(salon)
    other = f"text-{case_of(berta).uid}"

    answer = send(clara, disruption, anna, berta, **{f"text-{case_of(anna).uid}": sentence, other: "Gern!"})

    assert (answer.status_code, case_of(anna).state) == (422, "planned")
    assert 'value="Gern!"' in answer.content.decode()


def test_a_proposal_whose_time_is_gone_is_refused_with_the_name(
    clara: Client, salon: Salon, anna: Booking, berta: Booking
) -> None:
    disruption = ill(salon)
    make_booking(salon.cut, at=MONDAY_9, who="Schnell", resource_id=salon.clara.pk)

    answer = send(clara, disruption, anna, berta)

    assert (answer.status_code, case_of(anna).state, case_of(berta).state) == (303, "planned", "waiting")
    assert "Für Anna nicht gesendet:" in look(clara, disruption)


def test_all_refused_is_a_conflict(clara: Client, salon: Salon, anna: Booking) -> None:
    disruption = ill(salon)
    make_booking(salon.cut, at=MONDAY_9, who="Schnell", resource_id=salon.clara.pk)

    answer = send(clara, disruption, anna)

    assert (answer.status_code, case_of(anna).state) == (409, "planned")
    assert "Für Anna nicht gesendet:" in text(answer)


def test_planning_anew_finds_another_way(clara: Client, salon: Salon, anna: Booking) -> None:
    disruption = ill(salon)
    make_booking(salon.cut, at=MONDAY_9, who="Schnell", resource_id=salon.clara.pk)

    clara.post(address(disruption, "plan/"))

    assert case_of(anna).proposal["kind"] == "offer"
    assert "Neu geplant." in look(clara, disruption)


def test_a_kept_time_is_taken_back(clara: Client, salon: Salon, anna: Booking) -> None:
    send(clara, ill(salon), anna)

    answer = clara.post(f"/-/staff/salon/cases/{case_of(anna).uid}/take-back/", headers=GERMAN)

    assert (answer.status_code, case_of(anna).state) == (303, "planned")
    assert [row.resource.name for row in again(anna).allocations.filter(live=True)] == ["Ben"]


def test_an_offer_that_nobody_has_answered_is_taken_back(clara: Client, salon: Salon, berta: Booking) -> None:
    send(clara, ill(salon), berta)

    answer = clara.post(f"/-/staff/salon/cases/{case_of(berta).uid}/take-back/", headers=GERMAN)

    assert (answer.status_code, case_of(berta).state) == (303, "planned")
    assert not Hold.objects.of(salon.organisation).filter(booking=berta).exists()


def test_what_was_answered_is_not_taken_back(clara: Client, salon: Salon, berta: Booking) -> None:
    disruption = ill(salon)
    send(clara, disruption, berta)
    _take_first(berta)

    answer = clara.post(f"/-/staff/salon/cases/{case_of(berta).uid}/take-back/", headers=GERMAN)

    assert (answer.status_code, case_of(berta).state) == (409, "moved")
    assert "Hier hat sich inzwischen etwas geändert." in text(answer)


def test_an_answer_stands_on_the_board(clara: Client, salon: Salon, berta: Booking) -> None:
    disruption = ill(salon)
    send(clara, disruption, berta)

    _take_first(berta)

    assert re.search(
        r"Erledigt 10:00 Berta .* Neu vereinbart: Mo \d\d:\d\d, bei Clara", look(clara, disruption)
    )
    assert "behalten ihre Zeit 0 neu vereinbart 1 wartet auf Antwort 0" in look(clara, disruption)


def test_without_an_address_somebody_phones_with_what_to_say(
    clara: Client, salon: Salon, berta: Booking
) -> None:
    change(berta, email="", email_folded="", phone="030 55577")
    disruption = ill(salon, public_sentence="Ben ist leider erkrankt.")
    assert "Wird zu diesen Zeiten angerufen" in look(clara, disruption)

    send(clara, disruption, berta)

    page = look(clara, disruption)
    assert "10:00 Berta Schneiden, 1 Std., ohne E-Mail-Adresse Bitte anrufen 030 55577" in page
    assert "„Ben ist leider erkrankt. Wir haben für Sie zurückgelegt: Mo " in page
    assert "bitte anrufen 1" in page


def test_on_the_phone_a_kept_time_is_taken(clara: Client, salon: Salon, berta: Booking) -> None:
    change(berta, email="", email_folded="", phone="030 55577")
    send(clara, ill(salon), berta)
    offer = Hold.objects.of(salon.organisation).filter(booking=berta).earliest("starts_at")

    answer = clara.post(f"/-/staff/salon/cases/{case_of(berta).uid}/done/", {"offer": str(offer.uid)})

    assert (answer.status_code, case_of(berta).state) == (303, "moved")
    assert again(berta).starts_at == offer.starts_at


def test_after_a_call_the_appointment_may_stay(clara: Client, salon: Salon, berta: Booking) -> None:
    change(berta, email="", email_folded="", phone="030 55577")
    send(clara, ill(salon), berta)

    clara.post(f"/-/staff/salon/cases/{case_of(berta).uid}/done/")

    assert (case_of(berta).state, again(berta).starts_at) == ("kept", TEN)


@pytest.mark.parametrize("offer", ["x", "\x00", NOBODY])
def test_an_offer_that_is_not_there_is_refused(
    clara: Client, salon: Salon, berta: Booking, offer: str
) -> None:
    send(clara, ill(salon), berta)

    answer = clara.post(f"/-/staff/salon/cases/{case_of(berta).uid}/done/", {"offer": offer})

    assert (answer.status_code, case_of(berta).state) == (409, "waiting")


def test_the_window_offers_who_is_free_and_the_nearest_times(
    clara: Client, salon: Salon, anna: Booking
) -> None:
    ill(salon)

    page = _choose_page(clara, anna)

    assert "Anna, Mo 09:00 Schneiden, 1 Std. Die Zeit behalten, bei … Clara" in page
    assert "Diese Zeiten anbieten: Mo 09:30, Clara Mo 10:00, Clara" in page
    assert "Oder Anrufen Termin absagen" in page


def test_staff_chooses_other_times(clara: Client, salon: Salon, anna: Booking) -> None:
    disruption = ill(salon)

    answer = _choose(clara, anna, do="offer", time=_times(clara, anna)[:2])

    assert (answer.status_code, answer.url) == (303, address(disruption))
    proposal = case_of(anna).proposal
    assert (proposal["kind"], len(proposal["times"]), proposal["is_chosen"]) == ("offer", 2, True)
    assert "Bekommt diese Zeiten angeboten Mo 09:30, Clara Mo 10:00, Clara" in look(clara, disruption)


def test_staff_chooses_to_keep_phone_or_cancel(clara: Client, salon: Salon, anna: Booking) -> None:
    ill(salon)
    (keep,) = re.findall(r'value="(keep:[^"]+)"', _choose_html(clara, anna))

    kinds = []
    for do in ("phone", "cancel", keep):
        _choose(clara, anna, do=do)
        kinds.append(case_of(anna).proposal["kind"])

    assert kinds == ["phone", "cancel", "keep"]


def test_what_is_to_be_cancelled_is_cancelled_by_sending(clara: Client, salon: Salon, anna: Booking) -> None:
    disruption = ill(salon)
    _choose(clara, anna, do="cancel")

    send(clara, disruption, anna)

    assert (again(anna).status, case_of(anna).state) == ("cancelled", "cancelled")
    assert ("booking_cancelled", "anna@example.org") in promised(anna)
    assert "abgesagt 1" in look(clara, disruption)


@pytest.mark.parametrize(
    "said",
    [
        {}, {"do": "x"}, {"do": "keep"}, {"do": "keep:0.x"}, {"do": f"keep:².{NOBODY}"},
        {"do": f"keep:0.{NOBODY}"}, {"do": "offer"}, {"do": "offer", "time": ["x"]},
        {"do": "offer", "time": ["2026-11-23T09:00:00"]},
        {"do": "offer", "time": ["9999-12-31T23:59:59+00:00|0.x"]},
        {"do": "offer", "time": ["1", "2", "3", "4"]}, {"do": "keep:" + "0.1," * 2000}, {"do": "\x00"},
    ],
)  # fmt: skip
def test_what_is_no_choice_is_refused(
    clara: Client, salon: Salon, anna: Booking, said: dict[str, object]
) -> None:
    ill(salon)
    before = dump()

    answer = _choose(clara, anna, **said)

    assert (answer.status_code, dump()) == (422, before)


def test_somebody_next_door_cannot_be_chosen(clara: Client, salon: Salon, anna: Booking) -> None:
    ill(salon)
    mallory = make_salon("barber").ben

    assert _choose(clara, anna, do=f"keep:0.{mallory.uid}").status_code == 422


def test_a_proposal_somebody_else_changed_is_not_overwritten(
    clara: Client, salon: Salon, anna: Booking
) -> None:
    ill(salon)
    _choose(clara, anna, do="phone")

    answer = _choose(clara, anna, do="cancel", version="1")

    assert (answer.status_code, case_of(anna).proposal["kind"]) == (409, "phone")


def test_an_unchanged_board_is_answered_with_nothing(clara: Client, salon: Salon, anna: Booking) -> None:
    disruption = ill(salon)
    mark = clara.get(address(disruption)).headers["ETag"]

    same = clara.get(address(disruption), headers={"If-None-Match": mark, "X-Part": "board"})
    send(clara, disruption, anna)
    other = clara.get(address(disruption), headers={"If-None-Match": mark, "X-Part": "board"})

    assert (same.status_code, same.content) == (304, b"")
    assert other.status_code == 200
    assert "<html" not in other.content.decode()


def test_a_booking_that_is_hit_leads_to_its_board(clara: Client, salon: Salon, anna: Booking) -> None:
    disruption = ill(salon)

    page = clara.get(f"/-/staff/salon/bookings/{anna.uid}/", headers=GERMAN)

    assert "Dieser Termin kann nicht wie vereinbart stattfinden. Plan ansehen" in text(page)
    assert f'href="{address(disruption)}"' in page.content.decode()


def test_the_history_of_a_booking_tells_what_the_board_did(
    clara: Client, salon: Salon, anna: Booking, berta: Booking
) -> None:
    disruption = ill(salon)
    send(clara, disruption, anna, berta)
    for booking in (anna, berta):
        clara.post(f"/-/staff/salon/cases/{case_of(booking).uid}/take-back/")

    pages = [
        text(clara.get(f"/-/staff/salon/bookings/{booking.uid}/", headers=GERMAN))
        for booking in (anna, berta)
    ]

    assert "Zurückgegeben Ben statt Clara, durch Dora" in pages[0]
    assert "Jemand anderem gegeben Clara statt Ben, durch Dora" in pages[0]
    assert "Angebotene Zeiten zurückgezogen durch Dora" in pages[1]
    assert "Andere Zeiten angeboten durch Dora" in pages[1]


def test_a_withdrawn_absence_leaves_a_board_without_controls(
    clara: Client, salon: Salon, anna: Booking
) -> None:
    disruption = ill(salon)
    by = staff(make_member(salon.organisation, "Emil"))
    absence = disruption.absence
    assert absence is not None
    absences.withdraw(absence.uid, organisation_id=salon.organisation.pk, by=by, now=SUNDAY_18)

    page = look(clara, disruption)

    assert "Diese Abwesenheit wurde zurückgenommen." in page
    assert "Nicht mehr betroffen 09:00 Anna" in page
    assert "senden" not in page


def test_a_long_absence_is_sent_in_parts(
    clara: Client, salon: Salon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("terminbuch.staff_pages.board.page.BATCH", 2)
    for hour in (9, 10, 11):
        make_booking(salon.cut, at=berlin(23, hour), who=f"Kunde{hour}", resource_id=salon.ben.pk)

    page = look(clara, ill(salon))

    assert "2 Vorschläge sind bereit." in page
    assert "1 weiterer folgt danach." in page


@pytest.mark.parametrize("step", ["", "send/", "plan/"])
def test_the_board_next_door_is_not_there(cast: Cast, step: str) -> None:
    manager, there = signed_in(cast.people["manager"]), cast.next_door.case.disruption

    assert manager.post(address(there, step)).status_code in {404, 405}
    assert manager.get(address(there)).status_code == 404


def test_a_case_next_door_is_not_sent_from_here(cast: Cast) -> None:
    manager, case = signed_in(cast.people["manager"]), cast.next_door.case
    change(case, state="planned", proposal={"kind": "cancel"})
    before = dump()

    answer = manager.post(address(cast.here.case.disruption, "send/"), {"send": [str(case.uid)]})

    assert (answer.status_code, dump()) == (422, before)


def _take_first(booking: Booking) -> None:
    offer = Hold.objects.of(booking.organisation_id).filter(booking=booking).earliest("starts_at")
    deeds.redeem(offer.uid, booking_id=booking.pk, by=LINK_HOLDER, now=SUNDAY_18 + timedelta(minutes=1))


def _choose_html(client: Client, booking: Booking) -> str:
    page = client.get(f"/-/staff/salon/cases/{case_of(booking).uid}/choose/", headers=GERMAN)
    return str(page.content.decode())


def _choose_page(client: Client, booking: Booking) -> str:
    return text(client.get(f"/-/staff/salon/cases/{case_of(booking).uid}/choose/", headers=GERMAN))


def _times(client: Client, booking: Booking) -> list[str]:
    return re.findall(r'name="time" value="([^"]+)"', _choose_html(client, booking))


def _choose(client: Client, booking: Booking, **said: object) -> Answer:
    case = case_of(booking)
    form = {"version": str(case.version), **said}
    return client.post(f"/-/staff/salon/cases/{case.uid}/choose/", form, headers=GERMAN)
