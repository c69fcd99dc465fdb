"""Private steps about cases: opened by what hits a booking, ended by what becomes of it.

They stand below the deeds of bookings, which call them inside their own transaction, and the assistant.
"""

from .bouncing import phone_instead
from .ending import OFFERED, end_case, release_offers, settle_offers, touch
from .following import follow, reopen
from .hitting import hits, is_hit
from .opening import open_cases
from .phoning import ask_to_phone, close_calls

__all__ = [
    "OFFERED",
    "ask_to_phone",
    "close_calls",
    "end_case",
    "follow",
    "hits",
    "is_hit",
    "open_cases",
    "phone_instead",
    "release_offers",
    "reopen",
    "settle_offers",
    "touch",
]
