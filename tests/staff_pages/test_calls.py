"""What to say on the telephone, with the number and the times that are kept (S39)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from terminbuch.models import Absence, Booking, Case, Disruption, Task
from tests.builders import SUNDAY_18, TUESDAY_9, TUESDAY_10, berlin, change, make_offer
from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import text

PAGE = "/-/staff/salon/tasks/"
HOUR = timedelta(hours=1)


@pytest.fixture
def case(here: Business) -> Case:
    """Ben is away on Monday, and Anna's booking is hit."""
    Case.objects.of(here.organisation).filter(booking=here.agreed).update(state="spared")
    absence = Absence.objects.create(
        organisation=here.organisation, resource=here.salon.ben, starts_at=berlin(23, 0),
        ends_at=berlin(24, 0), kind="illness", reason="Grippe", public_sentence="Ben ist leider erkrankt.",
    )  # fmt: skip
    disruption = Disruption.objects.create(
        organisation=here.organisation, absence=absence, created_at=SUNDAY_18
    )
    return Case.objects.create(
        organisation=here.organisation, disruption=disruption, booking=here.agreed, state="phone",
        was_starts_at=here.agreed.starts_at, changed_at=SUNDAY_18,
    )  # fmt: skip


def ask(here: Business, about: str, *, phone: str = "030 1234567", case: Case | None = None) -> Task:
    Task.objects.of(here.organisation).update(done_at=SUNDAY_18)
    Booking.objects.of(here.organisation).filter(pk=here.agreed.pk).update(phone=phone)
    return Task.objects.create(
        organisation=here.organisation, kind="phone", about=about, booking=here.agreed, case=case,
        created_at=SUNDAY_18,
    )  # fmt: skip


def read(client: Client) -> str:
    return text(client.get(PAGE, headers={"Accept-Language": "de"}))


WHO = "09:00 Anna Mo, 23.11., Schneiden, 1 Std. Bitte anrufen 030 1234567"


@pytest.mark.parametrize(
    ("about", "said"),
    [
        (
            "cancelled",
            "Die Buchung ist abgesagt, {nobody} „Ihr Termin am {when} ist abgesagt.“",
        ),
        (
            "moved",
            "Die Buchung ist geändert, {nobody} „Ihr Termin hat sich geändert: {when}, Ben.“",
        ),
    ],
)
def test_the_caller_reads_what_became_of_the_booking(
    manager: Client, here: Business, about: str, said: str
) -> None:
    ask(here, about)

    told = said.format(
        nobody="und niemand konnte per E-Mail Bescheid bekommen.", when="Montag, 23. November, 09:00 Uhr"
    )
    assert f"{WHO} {told} Ansehen Erledigt" in read(manager)


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ("no_answer", "Auf die angebotenen Zeiten kam keine Antwort."),
        ("no_address", "Es ist keine E-Mail-Adresse bekannt."),
        ("bounced", "Die E-Mail mit den angebotenen Zeiten ist nicht angekommen."),
        ("nothing_free", "Es ist keine andere Zeit frei."),
        ("too_soon", "Der Termin ist zu nah für eine E-Mail."),
    ],
)
def test_the_caller_says_the_public_sentence_and_asks_for_another_time(
    manager: Client, here: Business, case: Case, about: str, why: str
) -> None:
    ask(here, about, case=case)

    page = read(manager)

    assert (
        f"{WHO} {why} „Ben ist leider erkrankt. Ihr Termin am Montag, 23. November, 09:00 Uhr"
        " kann leider nicht wie vereinbart stattfinden. Wann passt es Ihnen stattdessen?“"
    ) in page
    assert "Grippe" not in page


def test_the_caller_sees_the_times_that_are_kept(manager: Client, here: Business, case: Case) -> None:
    ask(here, "no_address", case=case)
    for resource, at, deadline in (
        (here.salon.clara, TUESDAY_10, SUNDAY_18 + HOUR),
        (here.salon.clara, TUESDAY_9, SUNDAY_18 + HOUR),
        (here.salon.room, TUESDAY_9, SUNDAY_18),
    ):
        change(make_offer(here.agreed, resource, at), case=case, deadline=deadline)

    page = read(manager)

    assert (
        "stattfinden. Diese Zeiten haben wir für Sie zurückgelegt:“"
        " Di, 24.11., 09:00, Clara Di, 24.11., 10:00, Clara Zurückgelegt bis So, 22.11., 19:00."
        " Plan ansehen Erledigt"
    ) in page
    assert "Raum 1" not in page


def test_a_number_can_be_dialled_and_a_missing_one_is_said(manager: Client, here: Business) -> None:
    task = ask(here, "cancelled")
    assert '<a href="tel:0301234567">030 1234567</a>' in manager.get(PAGE).content.decode()

    change(task.booking, phone="")

    assert "Bitte anrufen Es ist keine Telefonnummer bekannt. Die Buchung ist abgesagt" in read(manager)


def test_the_plan_is_one_press_away_for_who_may_change_it(
    manager: Client, cast: Cast, here: Business, case: Case
) -> None:
    ask(here, "no_address", case=case)
    link = f'href="/-/staff/salon/board/{case.disruption.uid}/"'

    assert link in manager.get(PAGE).content.decode()
    assert link not in signed_in(cast.people["read only"]).get(PAGE).content.decode()


def test_the_booking_shows_the_call_too(manager: Client, here: Business, case: Case) -> None:
    ask(here, "no_address", case=case)

    page = text(manager.get(f"/-/staff/salon/bookings/{here.agreed.uid}/", headers={"Accept-Language": "de"}))

    assert "Bitte anrufen Es ist keine E-Mail-Adresse bekannt." in page


def test_a_task_about_nothing_known_is_still_a_task(manager: Client, here: Business) -> None:
    ask(here, "something else")

    assert f"{WHO} Ansehen Erledigt" in read(manager)
