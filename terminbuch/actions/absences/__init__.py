"""The deeds about absences: entered, changed, withdrawn."""

from .changing import change, withdraw
from .recording import record

__all__ = ["change", "record", "withdraw"]
