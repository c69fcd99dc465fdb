from __future__ import annotations

from django.urls import path

from . import mailed, page

of_sheets = [
    path("day-sheet/", page.day_sheet, name="day_sheet"),
    path("settings/day-sheet/", mailed.day_sheet_settings, name="day_sheet_settings"),
]
