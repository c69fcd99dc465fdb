"""The plan: what is best for everybody whom a disruption hits."""

from .planning import Plan, planned
from .proposal import Kind, OfferedTime, Pick, Proposal, Why
from .rules import candidates_at, offered_question

__all__ = [
    "Kind",
    "OfferedTime",
    "Pick",
    "Plan",
    "Proposal",
    "Why",
    "candidates_at",
    "offered_question",
    "planned",
]
