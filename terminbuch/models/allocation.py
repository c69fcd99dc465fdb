from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import F, Q

from .guard import NoOverlap, missing_guards
from .tenancy import OrganisationRow

GUARD = "allocation_no_overlap"


class Allocation(OrganisationRow):
    """One resource occupied for one span, buffers included, by one seat of a booking or hold.

    Rows are inserted and deleted, never moved: times and resource of a row do not change, and nothing refers
    to its id. A cancellation sets ``live`` to false. Bookings that share a sitting may overlap; the database
    refuses every other overlap.
    """

    resource = models.ForeignKey("terminbuch.Resource", on_delete=models.PROTECT, related_name="allocations")
    booking = models.ForeignKey(
        "terminbuch.Booking", null=True, on_delete=models.CASCADE, related_name="allocations"
    )
    hold = models.ForeignKey(
        "terminbuch.Hold", null=True, on_delete=models.CASCADE, related_name="allocations"
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Which requirement it meets.")
    is_wish = models.BooleanField(default=False, help_text="The new time of a move that waits for approval.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sitting = models.UUIDField()
    seat = models.PositiveSmallIntegerField(default=1)
    capacity = models.PositiveSmallIntegerField(default=1)
    live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            NoOverlap(name=GUARD),
            models.UniqueConstraint(
                fields=["organisation", "resource", "sitting", "seat"],
                condition=Q(live=True),
                name="allocation_seat_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="allocation_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(seat__gte=1, seat__lte=F("capacity")), name="allocation_seat_within_capacity"
            ),
            models.CheckConstraint(
                condition=Q(booking__isnull=True, hold__isnull=False)
                | Q(booking__isnull=False, hold__isnull=True),
                name="allocation_of_a_booking_or_a_hold",
            ),
        ]
        indexes = [
            # By the end: what matters lies ahead, so the past of a busy resource is never read.
            models.Index(
                fields=["organisation", "resource", "ends_at", "starts_at"],
                condition=Q(live=True),
                name="allocation_live_by_end",
            )
        ]


def missing_allocation_guards(*, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The names of the guards that the database lacks; empty when double bookings are impossible."""
    return missing_guards(GUARD, Allocation._meta.db_table, using=using)
