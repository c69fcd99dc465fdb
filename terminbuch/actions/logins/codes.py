"""Looking at a code that was typed: one of the app, or a recovery code. Each counts once."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.utils.crypto import constant_time_compare

from terminbuch.actions import attempts
from terminbuch.actions.deed import deed

from .recovery import is_one, use_up

PERIOD = 30
LATE, EARLY = -1, 1
LONGEST = 40


def accepts(user_id: int, typed: str, *, now: datetime) -> Authenticator | None:
    """What the code belongs to, if it is right; it is used up then.

    Raises TooManyTries after LOGIN_TRIES wrong or right ones within an hour.
    """
    attempts.count("second_factor", str(user_id), limit=settings.LOGIN_TRIES, now=now)
    return _accepted(user_id, typed.strip()[:LONGEST], now)


def fits(secret: str, typed: str, *, now: datetime) -> int | None:
    """The number of the half minute (RFC 6238) whose code this is: the present one, the last or the next."""
    plain = "".join(typed.split())
    present = int(now.timestamp()) // PERIOD
    around = range(present + LATE, present + EARLY + 1)
    return next((step for step in around if constant_time_compare(_code(secret, step), plain)), None)


@deed
def _accepted(user_id: int, typed: str, now: datetime) -> Authenticator | None:
    rows = {row.type: row for row in Authenticator.objects.select_for_update().filter(user_id=user_id)}
    app, codes = rows.get(Authenticator.Type.TOTP), rows.get(Authenticator.Type.RECOVERY_CODES)
    if app and _is_new(app, typed, now):
        return app
    return codes if codes and is_one(typed) and use_up(codes, typed) else None


def _is_new(app: Authenticator, typed: str, now: datetime) -> bool:
    """A code that was used, or is older than one that was, opens nothing any more."""
    step = fits(decrypt(app.data["secret"]), typed, now=now)
    if step is None or step <= app.data.get("used", 0):
        return False
    app.data["used"] = step
    app.last_used_at = now
    app.save(update_fields=["data", "last_used_at"])
    return True


def _code(secret: str, step: int) -> str:
    return str(format_hotp_value(hotp_value(secret, step)))
