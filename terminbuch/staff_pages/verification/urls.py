"""Below the organisation."""

from __future__ import annotations

from django.urls import path

from .page import one, verification

of_verification = [
    path("health/verification/", verification, name="verification"),
    path("health/verification/<uuid:verification>/", one, name="one_verification"),
]
