"""Which mails a business says in words of its own."""

from __future__ import annotations

from django.db.models import Q

from terminbuch.models import MailText


def own_words(organisation_id: int, kind: str, language: str) -> MailText:
    """As they stand; empty, and not saved, where there are none."""
    row = MailText.objects.of(organisation_id).filter(kind=kind, language=language).first()
    return row or MailText(organisation_id=organisation_id, kind=kind, language=language)


def reworded_kinds(organisation_id: int) -> set[tuple[str, str]]:
    """Kind and language of each mail in which anything is said otherwise."""
    nothing = Q(subject="", opening="", closing="")
    rows = MailText.objects.of(organisation_id).exclude(nothing)
    return set(rows.values_list("kind", "language"))
