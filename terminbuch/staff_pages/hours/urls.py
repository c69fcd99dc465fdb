"""Below the organisation."""

from __future__ import annotations

from django.urls import path

from .dates import hours_of_date
from .week import hours

of_hours = [
    path("hours/", hours, name="hours"),
    path("hours/dates/", hours_of_date, name="hours_of_date"),
]
