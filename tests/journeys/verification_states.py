"""Since when nothing was booked twice: before the first night, when all is well, and when it is not."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import Page, expect

from terminbuch.models import Fault, Verification, VerifiedOrganisation

from .salon import Salon

PAGE = "/-/staff/salon-anna/health/verification/"
RACE = {"times": 8, "tries": 96, "won": 8}


def verification_to_come(page: Page, salon: Salon) -> None:
    page.goto(PAGE)
    expect(page.get_by_text("Noch ist nichts geprüft worden.")).to_be_visible()


def verification_clean(page: Page, salon: Salon) -> None:
    _verify(salon)
    page.goto(PAGE)
    expect(page.get_by_text("Keine Doppelbuchung seit").first).to_be_visible()


def verification_with_faults(page: Page, salon: Salon) -> None:
    _verify(salon, is_safe=False, fault_count=2, safe_since=None)
    now = timezone.now()
    for code in ("overlap", "promise_stuck"):
        Fault.objects.create(organisation=salon.organisation, code=code, found_at=now, seen_at=now)
    page.goto(PAGE)
    expect(page.get_by_text("Zwei Buchungen belegen dieselbe Zeit")).to_be_visible()


def one_verification(page: Page, salon: Salon) -> None:
    verification_clean(page, salon)
    page.get_by_role("link", name="Prüfung vom").click()
    expect(page.get_by_role("link", name="Alle Prüfungen")).to_be_visible()


def _verify(salon: Salon, **fields: object) -> None:
    now = timezone.now()
    row = Verification.objects.create(
        began_at=now, ended_at=now, engine="sqlite", is_safe=True, safe_since=now, figures={"race": RACE}
    )
    values = {"safe_since": now, "figures": {"occupied": 12345}, **fields}
    VerifiedOrganisation.objects.create(organisation=salon.organisation, verification=row, **values)


VERIFICATION_STATES = (
    *(verification_to_come, verification_clean),
    *(verification_with_faults, one_verification),
)
