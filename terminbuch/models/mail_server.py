from __future__ import annotations

from django.db import models

from .sealing import seal, unseal


class MailServer(models.Model):
    """How mail leaves this installation, where the environment does not say. One row, or none."""

    class Safety(models.TextChoices):
        NONE = "none"
        STARTTLS = "starttls"
        TLS = "tls"

    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=587)
    safety = models.CharField(max_length=8, choices=Safety.choices, default=Safety.STARTTLS)
    username = models.CharField(max_length=254, blank=True)
    sealed_password = models.TextField(blank=True)
    sender = models.EmailField(max_length=254)
    tested_at = models.DateTimeField(
        null=True, blank=True, help_text="When a test mail last left or did not."
    )
    test_error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="mail_server_once")]

    def __str__(self) -> str:
        return self.host

    @property
    def password(self) -> str:
        """Never shown. Raises LookupError when no configured key opens it."""
        return unseal(self.sealed_password) if self.sealed_password else ""

    @password.setter
    def password(self, typed: str) -> None:
        self.sealed_password = seal(typed) if typed else ""
