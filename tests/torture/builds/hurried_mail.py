"""The pages with mail sent before the commit: every third booking fails after its mails have left."""

from __future__ import annotations

from itertools import count
from typing import Any

from terminbuch.config.wsgi import application as application  # noqa: PLC0414  # what a server asks for

# isort: split
# Only now, for the line above loads Django.
from django.db import models
from django.utils import timezone

from terminbuch.mail.deliver import deliver
from terminbuch.models import Delivery

_bookings = count(1)
_whole = models.QuerySet.bulk_create


class CommitFailed(Exception):
    """As when the database goes away in the last moment."""


def _send_at_once(rows: Any, objects: Any, *asked: Any, **more: Any) -> Any:
    made = _whole(rows, objects, *asked, **more)
    if rows.model is Delivery and made:
        for promise in made:
            deliver(Delivery.objects.everywhere().get(pk=promise.pk), now=timezone.now())
        if next(_bookings) % 3 == 0:
            raise CommitFailed
    return made


models.QuerySet.bulk_create = _send_at_once  # type: ignore[method-assign]
