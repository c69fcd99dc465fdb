"""The plan: what is best for everybody whom a disruption hits, and what could be chosen instead."""

from .planning import Plan, planned
from .possible import Possibilities, possibilities
from .proposal import Kind, OfferedTime, Pick, Proposal, Why
from .rules import candidates_at, offered_question

__all__ = [
    "Kind",
    "OfferedTime",
    "Pick",
    "Plan",
    "Possibilities",
    "Proposal",
    "Why",
    "candidates_at",
    "offered_question",
    "planned",
    "possibilities",
]
