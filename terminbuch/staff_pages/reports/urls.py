from __future__ import annotations

from django.urls import path

from . import page

of_reports = [
    path("reports/", page.reports, name="reports"),
    path("reports/numbers.csv", page.numbers, name="report_file"),
]
