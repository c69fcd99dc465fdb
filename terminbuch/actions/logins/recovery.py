"""Recovery codes: ten, each for once. Only their hashes are kept, as passwords are."""

from __future__ import annotations

import secrets

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, make_password

from terminbuch.models import User

HOW_MANY = 10
# No letter or digit that is taken for another one; 12 of 31 are 59 bits.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
IN_GROUPS, PER_GROUP = 3, 4


def fresh_codes(user: User) -> list[str]:
    """A step of a deed. What is returned is shown once and kept nowhere."""
    codes = [_code() for _ in range(HOW_MANY)]
    hashes = [make_password(tidied(code)) for code in codes]
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={"hashes": hashes})
    return codes


def use_up(row: Authenticator, typed: str) -> bool:
    """A step of a deed that has locked the row: whether the code is one of those left. It opens once."""
    left = row.data["hashes"]
    fits = next((kept for kept in left if check_password(tidied(typed), kept)), None)
    if fits is None:
        return False
    row.data["hashes"] = [kept for kept in left if kept != fits]
    row.save(update_fields=["data"])
    return True


def tidied(typed: str) -> str:
    """Without the hyphens between groups, and whatever its case."""
    return "".join(sign for sign in typed.lower() if sign in SIGNS)


def is_one(typed: str) -> bool:
    """Whether this has the length of a code; for anything else no hash is worth the work."""
    return len(tidied(typed)) == IN_GROUPS * PER_GROUP


def _code() -> str:
    groups = ["".join(secrets.choice(SIGNS) for _ in range(PER_GROUP)) for _ in range(IN_GROUPS)]
    return "-".join(groups)
