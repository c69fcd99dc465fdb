"""What each rule means, in two sentences at the place of use: ``{% question_mark "notice_minutes" %}``."""

from __future__ import annotations

from .business import OF_THE_BUSINESS
from .hours import OF_HOURS
from .services import OF_SERVICES
from .topic import Topic, Topics
from .windows import OF_WINDOWS

CHAPTERS: tuple[Topics, ...] = (OF_HOURS, OF_SERVICES, OF_WINDOWS, OF_THE_BUSINESS)
TOPICS: Topics = {name: topic for chapter in CHAPTERS for name, topic in chapter.items()}
"""By the column that the rule has, else by a name of its own."""

__all__ = [
    "OF_HOURS",
    "OF_SERVICES",
    "OF_THE_BUSINESS",
    "OF_WINDOWS",
    "TOPICS",
    "Topic",
    "Topics",
]
