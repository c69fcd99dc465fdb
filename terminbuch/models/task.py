from __future__ import annotations

import uuid

from django.db import models

from .tenancy import OrganisationRow


class Task(OrganisationRow):
    """Something a person must do: phone a customer, decide a request, look after a mail that failed."""

    class Kind(models.TextChoices):
        DECIDE = "decide"
        MAIL_FAILED = "mail_failed"
        PHONE = "phone"
        NOT_IN_CALENDAR = "not_in_calendar"  # a booking could not be written to the outside calendar

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    booking = models.ForeignKey(
        "terminbuch.Booking", null=True, on_delete=models.CASCADE, related_name="tasks"
    )
    delivery = models.ForeignKey(
        "terminbuch.Delivery", null=True, on_delete=models.CASCADE, related_name="tasks"
    )
    case = models.ForeignKey("terminbuch.Case", null=True, on_delete=models.CASCADE, related_name="tasks")
    about = models.CharField(
        max_length=16,
        blank=True,
        help_text="Why to phone: cancelled, moved, no_answer, no_address, nothing_free.",
    )
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("terminbuch.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["organisation", "done_at"], name="task_open")]

    @property
    def may_be_reopened(self) -> bool:
        """Whether somebody ticked it off and it could still be done. Reads the case."""
        is_ticked_off = self.done_at is not None and self.done_by_id is not None
        is_settled = self.case is not None and self.case.state != self.case.State.PHONE
        return is_ticked_off and self.kind != self.Kind.DECIDE and not is_settled
