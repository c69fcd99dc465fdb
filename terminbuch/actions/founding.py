"""A business comes into being: closed, with one place, its owner, and nothing to book yet."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from terminbuch.models import HistoryEntry, Location, Member, OldSlug, Opening, Organisation, User

from .deed import deed
from .keys import hashed
from .newcomers import NewPerson, enrolled
from .refusals import NotYours
from .settings.refusals import Contradiction
from .settings.subjects import SUBJECTS

LINK_LASTS = timedelta(days=7)
TAKEN = _("This address is already in use.")


@dataclass(frozen=True, slots=True)
class Founding:
    """``email`` is the business's, for answers to its mails; empty: the owner's."""

    name: str
    slug: str
    language: str = "de"
    zone_name: str = "Europe/Berlin"
    email: str = ""


@deed
def print_link(*, makes_operator: bool, now: datetime) -> str:
    """The token of a new one-time link. Of those that make an operator the earlier ones die."""
    if makes_operator:
        Opening.objects.filter(makes_operator=True, used_at=None).delete()
    token = secrets.token_urlsafe(32)
    Opening.objects.create(
        token_hash=hashed(token), makes_operator=makes_operator, created_at=now, deadline=now + LINK_LASTS
    )
    return token


@deed
def forget_links() -> None:
    """Where a business stands, nobody becomes operator by a link that was printed before."""
    Opening.objects.filter(makes_operator=True, used_at=None).delete()


@deed
def found(asked: Founding, *, owner: User | NewPerson, now: datetime, opening: str = "") -> Member:
    """The owner of a new business. ``opening`` is the token of the link that led here, used up by this.

    Raises NotYours for a link that is used, withdrawn or run out, and Contradiction by the columns "name",
    "slug", "email" and "password".
    """
    link = _used(opening, now) if opening else None
    is_operator = link is not None and link.makes_operator
    user = owner if isinstance(owner, User) else enrolled(owner)
    if is_operator:
        User.objects.filter(pk=user.pk).update(is_operator=True)
        user.refresh_from_db()
    organisation = begun(asked, email=asked.email or user.email)
    member = Member.objects.create(organisation=organisation, user=user, role=Member.Role.OWNER)
    _log(member, now)
    return member


def begun(asked: Founding, *, email: str) -> Organisation:
    """A step of a deed: the business and its one place, closed until somebody opens it."""
    organisation = Organisation(
        name=asked.name, slug=asked.slug, language=asked.language, email=email, is_open=False
    )
    settings = SUBJECTS["organisation"]
    if problems := settings.check(0, settings.values(organisation)):
        raise Contradiction(problems)
    if OldSlug.objects.filter(slug=asked.slug).exists():
        raise Contradiction({"slug": TAKEN})
    try:
        with transaction.atomic():
            organisation.save(force_insert=True)
    except IntegrityError:
        raise Contradiction({"slug": TAKEN}) from None
    Location.objects.create(
        organisation=organisation, slug="main", name=asked.name, zone_name=asked.zone_name
    )
    return organisation


def _used(token: str, now: datetime) -> Opening:
    """Two who open the same link at once: the second waits here, and finds it used."""
    rows = Opening.objects.select_for_update().filter(token_hash=hashed(token), used_at=None)
    link = rows.filter(deadline__gt=now).first()
    if link is None:
        raise NotYours
    Opening.objects.filter(pk=link.pk).update(used_at=now)
    return link


def _log(member: Member, now: datetime) -> None:
    HistoryEntry.objects.create(
        organisation=member.organisation,
        what="business_founded",
        actor=HistoryEntry.Actor.MEMBER,
        member=member,
        source="link",
        at=now,
        facts={"name": member.organisation.name},
    )
