from __future__ import annotations

from django.db import models


class AttemptCount(models.Model):
    """How often somebody tried something in one piece of time. ``who`` is a hash; nobody is named here.

    Belongs to the installation: a visitor's address is the same visitor in front of every organisation.
    """

    who = models.CharField(max_length=64)
    what = models.CharField(max_length=32)
    window = models.PositiveBigIntegerField(help_text="Whole pieces of ten minutes since 1970.")
    count = models.PositiveIntegerField(default=0)
    forget_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "what", "window"], name="attempt_count_once")]
        indexes = [models.Index(fields=["forget_at"], name="attempt_count_by_age")]
