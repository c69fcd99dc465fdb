"""Which function writes which kind of delivery."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils import translation

from . import (
    about_calendars,
    about_requests,
    about_verification,
    day_sheets,
    offering,
    passing_on,
    to_customers,
    to_members,
    to_resources,
    with_links,
)
from .letter import Letter
from .occasion import Occasion
from .personal import PersonalOccasion, Told

WRITERS: Mapping[str, Callable[[Occasion], Letter]] = {
    writer.__name__: writer
    for writer in (
        to_customers.booking_confirmed,
        to_customers.booking_moved,
        to_customers.booking_cancelled,
        to_customers.booking_reminder,
        offering.booking_offered,
        about_requests.booking_requested,
        about_requests.request_accepted,
        about_requests.request_declined,
        about_requests.request_expired,
        about_requests.move_requested,
        about_requests.move_declined,
        to_resources.resource_new,
        to_resources.resource_requested,
        to_resources.resource_request_ended,
        to_resources.resource_cancelled,
        passing_on.resource_moved,
    )
}
PERSONAL_WRITERS: Mapping[str, Callable[[PersonalOccasion], Letter]] = {
    writer.__name__: writer
    for writer in (
        with_links.member_invited,
        with_links.password_reset,
        with_links.address_confirmation,
        to_members.sign_in_changed,
        to_members.test_mail,
        day_sheets.day_sheet,
        about_calendars.conflict_found,
        about_calendars.calendar_red,
        about_calendars.calendar_back,
        about_verification.fault_found,
        about_verification.faults_over,
    )
}


def letter(told: Told) -> Letter:
    """In the reader's language. Raises KeyError for a kind that nobody writes."""
    with translation.override(told.language):
        if isinstance(told, PersonalOccasion):
            return PERSONAL_WRITERS[told.delivery.kind](told)
        return WRITERS[told.delivery.kind](told)
