"""Absences, closed days and the board, in each of their states, and the way there."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from terminbuch.actions import absences, assistant
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.actions.asking import COMMAND
from terminbuch.models import Booking, Case, Disruption
from tests.builders import BERLIN

from .salon import Salon

PAGES = "/-/staff/salon-anna/"


def ben_is_ill(salon: Salon) -> Disruption:
    """From today on, until further notice; there is a plan."""
    today = timezone.localtime(timezone=BERLIN).replace(hour=0, minute=0, second=0, microsecond=0)
    request = AbsenceRequest(
        organisation_id=salon.organisation.pk, resource_id=salon.resource("ben").pk, location_id=None,
        starts_at=today, ends_at=None, kind="illness", public_sentence="Ben ist leider erkrankt.",
    )  # fmt: skip
    disruption = absences.record(request, by=COMMAND, now=timezone.now())
    key = salon.organisation.pk
    assistant.plan(disruption.uid, organisation_id=key, by=COMMAND, now=timezone.now())
    return disruption


def booked(salon: Salon, who: str, *, hour: int = 10, person: str = "ben") -> Booking:
    """On a Wednesday, when everybody works."""
    today = timezone.localtime(timezone=BERLIN).replace(hour=hour, minute=0, second=0, microsecond=0)
    wednesday = today + timedelta(days=3 + (2 - today.weekday() - 3) % 7)
    return salon.booking(at=wednesday, who=who, resource_id=salon.resource(person).pk)


def offered(salon: Salon) -> Booking:
    """Berta's, who is offered other times."""
    booking = booked(salon, "Berta")
    for person in ("anna", "clara"):
        booked(salon, person.title(), person=person)
    ben_is_ill(salon)
    case = Case.objects.of(salon.organisation).get(booking=booking)
    assistant.send([case.uid], organisation_id=salon.organisation.pk, by=COMMAND, now=timezone.now())
    return booking


def board_none(page: Page, salon: Salon) -> None:
    page.goto(f"{PAGES}board/{ben_is_ill(salon).uid}/")


def board(page: Page, salon: Salon) -> None:
    """Somebody waits, somebody is settled, somebody is to be phoned, and one proposal is ready."""
    for who, hour in (("Emma", 14), ("Frieda", 15), ("Greta", 16)):
        booked(salon, who, hour=hour)
    offered(salon)
    key, now = salon.organisation.pk, timezone.now()
    kept, phoned, _ready = Case.objects.of(salon.organisation).filter(state="planned")
    phone = assistant.Choice("phone")
    assistant.choose(phoned.uid, organisation_id=key, choice=phone, by=COMMAND, now=now)
    assistant.send([kept.uid, phoned.uid], organisation_id=key, by=COMMAND, now=now)
    page.goto(f"{PAGES}board/{Disruption.objects.of(salon.organisation).get().uid}/")
    page.locator("details.case-told summary").first.click()


def choose(page: Page, salon: Salon) -> None:
    board(page, salon)
    page.locator("a[href*=choose]").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def new_absence(page: Page, salon: Salon) -> None:
    booked(salon, "Berta")
    page.goto(f"{PAGES}absences/")
    page.get_by_role("link", name="Abwesenheit", exact=True).click()
    page.get_by_role("dialog").locator("label").filter(has_text="Ben").click()
    page.get_by_role("dialog").locator("label").filter(has_text="Zeitraum").click()
    expect(page.get_by_label("Bis einschließlich")).to_be_visible()


def new_absence_refused(page: Page, salon: Salon) -> None:
    new_absence(page, salon)
    page.get_by_role("button", name="Eintragen und Plan ansehen").click()
    expect(page.get_by_text("Bitte sagen Sie, ab wann.")).to_be_visible()


def absences_none(page: Page, salon: Salon) -> None:
    page.goto(f"{PAGES}absences/")


def absences_listed(page: Page, salon: Salon) -> None:
    offered(salon)
    page.goto(f"{PAGES}absences/")


def edit_absence(page: Page, salon: Salon) -> None:
    absences_listed(page, salon)
    page.get_by_role("link", name="Abwesenheit ändern").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def withdraw_absence(page: Page, salon: Salon) -> None:
    absences_listed(page, salon)
    page.get_by_role("link", name="Abwesenheit zurücknehmen").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def closures_none(page: Page, salon: Salon) -> None:
    page.goto(f"{PAGES}closures/")


def public_holidays(page: Page, salon: Salon) -> None:
    page.goto(f"{PAGES}closures/holidays/?region=BE&year={timezone.now().year + 1}")


def new_closure(page: Page, salon: Salon) -> None:
    page.goto(f"{PAGES}closures/new/")


def hit_booking(page: Page, salon: Salon) -> None:
    page.goto(f"{PAGES}bookings/{offered(salon).uid}/")


SICK_DAY_STATES = (
    *(board_none, board, choose, new_absence, new_absence_refused, absences_none, absences_listed),
    *(edit_absence, withdraw_absence, closures_none, public_holidays, new_closure, hit_booking),
)
