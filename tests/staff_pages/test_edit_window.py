"""The pencil opens a window in which everything about a booking can be changed in one step (S27–S33)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from terminbuch.actions import booking as deeds
from terminbuch.models import Absence, Booking, Customer, Delivery, Resource, Task
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    berlin,
    by_hand,
    change,
    make_absence,
    make_booking,
    make_member,
    make_resource,
    make_service,
    needs,
    open_weekly,
    staff,
)
from tests.cast import Business, Cast, signed_in
from tests.reading import everything, occupied, promised
from tests.staff_pages.pages import text
from tests.staff_pages.windows import Window, opened, options


def window(client: Client, booking: Booking, query: str = "") -> Window:
    return opened(client, f"/-/staff/salon/bookings/{booking.uid}/edit/{query}")


def fresh(booking: Booking) -> Booking:
    return Booking.objects.of(booking.organisation_id).get(pk=booking.pk)


def served_by(booking: Booking) -> list[str]:
    return [row.resource.name for row in booking.allocations.filter(live=True)]


def test_the_details_show_a_pencil_and_a_bin_with_names_and_tooltips(manager: Client, here: Business) -> None:
    page = opened(manager, f"/-/staff/salon/bookings/{here.agreed.uid}/").page

    tools = {
        link.get("aria-label"): (link.get("title"), link.get("href"))
        for link in page.root.all("a", **{"class": "icon-button"})
    }
    address = f"/-/staff/salon/bookings/{here.agreed.uid}/"
    assert tools["Buchung bearbeiten"] == ("Buchung bearbeiten", f"{address}edit/")
    assert tools["Termin absagen"] == ("Termin absagen", f"{address}cancel/")


@pytest.mark.parametrize("who", ["read only", "resource: own"])
def test_whoever_may_not_write_sees_neither_and_finds_no_window(cast: Cast, who: str) -> None:
    client = signed_in(cast.people[who])
    address = f"/-/staff/salon/bookings/{cast.here.agreed.uid}/"

    details = client.get(address).content.decode()

    assert (f"{address}edit/" in details, f"{address}cancel/" in details) == (False, False)
    assert [client.get(f"{address}{window}/").status_code for window in ("edit", "cancel")] == [404, 404]


def test_what_is_over_has_no_pencil_and_its_window_leads_back(manager: Client, here: Business) -> None:
    deeds.cancel(here.agreed.pk, by=staff(make_member(here.organisation, "Dora")), now=SUNDAY_18)
    address = f"/-/staff/salon/bookings/{here.agreed.uid}/"

    answers = [manager.get(f"{address}{each}/") for each in ("edit", "cancel")]

    assert f"{address}edit/" not in manager.get(address).content.decode()
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(303, address)] * 2


def test_the_window_holds_everything_the_booking_is(manager: Client, here: Business) -> None:
    Booking.objects.of(here.organisation).filter(pk=here.agreed.pk).update(
        staff_note="Verträgt kein Haarspray.", buffer_after_minutes=5
    )

    shown = window(manager, here.agreed)

    said = ("service", "date", "start", "minutes", "before", "after", "staff_note")
    assert [shown.typed(name) for name in said] == [
        "cut", "2026-11-23", "09:00", "60", "0", "5", "Verträgt kein Haarspray.",
    ]  # fmt: skip
    assert shown.typed("pick-0") == str(here.salon.ben.uid)
    assert shown.typed("customer") == str(here.agreed.customer.uid if here.agreed.customer else "")
    assert "Änderung speichern" in shown.text
    assert "Schließen, nichts ändern" in shown.text


def test_opening_looking_and_closing_change_nothing(manager: Client, here: Business) -> None:
    before = everything(here.organisation)

    shown = window(manager, here.agreed)
    shown.look(start="16:15", customer="new", name="Carla")

    assert everything(here.organisation) == before
    assert shown.page.link("Schließen, nichts ändern") == f"/-/staff/salon/bookings/{here.agreed.uid}/"


def test_before_and_after_stand_side_by_side_on_every_change(manager: Client, here: Business) -> None:
    later = window(manager, here.agreed).look(start="16:00")
    next_day = later.look(date="2026-11-24", **{"pick-0": str(here.salon.clara.uid)})

    assert "Bisher 09:00 Uhr, Ben Neu 16:00 Uhr, Ben" in later.text
    assert "Bisher Mo, 23. November, 09:00 Uhr, Ben Neu Di, 24. November, 16:00 Uhr, Clara" in next_day.text


def test_those_who_cannot_serve_are_shown_with_the_reason(manager: Client, here: Business) -> None:
    clara = here.salon.clara
    make_booking(here.salon.cut, at=berlin(24, 10), who="Carla", resource_id=here.salon.ben.pk)
    change(make_absence(here.salon, clara, berlin(24, 9, 30), berlin(24, 20)), kind=Absence.Kind.HOLIDAY)

    shown = window(manager, here.agreed).look(date="2026-11-24", start="09:30")

    assert options(shown) == {
        "Ben": "Um 10:00 Uhr gebucht (Carla)",
        "Clara": "Ab 09:30 Uhr im Urlaub",
        "Raum 1": "– Nicht nötig für diese Leistung",
    }


def test_who_is_taken_cannot_be_picked_and_who_is_free_can(manager: Client, here: Business) -> None:
    make_booking(here.salon.cut, at=TUESDAY_9, who="Carla", resource_id=here.salon.clara.pk)

    shown = window(manager, here.agreed).look(date="2026-11-24")

    assert options(shown)["Clara"] == "– Um 09:00 Uhr gebucht (Carla)"
    assert options(shown)["Ben"] == "Frei, bisher eingeplant"


def test_day_time_and_resource_change_in_one_step_and_both_are_told(manager: Client, here: Business) -> None:
    booking, salon = here.agreed, here.salon
    Delivery.objects.of(here.organisation).filter(booking=booking).delete()

    answer = window(manager, booking).press(
        date="2026-11-24", start="11:15", text="Bis bald!", **{"pick-0": str(salon.clara.uid)}
    )

    assert answer.status == 303
    assert answer.answer.headers["Location"] == f"/-/staff/salon/bookings/{booking.uid}/"
    assert (fresh(booking).starts_at, served_by(booking)) == (berlin(24, 11, 15), ["Clara"])
    assert occupied(salon.ben) == [(MONDAY_10, MONDAY_10 + timedelta(hours=1))]
    assert sorted(promised(booking)) == [
        ("booking_moved", "anna@example.org"),
        ("resource_moved", "ben@salon.example"),
        ("resource_moved", "clara@salon.example"),
    ]
    told = Delivery.objects.of(here.organisation).get(booking=booking, kind="booking_moved")
    assert told.facts["personal_text"] == "Bis bald!"


@pytest.mark.parametrize(
    ("boxes", "told"),
    [
        ({"tell_resource": None, "tell_customer": None}, []),
        ({"tell_resource": None}, [("booking_moved", "anna@example.org")]),
        ({"tell_customer": None}, [("resource_moved", "ben@salon.example")]),
    ],
)
def test_only_whose_box_is_ticked_is_told(
    manager: Client, here: Business, boxes: dict[str, None], told: list[tuple[str, str]]
) -> None:
    Delivery.objects.of(here.organisation).filter(booking=here.agreed).delete()

    window(manager, here.agreed).press(start="12:00", **boxes)

    assert promised(here.agreed) == told


def test_the_boxes_name_who_gets_a_mail(manager: Client, here: Business) -> None:
    shown = window(manager, here.agreed).look(**{"pick-0": str(here.salon.clara.uid)})

    assert "Ressource per E-Mail informieren Ben, Clara" in shown.text
    assert "Kundin/Kunden per E-Mail informieren anna@example.org" in shown.text
    assert [shown.typed(box) for box in ("tell_resource", "tell_customer")] == ["on", "on"]


def test_where_nobody_can_be_mailed_the_window_says_so_before(manager: Client, here: Business) -> None:
    shown = window(manager, _nobodys(here))

    assert "Niemand bekommt automatisch eine E-Mail. Bitte geben Sie selbst Bescheid." in shown.text
    assert "Kundin/Kunden per E-Mail informieren" not in shown.text


def test_moving_it_then_asks_somebody_to_phone_and_is_no_error(manager: Client, here: Business) -> None:
    booking = _nobodys(here)

    answer = window(manager, booking).press(start="13:00", tell_resource=None)

    assert (answer.status, promised(booking)) == (303, [])
    assert Task.objects.of(here.organisation).get(booking=booking).about == "moved"


def _nobodys(here: Business) -> Booking:
    """At eleven, with Ben, entered by hand without a customer; nobody was told."""
    clara = staff(make_member(here.organisation, "Dora"))
    booking = deeds.create_by_hand(
        by_hand(here.salon, starts_at=berlin(23, 11), customer=None), by=clara, now=SUNDAY_18
    )
    Delivery.objects.of(here.organisation).filter(booking=booking).delete()
    return booking


def test_after_saving_it_says_who_is_told_and_offers_to_undo(manager: Client, here: Business) -> None:
    window(manager, here.agreed).press(start="12:00")

    page = text(manager.get(f"/-/staff/salon/bookings/{here.agreed.uid}/", headers={"Accept-Language": "de"}))

    assert "Gespeichert. Eine E-Mail bekommen: Anna, Ben. Rückgängig" in page
    assert "Geändert von Mo, 23.11., 09:00, auf Mo, 23.11., 12:00, durch Manager, So, 22.11., 18:00" in page


def test_undo_makes_it_as_it_was_and_keeps_the_mails_back(manager: Client, here: Business) -> None:
    before = promised(here.agreed)
    window(manager, here.agreed).press(start="12:00", **{"pick-0": str(here.salon.clara.uid)})
    version = fresh(here.agreed).version

    answer = manager.post(
        f"/-/staff/salon/bookings/{here.agreed.uid}/undo/",
        {"version": version},
        headers={"Accept-Language": "de"},
        follow=True,
    )

    assert "Zurückgenommen. Niemand hat eine E-Mail bekommen." in text(answer)
    assert "Änderung zurückgenommen durch Manager" in text(answer)
    assert (fresh(here.agreed).starts_at, served_by(here.agreed)) == (MONDAY_9, ["Ben"])
    assert promised(here.agreed) == before


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 30, "1"])
def test_what_is_not_the_last_change_is_not_undone(manager: Client, here: Business, version: str) -> None:
    before = everything(here.organisation)

    answer = manager.post(f"/-/staff/salon/bookings/{here.agreed.uid}/undo/", {"version": version})

    assert (answer.status_code, everything(here.organisation) == before) == (409, True)


def test_what_is_in_the_way_is_named_and_the_next_free_times_can_be_taken(
    manager: Client, here: Business
) -> None:
    other = make_booking(here.salon.cut, at=TUESDAY_9, who="Carla", resource_id=here.salon.ben.pk)
    before = everything(here.organisation)

    refused = window(manager, here.agreed).press(date="2026-11-24", start="09:30", staff_note="Bleibt.")

    assert refused.status == 409
    assert "Ben hat um 09:00 Uhr schon eine Buchung. Frei ist Ben wieder um 10:00 Uhr." in refused.text
    assert "kürzen Sie die Puffer einer Buchung oder verschieben Sie zuerst die andere." in refused.text
    assert refused.page.link("Zur Buchung, die im Weg ist: Carla").endswith(f"/bookings/{other.uid}/")
    assert "Als Nächstes frei: 10:00 Uhr 10:30 Uhr 11:00 Uhr" in refused.text
    assert (refused.typed("start"), refused.typed("staff_note")) == ("09:30", "Bleibt.")
    assert refused.page.title == "Fehler: Buchung bearbeiten – Salon Anna"
    assert everything(here.organisation) == before

    chosen = refused.press(refused.button("10:30 Uhr"))

    assert (chosen.status, chosen.typed("start"), chosen.typed("date")) == (200, "10:30", "2026-11-24")
    assert chosen.press().status == 303


def test_a_shorter_buffer_makes_room(manager: Client, here: Business) -> None:
    make_booking(here.salon.cut, at=TUESDAY_9, who="Carla", resource_id=here.salon.ben.pk)
    long = window(manager, here.agreed).press(date="2026-11-24", start="10:00", before="15")

    assert long.status == 409
    assert long.press(before="0").status == 303


def test_outside_of_hours_it_asks_and_then_does_it(manager: Client, here: Business) -> None:
    asked = window(manager, here.agreed).press(start="20:00")
    before = fresh(here.agreed).starts_at

    done = asked.press(asked.button("Trotzdem eintragen"))

    assert (asked.status, before) == (409, MONDAY_9)
    assert "Das liegt außerhalb der Öffnungszeiten. Trotzdem eintragen?" in asked.text
    assert (done.status, fresh(here.agreed).starts_at) == (303, berlin(23, 20))


def test_who_said_yes_to_one_time_is_asked_again_about_another(manager: Client, here: Business) -> None:
    asked = window(manager, here.agreed).press(start="20:00")

    again = asked.press(asked.button("Trotzdem eintragen"), start="21:00")

    assert (again.status, fresh(here.agreed).starts_at) == (409, MONDAY_9)


def test_an_absence_is_named(manager: Client, here: Business) -> None:
    absence = make_absence(here.salon, here.salon.ben, berlin(24, 8), berlin(24, 20))
    change(absence, kind=Absence.Kind.ILLNESS)

    asked = window(manager, here.agreed).press(date="2026-11-24")

    assert "Ben: Ab 08:00 Uhr krank. Trotzdem eintragen?" in asked.text


def test_whoever_may_not_go_around_hours_is_told_whom_to_ask(cast: Cast) -> None:
    change(cast.here.organisation, reception_overrides=False)

    refused = window(signed_in(cast.people["reception"]), cast.here.agreed).press(start="20:00")

    assert refused.status == 409
    assert "Ihre Rolle erlaubt das nicht. Eintragen können es: Manager, Owner." in refused.text
    assert "Trotzdem eintragen" not in refused.text


def test_somebody_elses_change_is_noticed_and_not_overwritten(manager: Client, here: Business) -> None:
    old = window(manager, here.agreed)
    other = signed_in(make_member(here.organisation, "Dora").user)
    window(other, here.agreed).press(start="15:00")
    before = everything(here.organisation)

    refused = old.press(start="12:00", staff_note="Bleibt.")

    assert refused.status == 409
    assert "Dora hat diese Buchung eben geändert." in refused.text
    assert "Jetzt gilt Mo, 23. November, 15:00 bis 16:00 Uhr, Ben" in refused.text
    assert "Sie wollten Mo, 23. November, 12:00 bis 13:00 Uhr, Ben" in refused.text
    assert refused.typed("staff_note") == "Bleibt."
    assert refused.page.link("Neu laden") == old.address
    assert everything(here.organisation) == before


def test_pressed_twice_it_changes_once(manager: Client, here: Business) -> None:
    shown = window(manager, here.agreed)

    statuses = [shown.press(start="12:00").status for _ in range(2)]

    assert statuses == [303, 303]
    assert here.agreed.history_entries.filter(what="edited").count() == 1
    assert promised(here.agreed).count(("booking_moved", "anna@example.org")) == 1


def test_another_service_brings_its_own_length_and_people(manager: Client, here: Business) -> None:
    dry = make_service(
        here.organisation, "dry", name_de="Trockenschnitt", duration_minutes=30, is_online=False
    )
    needs(dry, here.salon.clara)

    shown = window(manager, here.agreed).look(service="dry")

    assert (shown.typed("minutes"), shown.typed("pick-0")) == ("30", str(here.salon.clara.uid))
    assert "Trockenschnitt (intern)" in shown.text
    assert shown.press().status == 303
    assert (fresh(here.agreed).service_id, served_by(here.agreed)) == (dry.pk, ["Clara"])


def test_a_customer_is_exchanged_for_somebody_who_is_found(manager: Client, here: Business) -> None:
    berta = here.requested.customer
    assert berta

    found = window(manager, here.agreed).look(find="bert")
    saved = found.press(customer=str(berta.uid))

    assert "Berta berta@example.org" in found.text
    assert (saved.status, fresh(here.agreed).name, fresh(here.agreed).email) == (
        303, "Berta", "berta@example.org",
    )  # fmt: skip


def test_nobody_found_is_said(manager: Client, here: Business) -> None:
    assert "Niemand gefunden." in window(manager, here.agreed).look(find="zzz").text


def test_somebody_new_is_entered_in_the_window(manager: Client, here: Business) -> None:
    booking = _nobodys(here)

    saved = window(manager, booking).press(
        customer="new", name="Dilara", email="dilara@example.org", phone="030 5559876", language="en"
    )

    assert saved.status == 303
    made = fresh(booking).customer
    assert made
    assert (made.name, made.email, made.phone, made.language) == (
        "Dilara", "dilara@example.org", "030 5559876", "en",
    )  # fmt: skip


def test_somebody_who_may_be_here_already_is_shown(manager: Client, here: Business) -> None:
    shown = window(manager, _nobodys(here)).look(customer="new", name="Anni", email="anna@example.org")

    assert "Vielleicht schon da: Anna anna@example.org" in shown.text


def test_a_customer_can_be_taken_out_of_what_was_entered_by_hand(manager: Client, here: Business) -> None:
    booking = _nobodys(here)
    window(manager, booking).press(customer="new", name="Dilara")
    assert fresh(booking).name == "Dilara"

    window(manager, booking).press(customer="none")

    assert (fresh(booking).customer, fresh(booking).name) == (None, "")


def test_an_online_booking_keeps_a_customer(manager: Client, here: Business) -> None:
    shown = window(manager, here.agreed)

    refused = shown.press(customer="none")

    assert "Ohne Kunde" not in shown.text
    assert refused.status == 422
    assert fresh(here.agreed).name == "Anna"


def test_a_drag_opens_it_with_the_wished_time_and_resource(manager: Client, here: Business) -> None:
    ben, clara = here.salon.ben.uid, here.salon.clara.uid

    shown = window(manager, here.agreed, f"?on=2026-11-24&at=10:15&minutes=45&resource={clara}&was={ben}")

    said = ("date", "start", "minutes", "pick-0", "service")
    assert [shown.typed(name) for name in said] == ["2026-11-24", "10:15", "45", str(clara), "cut"]


BAD = [
    ({"date": "2026-02-31"}, "Bitte nennen Sie einen Tag, den es im Kalender gibt."),
    ({"date": "9999-12-31"}, "Bitte nennen Sie einen Tag, den es im Kalender gibt."),
    ({"date": "\x00"}, "Bitte nennen Sie einen Tag, den es im Kalender gibt."),
    ({"start": "25:99"}, "Bitte geben Sie eine Uhrzeit wie 16:15 an."),
    ({"start": ""}, "Bitte geben Sie eine Uhrzeit wie 16:15 an."),
    ({"date": "2027-03-28", "start": "02:30"}, "Diese Uhrzeit überspringen die Uhren an diesem Tag."),
    ({"minutes": "-5"}, "Bitte geben Sie ganze Minuten von 1 bis 10080 an."),
    ({"minutes": "٣٠"}, "Bitte geben Sie ganze Minuten von 1 bis 10080 an."),
    ({"after": "99999"}, "Bitte geben Sie ganze Minuten von 0 bis 1440 an."),
    ({"staff_note": "x" * 1001}, "Bitte nehmen Sie höchstens 1000 Zeichen. Das sind 1001."),
    ({"staff_note": "a\x00b"}, "Bitte lassen Sie Zeilenumbrüche und Steuerzeichen weg."),
    ({"service": "nobodys"}, "Bitte wählen Sie etwas aus der Liste."),
    ({"customer": "nobody"}, "Bitte wählen Sie noch einmal, für wen die Buchung ist."),
    ({"customer": "new", "name": ""}, "Bitte nennen Sie den Namen der Kundin oder des Kunden."),
    ({"customer": "new", "name": "C", "email": "c@"}, "Bitte prüfen Sie den Teil nach dem @"),
    ({"customer": "new", "name": "C", "phone": "12"}, "Bitte prüfen Sie die Telefonnummer."),
    ({"pick-0": "nobody"}, "Bitte wählen Sie jemanden, der diese Leistung übernehmen kann."),
]


@pytest.mark.parametrize(("typed", "sentence"), BAD)
def test_what_cannot_be_is_said_at_its_field(
    manager: Client, here: Business, typed: dict[str, str], sentence: str
) -> None:
    before = everything(here.organisation)

    refused = window(manager, here.agreed).press(**typed)

    assert refused.status == 422
    assert sentence in refused.text
    assert everything(here.organisation) == before


def test_ids_of_another_business_are_unknown(manager: Client, cast: Cast) -> None:
    theirs = cast.next_door
    customer = Customer.objects.of(theirs.organisation).earliest("pk")
    shown = window(manager, cast.here.agreed)

    statuses = [
        shown.press(customer=str(customer.uid)).status,
        shown.press(**{"pick-0": str(theirs.salon.ben.uid)}).status,
        shown.press(service="tour").status,
    ]

    assert statuses == [422, 422, 422]
    assert window(manager, theirs.agreed).status == 404


def test_clocks_that_go_back_ask_which_of_the_two(manager: Client, here: Business) -> None:
    shown = window(manager, here.agreed).look(date="2027-10-31", start="02:30")
    later = shown.press(fold="1")

    assert "Diese Uhrzeit gibt es an diesem Tag zweimal Die frühere Die spätere" in shown.text
    done = later.press(later.button("Trotzdem eintragen"))
    assert done.status == 303
    assert fresh(here.agreed).starts_at.isoformat() == "2027-10-31T01:30:00+00:00"
    assert window(manager, here.agreed).typed("fold") == "1"


def test_everybody_of_a_service_that_needs_all_is_shown_and_stays(manager: Client, here: Business) -> None:
    duet = make_service(here.organisation, "duet", name_de="Zu zweit")
    needs(duet, here.salon.clara, here.salon.room, everyone=True)
    booking = make_booking(duet, at=TUESDAY_9, who="Carla")

    shown = window(manager, booking)

    assert options(shown) == {"Clara": "– Frei, bisher eingeplant", "Raum 1": "– Frei, bisher eingeplant"}
    assert shown.press(start="10:00").status == 303
    assert served_by(booking) == ["Clara", "Raum 1"]


def test_a_person_and_a_room_are_chosen_each_for_itself(manager: Client, here: Business) -> None:
    spa = make_service(here.organisation, "spa", name_de="Kur")
    needs(spa, here.salon.ben, here.salon.clara)
    needs(spa, here.salon.room)
    booking = make_booking(spa, at=TUESDAY_9, who="Carla", resource_id=None)
    other = ({"Ben": here.salon.clara, "Clara": here.salon.ben})[served_by(booking)[0]]

    saved = window(manager, booking).press(**{"pick-0": str(other.uid)})

    assert saved.status == 303
    assert sorted(served_by(booking)) == sorted([other.name, "Raum 1"])


def test_the_window_speaks_english(manager: Client, here: Business) -> None:
    address = f"/-/staff/salon/bookings/{here.agreed.uid}/edit/"

    assert (
        "So far 09:00, Ben New 09:00, Ben Tell the resource by e-mail Ben"
        in opened(manager, address, "en").text
    )


def test_the_script_is_told_where_to_go(manager: Client, here: Business) -> None:
    shown = window(manager, here.agreed)

    answer = manager.post(
        shown.address, shown.fields | {"start": "12:00", "do": "save"}, headers={"X-Part": "window"}
    )

    assert (answer.status_code, answer.headers["X-Location"]) == (
        204, f"/-/staff/salon/bookings/{here.agreed.uid}/",
    )  # fmt: skip


def test_a_resource_without_address_is_named_as_one_that_gets_no_mail(
    manager: Client, here: Business
) -> None:
    Resource.objects.of(here.organisation).filter(pk=here.salon.ben.pk).update(email="")

    shown = window(manager, here.agreed)

    assert "Keine E-Mail möglich an: Ben." in shown.text
    assert "Ressource per E-Mail informieren" not in shown.text


def test_the_window_asks_as_often_for_few_resources_as_for_many(manager: Client, here: Business) -> None:
    window(manager, here.agreed)
    with CaptureQueriesContext(connection) as before:
        window(manager, here.agreed)
    for number in range(5):
        person = make_resource(here.organisation, f"Person {number}")
        open_weekly(person, here.salon.location)
        needs(make_service(here.organisation, f"service-{number}"), person)
        make_booking(here.salon.cut, at=berlin(24, 9 + number), who=f"Gast{number}")

    with CaptureQueriesContext(connection) as after:
        window(manager, here.agreed)

    assert len(after) == len(before)
