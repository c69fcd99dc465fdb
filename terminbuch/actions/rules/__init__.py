"""The deeds that change rules: hours, dates, a service's times and its people."""

from .hours import set_exception, set_weekly_hours
from .of_a_service import NOTHING_LEFT, change_service_times, set_candidates
from .refusals import Contradiction, RuleChanged
from .saving import Saving

__all__ = [
    "NOTHING_LEFT",
    "Contradiction",
    "RuleChanged",
    "Saving",
    "change_service_times",
    "set_candidates",
    "set_exception",
    "set_weekly_hours",
]
