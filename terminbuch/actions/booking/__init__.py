"""The deeds of a booking's life: booked, moved, cancelled, decided, lapsed, looked forward to, missed."""

from .attending import attend
from .booking import book, booked_before
from .by_hand import create_by_hand
from .cancelling import cancel, cancel_by_address
from .deciding import accept, decline
from .editing import edit
from .lapsing import expire
from .missing import mark_came, mark_missed
from .moving import reschedule
from .redeeming import redeem
from .undoing import undo

__all__ = [
    "accept",
    "attend",
    "book",
    "booked_before",
    "cancel",
    "cancel_by_address",
    "create_by_hand",
    "decline",
    "edit",
    "expire",
    "mark_came",
    "mark_missed",
    "redeem",
    "reschedule",
    "undo",
]
