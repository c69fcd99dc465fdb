"""Below the organisation."""

from __future__ import annotations

from django.urls import path

from .page import health, health_json

of_health = [
    path("health/", health, name="health"),
    path("health.json", health_json, name="health_json"),
]
