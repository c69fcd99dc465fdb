"""Secrets at rest: sealed with a key that is not in the database (Fernet: AES-128-CBC and HMAC-SHA-256)."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(secret: str) -> str:
    """By the newest key."""
    return _keys().encrypt(secret.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """By whichever configured key opens it. Raises LookupError when none does."""
    try:
        return _keys().decrypt(sealed.encode("ascii")).decode()
    except InvalidToken:
        raise LookupError("no key in STORAGE_KEYS opens this; put the old key back behind the new") from None


def _keys() -> MultiFernet:
    """The configured words are long and random, so a plain hash makes keys of the right length of them."""
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))
        for key in settings.STORAGE_KEYS
    )
