"""The assistant's deeds: plan for everybody who is hit, let staff choose, send, and take back."""

from .asking import Choice, Refused, Sent
from .choosing import choose
from .leaving import leave
from .planning import plan
from .sending import send, whom_to_ask
from .taking_back import take_back
from .waiting import stop_waiting

__all__ = [
    "Choice",
    "Refused",
    "Sent",
    "choose",
    "leave",
    "plan",
    "send",
    "stop_waiting",
    "take_back",
    "whom_to_ask",
]
