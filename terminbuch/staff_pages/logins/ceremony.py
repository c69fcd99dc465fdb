"""What is said between us and a passkey (WebAuthn). What the browser sends is doubted here."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from terminbuch.models import User

LONGEST = 100_000
# The library reads what came with no more doubt than this.
BROKEN = (
    ValidationError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError,
    RecursionError, InvalidSignature, UnsupportedAlgorithm,
)  # fmt: skip


class NotAccepted(Exception):
    """The answer is broken, belongs to another question, or to nobody's key."""


def to_register(user: User) -> str:
    """The question to a new passkey, as JSON. It must recognise its owner: by finger, face or PIN."""
    return json.dumps(auth.begin_registration(user, passwordless=True))


def registered(request: HttpRequest) -> dict[str, Any]:
    """What a new passkey answered. Raises NotAccepted."""
    try:
        credential = _posted(request)
        auth.parse_registration_response(credential)
        found = auth.complete_registration(credential)
    except BROKEN:
        raise NotAccepted from None
    if not found.is_user_verified():
        raise NotAccepted
    return credential


def to_sign_in(user: User | None = None) -> str:
    """The question to a passkey: to one of this person's, or to any that knows its owner."""
    return json.dumps(auth.begin_authentication(user))


def recognised(request: HttpRequest, user: User | None = None) -> Authenticator:
    """Whose passkey answered, of this person's if given; the answer is used up. Raises NotAccepted."""
    try:
        credential = _posted(request)
        auth.parse_authentication_response(credential)
        owner = user or auth.extract_user_from_response(credential)
        found: Authenticator = auth.complete_authentication(owner, credential)
    except BROKEN:
        raise NotAccepted from None
    finally:
        auth.clear_state()
    return found


def _posted(request: HttpRequest) -> dict[str, Any]:
    said = json.loads(request.POST.get("credential", "")[:LONGEST])
    if not isinstance(said, dict):
        raise TypeError
    return said
