from __future__ import annotations

from django.db import models


class Backup(models.Model):
    """That a backup was written, and whether it could be read back. Belongs to the installation."""

    made_at = models.DateTimeField()
    file_name = models.CharField(max_length=255)
    size_bytes = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, blank=True, help_text="When it was read back whole.")
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
