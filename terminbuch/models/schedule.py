from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db import models

from terminbuch import availability

from .tenancy import OrganisationRow


class Schedule(OrganisationRow):
    """The rule when a resource is open at a location. Its zone is the location's."""

    resource = models.ForeignKey("terminbuch.Resource", on_delete=models.CASCADE, related_name="schedules")
    location = models.ForeignKey("terminbuch.Location", on_delete=models.CASCADE, related_name="schedules")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "resource", "location"], name="schedule_once_per_location"
            )
        ]

    def as_availability(self) -> availability.Schedule:
        """The rule as pure values. Reads weekly hours, exceptions and location: prefetch them."""
        weekly: dict[int, list[availability.Window]] = defaultdict(list)
        for hours in self.weekly_hours.all():
            weekly[hours.weekday].append(availability.Window(hours.opens, hours.closes))
        exceptions: dict[date, list[availability.Window]] = defaultdict(list)
        for exception in self.exceptions.all():
            exceptions[exception.on_date].extend(exception.windows())
        return availability.Schedule(
            zone=self.location.zone,
            weekly={day: tuple(windows) for day, windows in weekly.items()},
            exceptions={day: tuple(windows) for day, windows in exceptions.items()},
        )


class WeeklyHours(OrganisationRow):
    """One posted window of a weekday (0 is Monday), wall clock. ``closes`` up to ``opens`` means next day."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="weekly_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="weekly_hours_on_a_weekday"),
            models.UniqueConstraint(
                fields=["organisation", "schedule", "weekday", "opens"], name="weekly_hours_once"
            ),
        ]


class ScheduleException(OrganisationRow):
    """What holds on one date instead of the weekly hours (W10); without times the date is closed."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="exceptions")
    on_date = models.DateField()
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)

    class Meta:
        ordering = ["on_date", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens__isnull=True, closes__isnull=True)
                | models.Q(opens__isnull=False, closes__isnull=False),
                name="exception_open_and_close_together",
            )
        ]

    def windows(self) -> list[availability.Window]:
        if self.opens is None or self.closes is None:
            return []
        return [availability.Window(self.opens, self.closes)]
