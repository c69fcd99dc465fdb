from __future__ import annotations

from django.db import models


class Opening(models.Model):
    """A one-time link: whoever holds it may open a business on this installation. The table holds its hash.

    ``makes_operator``: the first one, printed where the installation was started.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    makes_operator = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    deadline = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
