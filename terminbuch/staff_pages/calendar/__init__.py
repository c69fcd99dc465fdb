"""The calendar: a day with resources side by side, week, month and list."""

from .views import around, changes, show_calendar

__all__ = ["around", "changes", "show_calendar"]
