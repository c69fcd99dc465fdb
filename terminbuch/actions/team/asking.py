"""What doors hand over: a place in the team."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from terminbuch.models import Member, Resource

from ..refusals import NotYours
from ..settings.refusals import Contradiction


@dataclass(frozen=True, slots=True)
class Place:
    """A role, and whose bookings are one's own (``resource_id``), if anybody's."""

    role: str
    resource_id: int | None = None

    def doubt(self, organisation_id: int) -> None:
        """Raises NotYours for a resource of somebody else, Contradiction for a place that shows nothing."""
        if self.resource_id is not None:
            if not Resource.objects.of(organisation_id).filter(pk=self.resource_id).exists():
                raise NotYours
        elif self.role == Member.Role.RESOURCE:
            raise Contradiction(
                {"resource": _("Please choose whose bookings this person sees; else there are none.")}
            )
