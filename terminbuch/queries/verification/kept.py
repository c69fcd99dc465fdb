"""What verifications came to, as they were kept: for pages, mails and health. Nothing is compared here."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from terminbuch.models import Fault, Location, Organisation, Verification, VerifiedOrganisation

from .codes import UNSAFE
from .revisions import Marks

LASTING = timedelta(days=2)
"""For so long the outcome of the last night counts as news: one night may fail."""


def zone_of(organisation_id: int | None) -> ZoneInfo:
    """The clocks of the first location; for the installation, of the first of all."""
    rows = Location.objects.everywhere() if organisation_id is None else Location.objects.of(organisation_id)
    return ZoneInfo(rows.values_list("zone_name", flat=True).first() or settings.TIME_ZONE)


def last_verification(*, whole: bool = False) -> Verification | None:
    """The last one that came to its end."""
    rows = Verification.objects.filter(ended_at__isnull=False)
    return (rows.filter(is_whole=True) if whole else rows).first()


def verified(organisation: Organisation) -> QuerySet[VerifiedOrganisation]:
    """What each came to for this business, the last first."""
    rows = VerifiedOrganisation.objects.of(organisation).filter(verification__ended_at__isnull=False)
    return rows.select_related("verification")


def open_faults(organisation: Organisation) -> QuerySet[Fault]:
    """Of this business, and those of the installation that make it unsafe for everybody."""
    rows = Fault.objects.everywhere().filter(ended_at=None)
    return rows.filter(Q(organisation=organisation) | Q(organisation=None, code__in=UNSAFE))


def every_open_fault() -> QuerySet[Fault]:
    return Fault.objects.everywhere().filter(ended_at=None).select_related("organisation")


def last_of_each() -> dict[int, VerifiedOrganisation]:
    """The last row of each business, by its id. Two queries."""
    newest = VerifiedOrganisation.objects.everywhere().filter(organisation=OuterRef("organisation"))
    latest = Subquery(newest.order_by("-pk").values("pk")[:1])
    rows = VerifiedOrganisation.objects.everywhere().annotate(latest=latest).filter(pk=F("latest"))
    return {row.organisation_id: row for row in rows}


def last_marks() -> dict[int, Marks]:
    return {key: row.marks for key, row in last_of_each().items()}


def is_news(verification: Verification, now: datetime) -> bool:
    return verification.ended_at is not None and now - verification.ended_at < LASTING
