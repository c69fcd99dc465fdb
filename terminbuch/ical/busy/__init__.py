"""What outside calendar text blocks (B1 to B10): text in, busy spans out. docs/calendars/what-is-busy.md.

Who reads what others wrote calls ``ical.guarded``, which does this in a process with limits.
"""

from .asked import Asked, NothingReadable, Source, TooMuch, Understood
from .reading import understood, understood_feed
from .title import name_in

__all__ = [
    "Asked",
    "NothingReadable",
    "Source",
    "TooMuch",
    "Understood",
    "name_in",
    "understood",
    "understood_feed",
]
