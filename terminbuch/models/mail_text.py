from __future__ import annotations

from django.db import models

from .organisation import LANGUAGES
from .tenancy import OrganisationRow


class MailText(OrganisationRow):
    """What a business says in one kind of mail instead of our own words. An empty part is ours.

    Placeholders stand in braces: "{name}". They are filled, never run.
    """

    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    subject = models.CharField(max_length=120, blank=True)
    opening = models.TextField(max_length=600, blank=True, help_text="Below the heading, before the slip.")
    closing = models.TextField(max_length=600, blank=True, help_text="After the slip, before the button.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "language"], name="mail_text_once_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"
