"""The pages with mail sent before the commit: every third booking fails after its mails have left."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from terminbuch.config.wsgi import application as application  # noqa: PLC0414  # what a server asks for

# isort: split
# Only now, for the line above loads Django.
from django.db import models
from django.utils import timezone

from terminbuch.actions.booking import booking as booking_online
from terminbuch.mail.deliver import deliver
from terminbuch.models import Delivery

_bookings = count(1)
_whole, _together = models.QuerySet.bulk_create, vars(booking_online)["write"]


class CommitFailed(Exception):
    """As when the database goes away in the last moment."""


def _send_at_once(rows: Any, objects: Any, *asked: Any, **more: Any) -> Any:
    made = _whole(rows, objects, *asked, **more)
    if rows.model is Delivery:
        _hurry(made)
    return made


def _write_and_send(rows: Sequence[models.Model]) -> None:
    _together(rows)
    _hurry([row for row in rows if isinstance(row, Delivery)])


def _hurry(promises: Sequence[Delivery]) -> None:
    for promise in promises:
        deliver(Delivery.objects.everywhere().get(pk=promise.pk), now=timezone.now())
    if promises and next(_bookings) % 3 == 0:
        raise CommitFailed


models.QuerySet.bulk_create = _send_at_once  # type: ignore[method-assign, assignment]
vars(booking_online)["write"] = _write_and_send
