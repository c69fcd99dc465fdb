"""Keys that make a repeat recognisable. A request's is made here, 128 bits, signed, so that nobody brings an
own one.
"""

from __future__ import annotations

import hashlib
import secrets

from django.core import signing

from terminbuch.models import Booking

_SALT = "terminbuch.request-key"


def new_key() -> str:
    return signing.Signer(salt=_SALT).sign(secrets.token_urlsafe(16))


def is_ours(key: str) -> bool:
    try:
        signing.Signer(salt=_SALT).unsign(key)
    except signing.BadSignature:
        return False
    return True


def hashed(secret: str) -> str:
    """How keys, tokens and addresses stand in a table."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def delivery_key(booking: Booking, *, recipient: str, kind: str) -> str:
    """The one place where the key of a promise is made (I7): the same change promises the same thing once."""
    return f"{booking.uid.hex}:{booking.version}:{recipient}:{kind}"
