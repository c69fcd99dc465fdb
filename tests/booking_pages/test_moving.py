from __future__ import annotations

import pytest

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.models import Booking
from tests.booking_pages.reader import Answer, Browser, Page, read
from tests.booking_pages.steps import again, manage
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    Salon,
    change,
    make_booking,
    make_member,
    make_service,
    needs,
    staff,
)
from tests.reading import promised

TEN = "2026-11-23T10:00:00+01:00"


def ask(client: Browser, booking: Booking, start: str = TEN) -> Page:
    """A press on a new time, and the page that asks whether it suits."""
    answer = client.post(manage(booking, "move/"), {"start": start})
    return read(client.get(answer.url))


def confirm(client: Browser, page: Page, **changed: str) -> Answer:
    fields = page.fields | changed
    return client.post(fields.pop("action"), fields)


def test_times_for_the_same_service_and_person(visitor: Browser, salon: Salon, booking: Booking) -> None:
    make_booking(salon.cut, at=MONDAY_10, who="Berta", resource_id=salon.ben.pk)

    page = read(visitor.get(manage(booking, "move/")))

    assert page.heading == "Wann passt es Ihnen?"
    assert "Ihr bisheriger Termin bleibt, bis Sie die neue bestätigen." in page.text
    assert "Leistung Schneiden 1 Std. Bei Ben Bisher Mo, 23. November, 09:00 Uhr" in page.text
    assert page.times[:2] == ["11:00", "11:30"]
    assert "Bei wem?" not in page.text


def test_the_own_old_time_counts_as_free(visitor: Browser, salon: Salon) -> None:
    late = make_booking(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk)

    page = read(visitor.get(manage(late, "move/")))

    assert page.times[:4] == ["09:00", "09:30", "10:30", "11:00"]  # all but the time it has already


def test_anybody_serves_where_the_service_says_so(visitor: Browser, salon: Salon, booking: Booking) -> None:
    change(salon.cut, move_keeps_resource=False)
    make_booking(salon.cut, at=MONDAY_10, who="Berta", resource_id=salon.ben.pk)

    page = read(visitor.get(manage(booking, "move/")))

    assert page.times[:2] == ["09:30", "10:00"]


def test_the_list_the_months_and_the_zones_work_here_too(visitor: Browser, booking: Booking) -> None:
    page = read(visitor.get(manage(booking, "move/")))

    listed = read(visitor.get(page.link("Als Liste zeigen")))
    assert "Mo, 23. November bis So, 29. November" in listed.text
    assert read(visitor.get(page.link("Andere Zeitzone"))).heading == "In welcher Zeitzone sind Sie?"


def test_a_press_asks_and_changes_nothing(visitor: Browser, booking: Booking) -> None:
    page = ask(visitor, booking)

    assert page.heading == "Passt Ihnen diese Zeit?"
    assert "23 Montag November 2026 10:00 bis 11:00 Uhr Bisher Mo, 23. November, 09:00 Uhr" in page.text
    assert page.buttons == ["Auf diese Zeit verschieben"]
    assert set(page.fields) == {"action", "start", "key"}
    assert again(booking).starts_at == MONDAY_9


def test_a_single_press_confirms(visitor: Browser, booking: Booking) -> None:
    answer = confirm(visitor, ask(visitor, booking))

    moved = again(booking)
    assert (answer.status_code, answer.url) == (303, manage(booking, "moved/"))
    assert (moved.starts_at, moved.number, moved.uid, moved.sequence) == (
        MONDAY_10,
        booking.number,
        booking.uid,
        1,
    )
    assert promised(booking)[-2:] == [
        ("booking_moved", "anna@example.org"),
        ("resource_moved", "ben@salon.example"),
    ]
    page = read(visitor.get(answer.url))
    assert page.heading == "Ihr Termin ist verschoben."
    assert "Die neue Bestätigung ist unterwegs zu Ihnen. Ben weiß Bescheid." in page.text
    assert "10:00 bis 11:00 Uhr Bisher Mo, 23. November, 09:00 Uhr" in page.text


def test_in_english(english: Browser, booking: Booking) -> None:
    page = read(english.get(confirm(english, ask(english, booking)).url))

    assert page.heading == "Your appointment has been moved."
    assert "Ben knows." in page.text


def test_confirming_twice_moves_once(visitor: Browser, booking: Booking) -> None:
    page = ask(visitor, booking)

    answers = [confirm(visitor, page) for _ in range(2)]

    assert [answer.url for answer in answers] == [manage(booking, "moved/")] * 2
    assert again(booking).sequence == 1


def test_the_loser_of_a_race_keeps_the_old_time_and_sees_the_nearest(
    visitor: Browser, salon: Salon, booking: Booking
) -> None:
    page = ask(visitor, booking)
    make_booking(salon.cut, at=MONDAY_10, who="Berta", resource_id=salon.ben.pk)

    answer = confirm(visitor, page)

    refused = read(answer)
    assert (answer.status_code, refused.heading) == (409, "10:00 Uhr ist gerade vergeben worden.")
    assert "Ihr bisheriger Termin am Montag, 23. November, 09:00 Uhr bleibt." in refused.text
    assert again(booking).starts_at == MONDAY_9
    assert next(iter(refused.options)) == "11:00 Uhr Mo, 23. November"
    assert all(value.endswith("+01:00") for value in refused.options.values())
    assert confirm(visitor, refused).status_code == 303
    assert f"{again(booking).starts_at:%H:%M}" == "10:00"


def test_only_times_with_the_same_person_are_named(visitor: Browser, salon: Salon, booking: Booking) -> None:
    page = ask(visitor, booking)
    make_booking(salon.cut, at=MONDAY_10, who="Berta", resource_id=salon.ben.pk)

    refused = read(confirm(visitor, page))

    assert TEN not in refused.options.values()  # Clara would be free then, but Anna asked for Ben
    assert MONDAY_9.isoformat() not in refused.options.values()


def test_a_start_that_is_no_slot_moves_nothing(visitor: Browser, booking: Booking) -> None:
    answer = confirm(visitor, ask(visitor, booking), start="2026-11-23T10:07:00+01:00")

    assert (answer.status_code, again(booking).starts_at) == (409, MONDAY_9)


@pytest.mark.parametrize("start", ["", "x", "2026-11-23T10:00", "0001-01-01T00:00+14:00"])
def test_what_is_no_start_cannot_be_read(visitor: Browser, booking: Booking, start: str) -> None:
    assert visitor.post(manage(booking, "move/"), {"start": start}).status_code == 400
    assert visitor.get(manage(booking, "move/"), {"start": start}).status_code == 400


def test_a_key_that_is_not_ours_only_asks(visitor: Browser, booking: Booking) -> None:
    answer = visitor.post(manage(booking, "move/"), {"start": TEN, "key": "forged:key"})

    assert (answer.status_code, again(booking).starts_at) == (303, MONDAY_9)
    assert read(visitor.get(answer.url)).heading == "Passt Ihnen diese Zeit?"


def test_after_the_cut_off_the_page_says_whom_to_call(visitor: Browser, booking: Booking) -> None:
    page = ask(visitor, booking)
    change(booking.service, cut_off_minutes=1440)

    assert visitor.get(manage(booking, "move/")).url == manage(booking)
    answer = confirm(visitor, page)

    assert answer.status_code == 409
    assert "Online ändern ging bis Sonntag, 22. November, 09:00 Uhr." in read(answer).text
    assert again(booking).starts_at == MONDAY_9


def test_a_cancelled_appointment_does_not_move(visitor: Browser, booking: Booking) -> None:
    page = ask(visitor, booking)
    deeds.cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    answer = confirm(visitor, page)

    assert answer.status_code == 409
    assert "Dieser Termin ist abgesagt." in read(answer).text


def test_whom_the_customer_chose_may_have_left(visitor: Browser, salon: Salon, booking: Booking) -> None:
    change(salon.ben, is_active=False)

    answer = visitor.get(manage(booking, "move/"))

    assert answer.status_code == 404
    assert "030 1234567" in read(answer).text


@pytest.fixture
def colour(salon: Salon) -> Booking:
    """Anna's appointment for a service whose moves staff decides, on Monday at nine."""
    service = make_service(salon.organisation, "colour", needs_approval=True)
    needs(service, salon.ben)
    booking = make_booking(service)
    return deeds.accept(booking.pk, by=staff(make_member(salon.organisation)), now=SUNDAY_18)


def test_where_staff_decides_a_move_is_a_wish(visitor: Browser, colour: Booking) -> None:
    page = ask(visitor, colour)
    assert "Wir prüfen Ihren Wunsch und schreiben Ihnen." in page.text

    answer = confirm(visitor, page)

    wished = again(colour)
    assert (wished.starts_at, wished.wished_starts_at) == (MONDAY_9, MONDAY_10)
    page = read(visitor.get(answer.url))
    assert page.heading == "Ihre Anfrage ist bei uns. Die Zeit ist für Sie belegt."
    assert "10:00 bis 11:00 Uhr Bis dahin Mo, 23. November, 09:00 Uhr" in page.text


def test_a_wish_may_not_overlap_the_own_old_time(visitor: Browser, colour: Booking) -> None:
    answer = confirm(visitor, ask(visitor, colour, "2026-11-23T09:30:00+01:00"))

    assert (answer.status_code, again(colour).wished_starts_at) == (409, None)
    assert "überschneidet" in read(answer).text


def test_a_visit_that_is_too_early_sees_how_things_are(visitor: Browser, booking: Booking) -> None:
    assert visitor.get(manage(booking, "moved/")).url == manage(booking)
