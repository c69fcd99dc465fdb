from __future__ import annotations

from django.urls import path

from .page import week

of_weeks = [path("hours/overview/", week, name="hours_overview")]
