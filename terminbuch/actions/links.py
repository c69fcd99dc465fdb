"""The personal link of a booking: derived, never stored. The table holds its hash for looking it up."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid

from django.conf import settings

from terminbuch.models import Booking

from .keys import hashed

MANAGE = "manage"


def derive(key: str, uid: uuid.UUID, *, purpose: str, generation: int) -> str:
    """256 bits over booking, purpose and generation; raising the generation kills the link."""
    message = f"{uid}:{purpose}:{generation}".encode()
    digest = hmac.new(key.encode(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def first_link_hash(uid: uuid.UUID, *, generation: int = 1) -> str:
    """What a booking's ``link_hash`` is when it is written: by the newest key."""
    return hashed(derive(settings.LINK_KEYS[0], uid, purpose=MANAGE, generation=generation))


def manage_token(booking: Booking) -> str:
    """The same token in every mail of this booking, also after a new key was put before the old ones.

    Raises LookupError when no key that is still configured made the link.
    """
    for key in settings.LINK_KEYS:
        token = derive(key, booking.uid, purpose=MANAGE, generation=booking.link_generation)
        if hmac.compare_digest(hashed(token), booking.link_hash):
            return token
    raise LookupError(
        "no configured key made this link; put the old key back behind the new one in LINK_KEYS"
    )


def manage_path(token: str) -> str:
    return f"/-/manage/{token}/"
