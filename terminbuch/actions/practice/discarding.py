"""A practice organisation is thrown away, with everything that was tried out in it."""

from __future__ import annotations

from django.apps import apps

from terminbuch.models import Organisation, OrganisationRow, Resource

from ..deed import deed
from ..locking import lock_resources


@deed
def discard(organisation_id: int) -> None:
    """All rows of this business's practice organisation, and none of its own. Without one nothing happens."""
    practice = Organisation.objects.select_for_update(no_key=True).filter(practice_of=organisation_id).first()
    if practice is None:
        return
    lock_resources(practice.pk, Resource.objects.of(practice).values_list("pk", flat=True))
    for model in apps.get_app_config("terminbuch").get_models():
        if issubclass(model, OrganisationRow):
            # Row by row some would protect others; all go, and the database checks at the end that all did.
            model.objects.of(practice)._raw_delete("default")
    practice.delete()
