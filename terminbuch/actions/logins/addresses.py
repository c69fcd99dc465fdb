"""Another address to sign in with: wished, then confirmed by whoever reads its mails."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress

from terminbuch.actions.deed import deed
from terminbuch.models import User

from . import telling
from .links import address_of
from .refusals import DeadLink


@deed
def ask(user_id: int, email: str, *, now: datetime) -> None:
    """Promises a link to the new address; until it is opened the old one counts.

    An address that somebody else signs in with gets nothing, and nothing tells so.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    EmailAddress.objects.filter(user=user, verified=False).delete()
    if User.objects.filter(email__iexact=email).exists():
        return
    waiting = EmailAddress.objects.create(user=user, email=email)
    telling.promise(
        telling.ADDRESS_CONFIRMATION, user, to=waiting.email, facts={"address": waiting.pk}, now=now
    )


@deed
def confirm(token: str, *, now: datetime) -> User:
    """The address counts from now on; the old one is told. Raises DeadLink."""
    waiting = address_of(token)
    user = User.objects.select_for_update().get(pk=waiting.user_id)
    if User.objects.filter(email__iexact=waiting.email).exists():
        raise DeadLink
    before, user.email = user.email, waiting.email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    telling.tell_of_change("address_changed", user, to=before, now=now)
    return user
