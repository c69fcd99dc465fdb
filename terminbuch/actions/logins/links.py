"""The links of the mails around signing in. Made when the mail is written; nothing of them is stored."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.urls import reverse
from django.utils.http import base36_to_int, int_to_base36

from terminbuch.models import User

from .refusals import DeadLink

CONFIRMED_WITHIN = timedelta(days=3)
_SALT = "terminbuch.confirm-address"
LONGEST = 400


def reset_link(user: User) -> str:
    """Opens once, within an hour; a sign-in, another password or another address kills it."""
    token = f"{int_to_base36(user.pk)}-{default_token_generator.make_token(user)}"
    return _whole("account_reset_password_from_key", token)


def user_of(token: str) -> User:
    """Whose password the link sets. Raises DeadLink."""
    number, _dash, rest = token.partition("-")
    user = User.objects.filter(pk=_pk(number), is_active=True).first()
    if user is None or not default_token_generator.check_token(user, rest):
        raise DeadLink
    return user


def confirmation_link(email_address_pk: int) -> str:
    """Raises LookupError when nobody waits for this address any more."""
    waiting = EmailAddress.objects.filter(pk=email_address_pk, verified=False).first()
    if waiting is None:
        raise LookupError("this address is confirmed, or no longer wished")
    said = {"address": waiting.pk, "email": waiting.email}
    return _whole("account_confirm_email", signing.dumps(said, salt=_SALT, compress=True))


def address_of(token: str) -> EmailAddress:
    """The address that waits for this link. Raises DeadLink."""
    try:
        said = signing.loads(token[:LONGEST], salt=_SALT, max_age=CONFIRMED_WITHIN)
    except signing.BadSignature:
        raise DeadLink from None
    waiting = EmailAddress.objects.filter(pk=said["address"], email=said["email"], verified=False)
    if (found := waiting.select_related("user").first()) is None:
        raise DeadLink
    return found


def _pk(number: str) -> int:
    try:
        return base36_to_int(number[:12])
    except ValueError:
        return 0


def _whole(name: str, token: str) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=[token])}"
