"""The deeds of a booking's life: booked, moved, cancelled, decided, lapsed, looked forward to."""

from .attending import attend
from .booking import book, booked_before
from .cancelling import cancel, cancel_by_address
from .deciding import accept, decline
from .lapsing import expire
from .moving import reschedule

__all__ = [
    "accept",
    "attend",
    "book",
    "booked_before",
    "cancel",
    "cancel_by_address",
    "decline",
    "expire",
    "reschedule",
]
