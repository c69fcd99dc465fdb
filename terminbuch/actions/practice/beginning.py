"""A practice organisation is made: what the business offers, its team, and a living week."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from terminbuch.models import Organisation, Service
from terminbuch.queries.addresses import free_slug

from ..deed import deed
from ..demo.founding import furnish
from ..demo.salon import SALON
from ..practising_team import follow_team
from ..refusals import NotYours
from .copying import copy_business
from .discarding import discard
from .week import fill

# What a practice organisation is as its business is.
SAME = (
    "language", "colour", "email", "phone", "imprint_url", "privacy_url", "hold_minutes", "holds_per_visitor",
    "request_hours", "offer_hours", "reception_overrides", "requires_second_factor",
)  # fmt: skip


def begin(organisation_id: int, *, now: datetime) -> Organisation:
    """Several deeds, one after the other. Where there is a practice already, only its team is renewed.

    Raises NotYours for an organisation that is itself for practice.
    """
    practice, is_new = _found(organisation_id)
    if is_new:
        fill(practice, now=now)
    return practice


def begin_anew(organisation_id: int, *, now: datetime) -> Organisation:
    """What was tried out is thrown away, and everything is as on the first day."""
    discard(organisation_id)
    return begin(organisation_id, now=now)


@deed
def _found(organisation_id: int) -> tuple[Organisation, bool]:
    # Two who begin at once would otherwise both find none.
    real = Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    if real.practice_of_id is not None:
        raise NotYours
    known = Organisation.objects.filter(practice_of=real).first()
    practice = known or _furnished(real)
    follow_team(real.pk)
    return practice, known is None


def _furnished(real: Organisation) -> Organisation:
    with translation.override(real.language):
        name = _("%(name)s (practice)") % {"name": real.name[:100]}
        ending = pgettext("address", "practice")
    practice = Organisation.objects.create(
        practice_of=real,
        name=name,
        slug=free_slug(f"{real.slug[:45]} {ending}"),
        **{column: getattr(real, column) for column in SAME},
    )
    if Service.objects.of(real).exists():
        copy_business(real, practice)
    else:
        furnish(practice, SALON)
    return practice
