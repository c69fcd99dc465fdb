"""What the staff calendar shows: every live allocation of a span, what is closed, and who is away or busy."""

from .asked import Asked
from .diary import Diary, diary
from .entries import Entry
from .found import found
from .listed import Count, counts, listed
from .outside import Busy
from .revision import revision
from .surroundings import Away

__all__ = [
    "Asked",
    "Away",
    "Busy",
    "Count",
    "Diary",
    "Entry",
    "counts",
    "diary",
    "found",
    "listed",
    "revision",
]
