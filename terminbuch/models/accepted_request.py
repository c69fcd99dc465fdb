from __future__ import annotations

from django.db import models

from .tenancy import OrganisationRow


class AcceptedRequest(OrganisationRow):
    """That a request was accepted, under its key: the same request again gets the same answer.

    ``digest`` is over what was asked; ``result`` is the uid of the booking that came of it. Keys are stored
    hashed.
    """

    caller = models.CharField(max_length=40)
    key_hash = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    result = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "caller", "key_hash"], name="request_accepted_once"
            )
        ]
        indexes = [models.Index(fields=["created_at"], name="accepted_request_by_age")]
