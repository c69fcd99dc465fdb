"""Where the links of a mail lead: to addresses that are configured, whatever a request said."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from terminbuch.actions.links import manage_path, manage_token
from terminbuch.models import Organisation
from terminbuch.queries.addresses import base_url

from .letter import Link
from .occasion import Occasion


def manage_url(told: Occasion) -> str:
    """The customer's own page; the only place of a mail where the token stands."""
    return base_url(told.organisation) + manage_path(manage_token(told.booking))


def services_url(told: Occasion) -> str:
    return f"{base_url(told.organisation)}/{told.organisation.slug}/?lang={told.language}"


def attend_url(told: Occasion) -> str:
    """Where one press says "I will come"; opening it changes nothing."""
    return f"{manage_url(told)}attend/"


def offers_url(told: Occasion) -> str:
    """Where the customer takes one of the times kept for them; opening it changes nothing."""
    return f"{manage_url(told)}offers/"


def staff_url(told: Occasion) -> str:
    """The booking's page for staff, who sign in there."""
    return f"{team_url()}{told.organisation.slug}/bookings/{told.booking.uid}/"


def team_url() -> str:
    """Where people sign in: always at the installation's own address."""
    return f"{settings.BASE_URL}/-/staff/"


def notices(organisation: Organisation) -> tuple[Link, ...]:
    """Who stands behind the mail, and what becomes of the data, where the organisation has said it."""
    links = [
        Link(_("Imprint"), organisation.imprint_url),
        Link(_("Privacy"), organisation.privacy_url),
    ]
    return tuple(link for link in links if link.url.startswith(("https://", "http://")))
