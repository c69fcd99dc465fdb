"""The demo: two businesses that know nothing of each other, and a living week in the first."""

from __future__ import annotations

from datetime import datetime

from terminbuch.actions.members import admit
from terminbuch.models import Member, Organisation, Resource

from .by_hand import answer_the_telephone
from .founding import found
from .practice import PRACTICE
from .salon import SALON
from .stories import hold_courses, take_time_off, tell_stories
from .values import Business
from .week import Week

BUSINESSES = (SALON, PRACTICE)

__all__ = ["BUSINESSES", "fill", "renew"]


def fill(*, now: datetime, publish_passwords: bool, foreign_origin: str) -> None:
    """Found what is missing, with a living week. Done again it changes nothing but the published passwords.

    ``publish_passwords``: the members can sign in with passwords that anybody can read. Pages from
    ``foreign_origin`` may embed the businesses' booking pages.
    """
    missing = [business for business in BUSINESSES if not _is_there(business)]
    for business in missing:
        found(business, embedding_origins=[foreign_origin])
    for business in BUSINESSES:
        _admit(business, publish_password=publish_passwords)
    if SALON in missing:
        renew(now=now)


def renew(*, now: datetime) -> None:
    """A living week round ``now`` for the salon: what was booked stays, what the days lack is added."""
    organisation = Organisation.objects.get(slug=SALON.organisation["slug"])
    manager = Member.objects.of(organisation).get(user__email=SALON.member.email)
    week = Week(organisation, now=now)
    take_time_off(week)
    hold_courses(week)
    week.fill()
    tell_stories(week, manager=manager)
    answer_the_telephone(week, manager=manager)


def _is_there(business: Business) -> bool:
    return Organisation.objects.filter(slug=business.organisation["slug"]).exists()


def _admit(business: Business, *, publish_password: bool) -> None:
    organisation = Organisation.objects.get(slug=business.organisation["slug"])
    colleague = business.member
    admit(
        organisation.pk,
        email=colleague.email,
        name=colleague.name,
        role=colleague.role,
        password=colleague.password if publish_password else None,
        resource=Resource.objects.of(organisation).get(slug=colleague.resource),
    )
