"""What a business says about itself, and how its owners sign in."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from terminbuch.models import Member

from ..findings import Finding, State
from .offer import Offer


def closed(offered: Offer) -> Iterator[Finding]:
    title = pgettext("health", "Booking page")
    if offered.organisation.is_open:
        yield Finding("booking_page", title, _("customers can book online"))
    else:
        yield Finding("closed", title, _("it is closed: customers cannot book online"), State.HINT)


def statements(offered: Offer) -> Iterator[Finding]:
    """Which German law, for one, wants from every business with a page."""
    title, ours = pgettext("health", "Imprint and privacy"), offered.organisation
    if not ours.imprint_url and not ours.privacy_url:
        yield Finding("statements", title, _("the addresses of both pages are missing"), State.HINT)
    elif not ours.imprint_url:
        yield Finding("statements", title, _("the address of the imprint is missing"), State.HINT)
    elif not ours.privacy_url:
        yield Finding("statements", title, _("the address of the privacy page is missing"), State.HINT)
    else:
        yield Finding("statements", title, _("both pages are linked"))


def mail_address(offered: Offer) -> Iterator[Finding]:
    title = pgettext("health", "E-mail address")
    if not offered.organisation.email:
        words = _("it is missing, so replies of customers reach nobody")
        yield Finding("mail_address", title, words, State.WARN)
    else:
        words = _("replies of customers go to %(address)s") % {"address": offered.organisation.email}
        yield Finding("mail_address", title, words)


def second_factor(offered: Offer) -> Iterator[Finding]:
    """Only where the business asks for one."""
    if not offered.organisation.requires_second_factor:
        return
    rows = Member.objects.of(offered.organisation).filter(role=Member.Role.OWNER, user__is_active=True)
    safe = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES).values("user_id")
    title, number = pgettext("health", "Signing in"), rows.exclude(user_id__in=safe).count()
    if number:
        words = ngettext(
            "%(number)d owner has no second step for signing in yet",
            "%(number)d owners have no second step for signing in yet",
            number,
        )
        yield Finding("second_factor", title, words % {"number": number}, State.WARN)
    else:
        yield Finding("second_factor", title, _("every owner has a second step for signing in"))
