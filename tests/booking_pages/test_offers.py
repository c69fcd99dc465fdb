from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from terminbuch.actions import absences, assistant
from terminbuch.actions import booking as deeds
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.models import Booking, Case, Disruption, Hold
from tests.booking_pages.reader import Answer, Browser, Page, read
from tests.booking_pages.steps import again, manage
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    Salon,
    berlin,
    change,
    make_booking,
    make_member,
    make_salon,
    open_weekly,
    staff,
)
from tests.reading import promised
from tests.security.dump import dump

SENTENCE = "Ben ist leider erkrankt."
TEN = berlin(23, 10)


@pytest.fixture
def disruption(salon: Salon, booking: Booking) -> Disruption:
    """Ben is ill on Monday, when Anna comes at nine, and Clara is booked: Anna is offered times."""
    make_booking(salon.cut, at=MONDAY_9, who="Carla", resource_id=salon.clara.pk)
    request = AbsenceRequest(
        organisation_id=salon.organisation.pk, resource_id=salon.ben.pk, location_id=None,
        starts_at=berlin(23, 0), ends_at=berlin(24, 0), kind="illness", reason="Grippe",
        public_sentence=SENTENCE,
    )  # fmt: skip
    by, key = staff(make_member(salon.organisation)), salon.organisation.pk
    hit = absences.record(request, by=by, now=SUNDAY_18)
    assistant.plan(hit.uid, organisation_id=key, by=by, now=SUNDAY_18)
    assistant.send([case_of(booking).uid], organisation_id=key, by=by, now=SUNDAY_18)
    return hit


@pytest.fixture
def page(disruption: Disruption, booking: Booking) -> str:
    """The address in the mail."""
    return manage(booking, "offers/")


def case_of(booking: Booking) -> Case:
    return Case.objects.of(booking.organisation_id).get(booking=booking)


def offers(booking: Booking) -> list[Hold]:
    return list(Hold.objects.of(booking.organisation_id).filter(booking=booking).order_by("starts_at"))


def take(client: Browser, page: Page, address: str) -> Answer:
    """The first time, which is chosen already."""
    return client.post(address, {"offer": page.fields["offer"]})


def later(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_up_to_three_kept_times_stand_to_be_chosen(visitor: Browser, page: str, booking: Booking) -> None:
    shown = read(visitor.get(page))

    assert shown.heading == "Welche Zeit passt Ihnen stattdessen?"
    assert (
        f"{SENTENCE} Diese Zeiten sind bis Sonntag, 22. November, 22:00 Uhr für Sie zurückgelegt."
        in shown.text
    )
    assert "Bisher Mo, 23. November, 09:00 Uhr Leistung Schneiden 1 Std." in shown.text
    assert "10:00 Uhr Mo, 23. November, bei Clara" in shown.text
    assert shown.text.count("bei Clara") == len(offers(booking)) == 3
    assert shown.buttons == ["Auf diese Zeit verschieben"]
    assert "Grippe" not in shown.text


def test_in_english(english: Browser, page: str) -> None:
    shown = read(english.get(page))

    assert shown.heading == "Which time suits you instead?"
    assert "10:00 Mon 23 November, with Clara" in shown.text
    assert shown.buttons == ["Move to this time"]


def test_opening_the_link_changes_nothing(visitor: Browser, page: str) -> None:
    before = dump()

    statuses = [visitor.get(page).status_code, visitor.head(page).status_code]

    assert (statuses, dump()) == ([200, 200], before)


def test_one_press_takes_a_time_and_frees_all_others(
    visitor: Browser, page: str, booking: Booking, salon: Salon
) -> None:
    first = offers(booking)[0]

    answer = take(visitor, read(visitor.get(page)), page)

    assert (answer.status_code, answer.url) == (303, manage(booking, "moved/"))
    assert (again(booking).starts_at, case_of(booking).state, offers(booking)) == (
        first.starts_at,
        "moved",
        [],
    )
    assert ("booking_moved", "anna@example.org") in promised(booking)
    assert read(visitor.get(answer.url)).heading == "Ihr Termin ist verschoben."


def test_pressed_twice_it_is_taken_once(visitor: Browser, page: str, booking: Booking) -> None:
    shown = read(visitor.get(page))

    urls = [take(visitor, shown, page).url for _ in range(2)]

    assert urls == [manage(booking, "moved/")] * 2
    assert again(booking).sequence == 1


def test_afterwards_the_link_shows_what_was_agreed(visitor: Browser, page: str, booking: Booking) -> None:
    take(visitor, read(visitor.get(page)), page)

    assert visitor.get(page).url == manage(booking, "moved/")


def test_all_free_times_and_the_way_out_are_one_press_away(
    visitor: Browser, page: str, booking: Booking
) -> None:
    shown = read(visitor.get(page))

    assert shown.link("Alle freien Zeiten") == manage(booking, "move/")
    assert shown.link("Termin absagen") == manage(booking, "cancel/")


def test_after_the_cut_off_whoever_is_asked_may_still_choose(
    visitor: Browser, page: str, booking: Booking
) -> None:
    change(booking.service, cut_off_minutes=10_000)

    shown = read(visitor.get(page))

    assert shown.link("Alle freien Zeiten") == manage(booking, "move/")
    assert take(visitor, shown, page).url == manage(booking, "moved/")


def test_what_has_run_out_is_said_with_the_nearest_times(
    visitor: Browser, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = read(visitor.get(page))
    later(monkeypatch, SUNDAY_18 + timedelta(hours=6))

    answer = take(visitor, shown, page)

    refused = read(answer)
    assert (answer.status_code, refused.heading) == (
        409,
        "Diese Zeiten sind nicht mehr für Sie zurückgelegt.",
    )
    assert "Bitte wählen Sie eine andere Zeit." in refused.text
    assert read(visitor.get(page)).heading == refused.heading


def test_a_nearest_time_leads_to_the_page_that_asks(
    visitor: Browser, salon: Salon, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_weekly(salon.ben, salon.location, days=range(5, 6))
    later(monkeypatch, SUNDAY_18 + timedelta(hours=6))
    shown = read(visitor.get(page))

    answer = visitor.post(shown.fields["action"], {"start": shown.fields["start"]})

    assert read(visitor.get(answer.url)).heading == "Passt Ihnen diese Zeit?"


@pytest.mark.parametrize("offer", ["", "x", "\x00", "00000000-0000-4000-8000-000000000000", "9" * 300])
def test_what_is_no_offer_takes_nothing(visitor: Browser, page: str, booking: Booking, offer: str) -> None:
    answer = visitor.post(page, {"offer": offer})

    assert (answer.status_code, again(booking).starts_at) == (409, MONDAY_9)
    assert "Diese Zeit ist nicht mehr für Sie zurückgelegt." in read(answer).text
    assert len(offers(booking)) == 3


def test_an_offer_to_somebody_else_is_none(
    visitor: Browser, salon: Salon, page: str, booking: Booking
) -> None:
    other = make_booking(salon.cut, at=berlin(25, 9), who="Berta")

    answer = visitor.post(manage(other, "offers/"), {"offer": str(offers(booking)[0].uid)})

    assert answer.status_code in {303, 409}
    assert (again(other).starts_at, again(booking).starts_at) == (berlin(25, 9), MONDAY_9)


def test_a_cancelled_appointment_has_no_offers(visitor: Browser, page: str, booking: Booking) -> None:
    shown = read(visitor.get(page))
    deeds.cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert visitor.get(page).url == manage(booking)
    assert take(visitor, shown, page).url == manage(booking)


def test_where_nothing_is_wrong_the_page_shows_the_appointment(visitor: Browser, booking: Booking) -> None:
    assert visitor.get(manage(booking, "offers/")).url == manage(booking)


def test_a_link_that_leads_nowhere_says_so(visitor: Browser, page: str) -> None:
    answer = visitor.get("/-/manage/nobody/offers/")

    assert (answer.status_code, read(answer).heading) == (404, "Dieser Link führt zu keinem Termin.")


def test_the_page_of_the_appointment_leads_to_the_kept_times(
    visitor: Browser, page: str, booking: Booking
) -> None:
    shown = read(visitor.get(manage(booking)))

    assert "Bis Sonntag, 22. November, 23:00 Uhr sind andere Zeiten für Sie zurückgelegt." in shown.text
    assert shown.link("Diese Zeiten ansehen") == page


def test_without_offers_the_page_of_the_appointment_says_nothing(visitor: Browser, booking: Booking) -> None:
    assert "zurückgelegt" not in read(visitor.get(manage(booking))).text


def test_in_the_frame_of_a_site_it_stays_there(visitor: Browser, salon: Salon, page: str) -> None:
    change(salon.organisation, embedding_origins=["https://salon.example"])

    shown = visitor.get(page, {"embed": "https://salon.example"})

    assert "frame-ancestors 'self' https://salon.example" in shown.headers["Content-Security-Policy"]
    assert "embed=https" in read(shown).link("Alle freien Zeiten")


def test_nobody_keeps_a_copy(visitor: Browser, page: str) -> None:
    headers = visitor.get(page).headers

    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex"


def test_next_door_nothing_happens(visitor: Browser, page: str, booking: Booking) -> None:
    other = make_booking(make_salon("barber").cut)

    visitor.post(manage(other, "offers/"), {"offer": str(offers(booking)[0].uid)})

    assert again(other).starts_at == MONDAY_9
