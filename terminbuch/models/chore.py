from __future__ import annotations

from django.db import models


class Chore(models.Model):
    """Work that comes again: one row per name, taken by one worker at a time. Belongs to the installation."""

    name = models.CharField(max_length=40, unique=True)
    due_at = models.DateTimeField()
