"""The private address of a resource's calendar: made, ended, made anew. It is derived, and stored nowhere."""

from __future__ import annotations

import hmac
import uuid
from datetime import datetime

from django.conf import settings

from terminbuch.models import HistoryEntry, Resource

from ..asking import Actor
from ..deed import deed
from ..links import derive
from ..locking import lock_resources
from ..refusals import NotYours

NEUTRAL, FULL = "feed-neutral", "feed-full"
HEX = 32


def feed_path(resource: Resource, *, is_full: bool) -> str:
    """Whoever has it reads the calendar; the next generation ends it."""
    secret = _secret(settings.LINK_KEYS[0], resource, FULL if is_full else NEUTRAL)
    return f"/-/calendar/{resource.uid.hex}{secret}.ics"


def named(token: str) -> uuid.UUID | None:
    """Which resource an address names, true or not."""
    try:
        return uuid.UUID(hex=token[:HEX])
    except ValueError:
        return None


def is_full(resource: Resource, token: str) -> bool | None:
    """Whether this address tells who comes; None when it is none, or none any more.

    By every key that is still configured, and in a time that tells nothing about the secret.
    """
    said = token[HEX:].encode(errors="replace")
    found = None
    for key in settings.LINK_KEYS:
        for purpose in (NEUTRAL, FULL):
            if hmac.compare_digest(_secret(key, resource, purpose).encode(), said):
                found = purpose == FULL
    return found


@deed
def make(resource_uid: uuid.UUID, *, organisation_id: int, by: Actor, now: datetime) -> Resource:
    """A new address; whoever had one before reads nothing any more. Raises NotYours."""
    resource = _locked(resource_uid, organisation_id)
    resource.has_feed, resource.feed_generation = True, resource.feed_generation + 1
    return _saved(resource, "calendar_address_made", by=by, now=now)


@deed
def revoke(resource_uid: uuid.UUID, *, organisation_id: int, by: Actor, now: datetime) -> Resource:
    """The address answers no longer, for good; twice is harmless. Raises NotYours."""
    resource = _locked(resource_uid, organisation_id)
    if not resource.has_feed:
        return resource
    resource.has_feed, resource.feed_generation = False, resource.feed_generation + 1
    return _saved(resource, "calendar_address_revoked", by=by, now=now)


def _secret(key: str, resource: Resource, purpose: str) -> str:
    return derive(key, resource.uid, purpose=purpose, generation=resource.feed_generation)


def _locked(uid: uuid.UUID, organisation_id: int) -> Resource:
    rows = Resource.objects.of(organisation_id).filter(uid=uid)
    lock_resources(organisation_id, rows.values_list("pk", flat=True))
    resource = rows.first()
    if resource is None:
        raise NotYours
    return resource


def _saved(resource: Resource, what: str, *, by: Actor, now: datetime) -> Resource:
    resource.save(update_fields=["has_feed", "feed_generation"])
    HistoryEntry.objects.create(
        organisation_id=resource.organisation_id, what=what, actor=by.kind, member=by.member,
        source=by.source, at=now, facts={"name": resource.name},
    )  # fmt: skip
    return resource
