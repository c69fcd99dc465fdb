"""What would follow from a change of the rules: hours, dates, absences, a service's times, its people."""

from .absence import AbsenceChange
from .change import Change, RuleChange, digest
from .hours import ExceptionChange, HoursChange, ScheduleChange, posted_hours, week_of, windows_on
from .needs import Needed, NeedsChange
from .preview import A_MONTH, Preview, can_be_had, preview
from .skills import Skill, SkillsChange, skills_of
from .times import BOUNDS, Times, TimesChange, times_of
from .windows import Week, Windows, tidied

__all__ = [
    "A_MONTH",
    "BOUNDS",
    "AbsenceChange",
    "Change",
    "ExceptionChange",
    "HoursChange",
    "Needed",
    "NeedsChange",
    "Preview",
    "RuleChange",
    "ScheduleChange",
    "Skill",
    "SkillsChange",
    "Times",
    "TimesChange",
    "Week",
    "Windows",
    "can_be_had",
    "digest",
    "posted_hours",
    "preview",
    "skills_of",
    "tidied",
    "times_of",
    "week_of",
    "windows_on",
]
