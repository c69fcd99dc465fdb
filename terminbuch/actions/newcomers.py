"""Somebody who was never here gets a login. The one place where a user with a password is made."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from terminbuch.models import User

from .settings.refusals import Contradiction

ALREADY_KNOWN = _("Somebody signs in with this address already. If it is you, please sign in first.")


@dataclass(frozen=True, slots=True)
class NewPerson:
    email: str
    name: str
    password: str = field(repr=False)
    language: str = "de"


def enrolled(person: NewPerson) -> User:
    """A step of a deed: the user with this address, who did not exist before; the link has proved it.

    Raises Contradiction for an address that somebody signs in with, whose login is never touched (SEC-06),
    and for a password that is too short or too common.
    """
    user = User(email=person.email, name=person.name, language=person.language)
    try:
        validate_password(person.password, user)
    except ValidationError as weak:
        raise Contradiction({"password": " ".join(weak.messages)}) from None
    user.set_password(person.password)
    if User.objects.filter(email__iexact=person.email).exists():
        raise Contradiction({"email": ALREADY_KNOWN})
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise Contradiction({"email": ALREADY_KNOWN}) from None
    return user
