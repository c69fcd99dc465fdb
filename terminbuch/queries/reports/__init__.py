"""What a small business reads of itself: how much was booked, cancelled and missed, and how full it was."""

from .counting import Counted
from .period import Period
from .report import OfResource, OfService, Report, report
from .using import Used

__all__ = ["Counted", "OfResource", "OfService", "Period", "Report", "Used", "report"]
