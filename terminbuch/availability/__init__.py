"""Pure time arithmetic: when can a service be booked, by whom, and why not."""

from .facts import Kind, ResourceFacts, Sitting, Taken
from .hours import Schedule, Window
from .rules import Candidate, Requirement, Rules
from .spans import Span

__all__ = [
    "Candidate",
    "Kind",
    "Requirement",
    "ResourceFacts",
    "Rules",
    "Schedule",
    "Sitting",
    "Span",
    "Taken",
    "Window",
]
