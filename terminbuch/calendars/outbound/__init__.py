"""The only way out: docs/calendars/outbound.md says what is asked, what refused, and how long it takes."""

from .addresses import WrongAddress, check_address, host_of
from .asking import Answer, OtherHost, request
from .loop import wait

__all__ = ["Answer", "OtherHost", "WrongAddress", "check_address", "host_of", "request", "wait"]
