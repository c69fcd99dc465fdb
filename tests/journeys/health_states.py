"""Whether the scheduling is safe, what was changed, and the question before it is taken back."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import Page, expect

from terminbuch.actions import settings
from terminbuch.actions.asking import COMMAND
from terminbuch.models import Service
from tests.builders import make_service

from .salon import Salon

HEALTH = "/-/staff/salon-anna/health/"
HISTORY = "/-/staff/salon-anna/settings/history/"


def health(page: Page, salon: Salon) -> None:
    page.goto(HEALTH)
    expect(page.get_by_role("heading", name="Ist meine Planung gerade sicher?")).to_be_visible()


def health_with_trouble(page: Page, salon: Salon) -> None:
    make_service(salon.organisation, "tour", name_de="Führung")
    page.goto(HEALTH)
    expect(page.get_by_text("Niemand, der aktiv ist, kann sie.").first).to_be_visible()


def looked_at_again(page: Page, salon: Salon) -> None:
    health_with_trouble(page, salon)
    page.get_by_role("button", name="Alles noch einmal prüfen").click()
    expect(page.get_by_role("status")).to_be_visible()


def history_empty(page: Page, salon: Salon) -> None:
    page.goto(f"{HISTORY}?topic=mail")


def history(page: Page, salon: Salon) -> None:
    row = Service.objects.of(salon.organisation)[0]
    key, seen, now = salon.organisation.pk, settings.seen("service", row), timezone.now()
    settings.change(
        "service", row.pk, {"price_de": "49 €"}, organisation_id=key, seen=seen, by=COMMAND, now=now
    )
    page.goto(HISTORY)
    expect(page.get_by_text("Preis (deutsch): 49 €")).to_be_visible()


def history_question(page: Page, salon: Salon) -> None:
    history(page, salon)
    page.get_by_role("link", name="Zurücknehmen").first.click()
    expect(page.get_by_role("heading", name="Das zurücknehmen?")).to_be_visible()


def history_taken_back(page: Page, salon: Salon) -> None:
    history_question(page, salon)
    page.get_by_role("button", name="Zurücknehmen").click()
    expect(page.get_by_role("status")).to_be_visible()


HEALTH_STATES = (
    *(health, health_with_trouble, looked_at_again),
    *(history_empty, history, history_question, history_taken_back),
)
