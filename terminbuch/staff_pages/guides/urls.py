from __future__ import annotations

from django.urls import path

from . import page

of_guides = [
    path("guides/reception/", page.guide, {"which": "reception"}, name="guide_for_reception"),
    path("guides/team/", page.guide, {"which": "team"}, name="guide_for_team"),
    path("guides/customers/", page.guide, {"which": "customers"}, name="guide_for_customers"),
]
