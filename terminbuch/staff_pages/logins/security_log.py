"""One line for each event around signing in: who, when, from where; never a secret or what was typed."""

from __future__ import annotations

import json
import logging

from django.http import HttpRequest

from terminbuch.models import User

LOG = logging.getLogger("terminbuch.security")


def note(request: HttpRequest, event: str, *, user: User | None = None, **facts: str | int) -> None:
    """The time stands in the line anyway, in UTC. Whoever is not known by us is null."""
    who = user if user is not None else request.user
    said = {"event": event, "user": who.pk, "visitor": request.META.get("REMOTE_ADDR", ""), **facts}
    LOG.info("%s", json.dumps(said))
