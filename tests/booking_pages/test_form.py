"""The booking form before it is sent."""

from __future__ import annotations

import pytest
from django.utils import timezone

from terminbuch.models import Hold, Question
from tests.booking_pages.reader import Answer, Browser, Page, read
from tests.booking_pages.steps import ANNA, CUT, MONDAY_9, hold, open_form, send
from tests.builders import MONDAY_9 as NINE
from tests.builders import Salon, berlin, change, make_booking

WITHOUT_HOLD = f"{CUT}book/?start=2026-11-23T09%3A00%3A00%2B01%3A00"


def press(client: Browser, page: Page, do: str, **typed: str) -> Answer:
    return send(client, page, do=do, **typed)


def test_the_form_names_what_is_booked_and_until_when_it_is_kept(visitor: Browser, salon: Salon) -> None:
    page = open_form(visitor, path=f"{CUT}?with=ben")

    assert (page.title, page.heading) == ("Ihre Angaben – Salon Anna", "Wen dürfen wir erwarten?")
    assert "Leistung Schneiden 1 Std. Bei Ben Wann Mo, 23. November 09:00 bis 10:00 Uhr. Ändern" in page.text
    assert (
        "09:00 Uhr ist bis 18:10 Uhr für Sie zurückgelegt. Lassen Sie sich Zeit. Länger zurücklegen"
        in page.text
    )
    assert "Wir haben 09:00 Uhr wieder freigegeben." not in page.text


def test_in_english(english: Browser, salon: Salon) -> None:
    page = open_form(english)

    assert "09:00 is kept for you until 18:10. Take your time. Keep it longer" in page.text
    assert page.buttons[-1] == "Book this appointment"


def test_a_fresh_service_asks_for_name_and_mail_only(visitor: Browser, salon: Salon) -> None:
    page = open_form(visitor)

    assert set(page.fields) == {"action", "key", "start", "hold", "website", "name", "email"}


def test_what_a_service_asks_for(visitor: Browser, salon: Salon) -> None:
    change(salon.cut, asks_phone="optional", asks_note=True, asks_consent=True)
    change(salon.organisation, privacy_url="https://salon.example/privacy")
    for position, kind in enumerate(Question.Kind.values):
        Question.objects.create(
            organisation=salon.organisation, service=salon.cut, position=position, kind=kind,
            label_de=f"Frage {kind}", label_en="Question", choices_de=["Kurz", "Lang"], is_required=True,
        )  # fmt: skip

    page = open_form(visitor)

    assert "Telefon (freiwillig)" in page.text
    assert "Frage choice Kurz Lang" in page.text
    assert "Nachricht an uns (freiwillig)" in page.text
    assert page.link("Datenschutzerklärung") == "https://salon.example/privacy"
    (note,) = page.root.all("textarea")
    assert note.get("maxlength") == "1000"


def test_browsers_know_the_limits_and_what_to_fill_in(visitor: Browser, salon: Salon) -> None:
    change(salon.cut, asks_phone="required")

    page = open_form(visitor)

    boxes = {box.get("name"): box for box in page.root.all("input")}
    known = {
        name: (boxes[name].get("maxlength"), boxes[name].get("autocomplete"))
        for name in ("name", "email", "phone")
    }
    assert known == {"name": ("120", "name"), "email": ("254", "email"), "phone": ("32", "tel")}
    assert boxes["phone"].get("type") == "tel"


def test_a_link_fills_the_form_in(visitor: Browser, salon: Salon) -> None:
    page = open_form(visitor, path=f"{CUT}?name=Anna+%3Cb%3E&email=anna%40example.org")

    assert page.fields["name"] == "Anna <b>"
    assert page.fields["email"] == "anna@example.org"


def test_the_form_works_without_a_hold(visitor: Browser, salon: Salon) -> None:
    page = read(visitor.get(WITHOUT_HOLD))

    assert page.heading == "Wen dürfen wir erwarten?"
    assert "zurückgelegt" not in page.text


def test_without_a_time_one_is_chosen_first(visitor: Browser, salon: Salon) -> None:
    answer = visitor.get(f"{CUT}book/?name=Anna")

    assert (answer.status_code, answer.url) == (303, "/salon/cut/?name=Anna")


@pytest.mark.parametrize("start", ["x", "2026-11-23T09:00", "9999-12-31T23:59:00-12:00"])
def test_what_is_no_start_cannot_be_read(visitor: Browser, salon: Salon, start: str) -> None:
    assert visitor.get(f"{CUT}book/", {"start": start}).status_code == 400


def test_a_time_that_is_gone_leads_to_the_nearest(visitor: Browser, salon: Salon) -> None:
    make_booking(salon.cut, at=NINE, resource_id=salon.ben.pk)

    answer = visitor.get(f"{WITHOUT_HOLD}&with=ben")

    page = read(answer)
    assert (answer.status_code, page.heading) == (409, "09:00 Uhr ist gerade vergeben worden.")
    assert "Mo, 23. November 09:00 Uhr , bitte neu wählen" in page.text
    assert page.options == {
        "10:00 Uhr Mo, 23. November, bei Ben": "2026-11-23T10:00:00+01:00 ben",
        "09:00 Uhr Mo, 23. November, bei Clara": "2026-11-23T09:00:00+01:00 clara",
        "09:00 Uhr Di, 24. November, bei Ben": "2026-11-24T09:00:00+01:00 ben",
        "10:30 Uhr Mo, 23. November, bei Ben": "2026-11-23T10:30:00+01:00 ben",
    }
    assert page.buttons == ["Diese Zeit nehmen"]


def test_the_nearest_time_is_kept_with_one_press(visitor: Browser, salon: Salon) -> None:
    make_booking(salon.cut, at=NINE, resource_id=salon.ben.pk)
    page = read(visitor.get(f"{WITHOUT_HOLD}&with=ben"))

    form = read(press(visitor, page, "hold", start="2026-11-23T09:00:00+01:00 clara"))

    assert "Bei Clara" in form.text
    assert "09:00 Uhr ist bis 18:10 Uhr für Sie zurückgelegt." in form.text
    assert send(visitor, form, **ANNA).status_code == 303


def test_a_kept_time_is_extended_once_and_what_was_typed_stays(visitor: Browser, salon: Salon) -> None:
    page = open_form(visitor)

    longer = read(press(visitor, page, "extend", name="Anna", email="anna@"))

    assert "09:00 Uhr ist bis 18:20 Uhr für Sie zurückgelegt." in longer.text
    assert "Länger zurücklegen" not in longer.text
    assert (longer.fields["name"], longer.fields["email"]) == ("Anna", "anna@")
    assert longer.error_at("email") == ""
    assert "bis 18:20 Uhr" in read(press(visitor, longer, "extend")).text


def test_a_time_that_is_no_longer_kept_is_kept_again(
    visitor: Browser, salon: Salon, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_form(visitor)
    monkeypatch.setattr(timezone, "now", lambda: berlin(22, 18, 10))

    ended = read(press(visitor, page, "extend", name="Anna"))
    assert (
        "Wir haben 09:00 Uhr wieder freigegeben. Die Zeit ist noch da. Noch einmal zurücklegen" in ended.text
    )
    kept = read(press(visitor, ended, "hold", name="Anna"))

    assert "09:00 Uhr ist bis 18:20 Uhr für Sie zurückgelegt." in kept.text
    assert kept.fields["name"] == "Anna"


def test_a_time_that_somebody_else_took_meanwhile_cannot_be_kept_again(
    visitor: Browser, salon: Salon, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_form(visitor, path=f"{CUT}?with=ben")
    monkeypatch.setattr(timezone, "now", lambda: berlin(22, 18, 10))
    make_booking(salon.cut, at=NINE, resource_id=salon.ben.pk, now=berlin(22, 18, 10))

    answer = press(visitor, page, "hold", name="Anna")

    taken = read(answer)
    assert (answer.status_code, taken.fields["name"]) == (409, "Anna")
    assert next(iter(taken.options)) == "10:00 Uhr Mo, 23. November, bei Ben"


def test_too_many_kept_times_are_refused_on_the_form_too(visitor: Browser, salon: Salon) -> None:
    change(salon.organisation, holds_per_visitor=1)
    hold(visitor, "2026-11-23T12:00:00+01:00")

    answer = press(visitor, read(visitor.get(WITHOUT_HOLD)), "hold", name="Anna")

    assert (answer.status_code, read(answer).fields["name"]) == (429, "Anna")


def test_choosing_another_time_gives_this_one_back(visitor: Browser, salon: Salon) -> None:
    page = open_form(visitor, path=f"{CUT}?with=ben")

    answer = press(visitor, page, "leave")

    assert (answer.status_code, answer.url) == (303, "/salon/cut/?with=ben&date=2026-11-23")
    assert not Hold.objects.of(salon.organisation).exists()


def test_a_hold_of_another_time_keeps_nothing_here(visitor: Browser, salon: Salon) -> None:
    token = open_form(visitor).fields["hold"]

    page = read(visitor.get(f"{CUT}book/", {"start": "2026-11-23T12:00:00+01:00", "hold": token}))

    assert "Wir haben 12:00 Uhr wieder freigegeben." in page.text
    assert f"{MONDAY_9}" not in page.fields["start"]


def test_a_short_cut_off_says_that_nothing_can_be_changed(visitor: Browser, salon: Salon) -> None:
    change(salon.cut, cut_off_minutes=2880)

    assert "Online lässt sich dieser Termin nicht mehr ändern." in open_form(visitor).text


def test_a_request_says_so_on_its_button(visitor: Browser, salon: Salon) -> None:
    change(salon.cut, needs_approval=True)

    assert open_form(visitor).buttons[-1] == "Termin anfragen"
