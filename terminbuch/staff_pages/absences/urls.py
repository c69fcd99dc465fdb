"""Below the organisation."""

from __future__ import annotations

from django.urls import path

from .closing import closures, new_closure
from .editing import edit
from .holidays import public_holidays_page
from .listing import listing
from .new import new
from .withdrawing import withdraw

of_absences = [
    path("absences/", listing, name="absences"),
    path("absences/new/", new, name="new_absence"),
    path("absences/<uuid:absence>/edit/", edit, name="edit_absence"),
    path("absences/<uuid:absence>/withdraw/", withdraw, name="withdraw_absence"),
    path("closures/", closures, name="closures"),
    path("closures/new/", new_closure, name="new_closure"),
    path("closures/holidays/", public_holidays_page, name="public_holidays"),
]
