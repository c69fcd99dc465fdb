"""Somebody is asked to phone about a case."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from terminbuch.models import Case, Task

from ..asking import Actor


def ask_to_phone(case: Case, about: str, *, now: datetime) -> None:
    """One call a case: whoever is asked already is not asked twice."""
    if not _open(case).exists():
        Task.objects.create(
            organisation_id=case.organisation_id,
            kind=Task.Kind.PHONE,
            about=about,
            booking_id=case.booking_id,
            case=case,
            created_at=now,
        )


def close_calls(case: Case, *, by: Actor, now: datetime) -> None:
    """Nobody needs to phone any more."""
    _open(case).update(done_at=now, done_by=by.member)


def _open(case: Case) -> QuerySet[Task]:
    return Task.objects.of(case.organisation_id).filter(case=case, done_at__isnull=True)
