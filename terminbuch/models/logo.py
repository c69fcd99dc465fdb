from __future__ import annotations

from django.db import models

from .tenancy import OrganisationRow


class Logo(OrganisationRow):
    """A business's picture, at most one. Drawn anew by us as PNG, so that nothing of the upload is left."""

    png = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=16, help_text="Of the picture; its address changes with it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="logo_once_per_organisation"),
        ]

    @property
    def is_wide(self) -> bool:
        """Such a picture mostly says the name itself."""
        return self.width >= 2 * self.height
