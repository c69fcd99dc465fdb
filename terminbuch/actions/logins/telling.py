from __future__ import annotations

from datetime import datetime

from terminbuch.actions.personal import promise_personally
from terminbuch.models import User
from terminbuch.queries.access import members_of

PASSWORD_RESET, ADDRESS_CONFIRMATION, CHANGED = "password_reset", "address_confirmation", "sign_in_changed"


def promise(
    kind: str, user: User, *, to: str = "", facts: dict[str, str | int] | None = None, now: datetime
) -> None:
    """A step of a deed: a mail from the first of the person's businesses, by name.

    Whoever belongs to none gets nothing: there is nobody in whose name we could write. No mail leaves a
    business for practice.
    """
    members = [member for member in members_of(user) if member.organisation.practice_of_id is None]
    if not members:
        return
    promise_personally(
        kind,
        organisation_id=members[0].organisation_id,
        recipient=to or user.email,
        language=user.language,
        key=":".join(map(str, [user.pk, *(facts or {}).values(), now.isoformat()])),
        now=now,
        user=user,
        facts=facts,
    )


def tell_of_change(what: str, user: User, *, to: str = "", now: datetime) -> None:
    promise(CHANGED, user, to=to, facts={"what": what}, now=now)
