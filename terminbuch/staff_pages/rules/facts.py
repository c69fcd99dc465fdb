"""What is set about a service, in words for its page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from terminbuch.models import Service
from terminbuch.wording import length

A_DAY, AN_HOUR = 24 * 60, 60


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    words: str


def texts(service: Service, language: str) -> list[Fact]:
    other = "en" if language == "de" else "de"
    labels = {"de": _("In German"), "en": _("In English")}
    return [
        Fact(pgettext("service", "Price"), service.price(language) or _("none named")),
        Fact(_("What it is"), service.text(language) or _("no words yet")),
        *_if_any(_("Good to know"), service.advice(language)),
        Fact(labels[other], service.name(other)),
        Fact(
            pgettext("service", "Heading"),
            service.group.name(language) if service.group else pgettext("service", "none"),
        ),
        Fact(_("Address"), f"/{service.organisation.slug}/{service.slug}/"),
    ]


def times(service: Service, language: str) -> list[Fact]:
    buffers = service.buffer_before_minutes, service.buffer_after_minutes
    return [
        Fact(pgettext("service", "Length"), length(service.duration_minutes, language)),
        Fact(_("A start every"), length(service.step_minutes, language)),
        *_if_any(_("Buffer before"), length(buffers[0], language) if buffers[0] else ""),
        *_if_any(_("Buffer after"), length(buffers[1], language) if buffers[1] else ""),
        Fact(pgettext("service", "Notice"), span(service.notice_minutes, language) or _("until it begins")),
        Fact(_("Bookable ahead"), _days(service.horizon_days)),
        *_if_any(_("Seats"), str(service.capacity) if service.capacity > 1 else ""),
    ]


def terms(service: Service, language: str, until: str) -> list[Fact]:
    cut_off, reminder = service.cut_off_minutes, service.reminder_minutes
    return [
        Fact(_("Who books it"), _("customers, online") if service.is_online else _("only the team")),
        Fact(
            pgettext("service", "Agreed"),
            _("when the team has accepted it") if service.needs_approval else _("at once"),
        ),
        Fact(_("Move and cancel until"), _before(span(cut_off, language)) or _("it begins")),
        Fact(
            pgettext("service", "Reminder"), _before(span(reminder, language)) or pgettext("service", "none")
        ),
        *_if_any(_("Last day"), until),
        *_if_any(_("At most a day"), str(service.max_per_day or "")),
        *_if_any(_("At most for one customer"), str(service.max_per_customer or "")),
    ]


def asked(service: Service, questions: list[str]) -> list[Fact]:
    phone = {
        Service.Asks.NO: _("is not asked for"),
        Service.Asks.OPTIONAL: _("may be left out"),
        Service.Asks.REQUIRED: _("must be given"),
    }
    return [
        Fact(_("Name and e-mail"), _("must be given")),
        Fact(_("Phone"), phone[Service.Asks(service.asks_phone)]),
        *_if_any(pgettext("service", "Note"), _("may be left out") if service.asks_note else ""),
        *_if_any(_("Consent"), _("must be given") if service.asks_consent else ""),
        *[Fact(pgettext("service", "Question"), question) for question in questions],
    ]


def span(minutes: int, language: str) -> str:
    """In days where it is whole days, else as lengths are said; "" for none."""
    if not minutes:
        return ""
    days, rest = divmod(minutes, A_DAY)
    return length(minutes, language) if rest else _days(days)


def _days(days: int | None) -> str:
    if days is None:
        return _("without end")
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def _before(words: str) -> str:
    return _("%(length)s before") % {"length": words} if words else ""


def _if_any(label: str, words: str) -> list[Fact]:
    return [Fact(label, words)] if words else []
