"""Below the organisation."""

from __future__ import annotations

from django.urls import path

from .opening import setup
from .page import setup_step

of_setup = [
    path("setup/", setup, name="setup"),
    path("setup/<slug:step>/", setup_step, name="setup_step"),
]
