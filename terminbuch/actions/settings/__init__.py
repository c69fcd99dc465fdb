"""The deeds behind the settings: change, add, remove and arrange what a business says about itself.

Opening hours, a service's times and who can do it are rules with a preview: see ``actions.rules``.
"""

from .arranging import arrange
from .changing import add, change, remove
from .offering import duplicate, need, offer
from .refusals import Contradiction, StillUsed
from .subjects import SUBJECTS, Subject, seen

__all__ = [
    "SUBJECTS",
    "Contradiction",
    "StillUsed",
    "Subject",
    "add",
    "arrange",
    "change",
    "duplicate",
    "need",
    "offer",
    "remove",
    "seen",
]
