"""What waits in somebody's session until the browser comes back from signing in elsewhere."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Self

from django.http import HttpRequest

from terminbuch.calendars.oauth.codes import Begun as Way
from terminbuch.models import Member

KEPT_AS = "signing_in_elsewhere"
LONGEST = timedelta(minutes=15)
MOST = 5


@dataclass(frozen=True)
class Begun:
    """Bound to the session it lies in, to the member and the business, to one kind, and to what it is for."""

    state: str
    verifier: str = field(repr=False)
    provider: str
    organisation: str
    member: int
    until: float
    resource: str = ""
    connection: str = ""

    @classmethod
    def of(cls, way: Way, member: Member, provider: str, *, now: datetime, **about: uuid.UUID) -> Self:
        until = (now + LONGEST).timestamp()
        kept = {name: str(uid) for name, uid in about.items()}
        return cls(way.state, way.verifier, provider, member.organisation.slug, member.pk, until, **kept)


def remember(request: HttpRequest, begun: Begun) -> None:
    """The last few: somebody may have several windows open."""
    waiting = request.session.get(KEPT_AS, [])
    request.session[KEPT_AS] = [*waiting, asdict(begun)][-MOST:]


def begun_with(request: HttpRequest, state: str, provider: str, *, now: datetime) -> Begun | None:
    """What was begun with this state, once; None when it was not begun here, or too long ago."""
    waiting = [Begun(**kept) for kept in request.session.get(KEPT_AS, [])]
    found = next((begun for begun in waiting if begun.state == state), None)
    if found is None:
        return None
    request.session[KEPT_AS] = [asdict(begun) for begun in waiting if begun is not found]
    return found if found.provider == provider and found.until > now.timestamp() else None
